import { custodyLevel } from '../custody/index.ts';
import type { CustodyRequirement } from '../custody/index.ts';
import { CUSTODY_LEVELS } from '../messages/index.ts';
import type { CustodyLevel } from '../messages/index.ts';
import type { FlightLog } from '../truth/index.ts';
import { custodyGaps, heldShares, longestLookGapS } from './custody-gaps.ts';
import type { CustodySpan } from './custody-gaps.ts';
import { distinctSatellites, spansOf } from './object-series.ts';
import type { ObjectSeries } from './object-series.ts';
import type { ObjectRecord, PhaseShares } from './run-record.ts';

/** One true object under observation, with what metrics may know of it beforehand. */
export interface RecordedObject {
  readonly flight: FlightLog;
  readonly weapon: boolean;
  readonly inRegions: readonly string[];
}

const HELD = CUSTODY_LEVELS.indexOf('held');

/** The record of one object: its columns, custody as the true error would have it, gaps with their causes, and shares per phase. */
export function judgedObject(
  series: ObjectSeries,
  object: RecordedObject,
  trackIds: readonly string[],
  durationS: number,
  requirement: CustodyRequirement,
): ObjectRecord {
  const spans = spansOf(series.phase, durationS);
  judgeByTruth(series, spans, requirement);
  const { satellites, satellitesSeen, ...columns } = series;
  const bySensor = Object.keys(satellites).map((kind): [string, PhaseShares] => [
    kind,
    heldShares(
      (second) => distinctSatellites(series, second, requirement.maxGapS, kind) >= requirement.minSensors,
      spans,
    ),
  ]);
  const lookGap = (phase: CustodySpan['phase']): number | null => {
    const own = spans.filter((span) => span.phase === phase);
    if (own.length === 0) return null;
    return Math.max(
      ...own.map(({ fromS, untilS }) =>
        longestLookGapS(satellitesSeen, requirement.minSensors, fromS, untilS),
      ),
    );
  };
  return {
    ...object,
    ...columns,
    trackIds,
    gaps: custodyGaps(series, spans),
    continuity: heldShares((second) => series.custody[second] === HELD, spans),
    continuityBySensor: Object.fromEntries(bySensor),
    longestLookGapS: {
      boost: lookGap('boost'),
      midcourse: lookGap('midcourse'),
      reentry: lookGap('reentry'),
    },
  };
}

/** Custody as the true error would have it, at scan times, into its column. */
function judgeByTruth(
  series: ObjectSeries,
  spans: readonly CustodySpan[],
  requirement: CustodyRequirement,
): void {
  let before: CustodyLevel = 'none';
  let neitherSinceS: number | null = null;
  for (const { phase, fromS, untilS } of spans) {
    for (let second = fromS; second < untilS; second++) {
      const satellites = distinctSatellites(series, second, requirement.maxGapS);
      const errorM = series.positionErrorM[second]!;
      const met = satellites >= requirement.minSensors || errorM <= requirement.positionErrorM[phase];
      neitherSinceS = met ? null : (neitherSinceS ?? second);
      const neitherForS = neitherSinceS === null ? 0 : second - neitherSinceS;
      before = custodyLevel(
        { distinctSatellites: satellites, errorM, phase, neitherForS, before },
        requirement,
      );
      series.custodyByTruth[second] = CUSTODY_LEVELS.indexOf(before);
    }
  }
}
