import { custodyLevel } from '../custody/index.ts';
import type { CustodyRequirement } from '../custody/index.ts';
import { present } from '../foundation/index.ts';
import { CUSTODY_LEVELS } from '../messages/index.ts';
import type { CustodyLevel, Decision } from '../messages/index.ts';
import type { FlightLog } from '../truth/index.ts';
import { custodyGaps, heldShares, longestLookGapS, perPhase } from './custody-gaps.ts';
import type { CustodySpan } from './custody-gaps.ts';
import { distinctSatellites, satellitesAt } from './look-log.ts';
import type { SecondLooks } from './look-log.ts';
import { spansOf } from './object-series.ts';
import type { ObjectSeries } from './object-series.ts';
import type { CustodyColumns, CustodyRecord, ObjectRecord, PhaseShares } from './run-record.ts';
import { watchesOf } from './watches.ts';

/** One true object under observation, with what metrics may know of it beforehand. */
export interface RecordedObject {
  readonly flight: FlightLog;
  readonly weapon: boolean;
  readonly inRegions: readonly string[];
}

/** What the judgement of an object depends on besides its own columns. */
export interface JudgementSetting {
  readonly durationS: number;
  readonly requirements: readonly CustodyRequirement[];
  readonly satelliteIds: readonly string[];
}

const HELD = CUSTODY_LEVELS.indexOf('held');

/** The record of one object: its columns, custody as the true error would have it, gaps with their causes, and shares per phase. */
export function judgedObject(
  series: ObjectSeries,
  object: RecordedObject,
  trackIds: readonly string[],
  { durationS, requirements, satelliteIds }: JudgementSetting,
): ObjectRecord {
  const spans = spansOf(series.phase, durationS);
  const kinds = Object.keys(series.observers);
  const looks: ObjectLooks = {
    all: series.looks.ofAll(durationS + 1),
    byKind: new Map(kinds.map((kind, index) => [kind, series.looks.ofKind(index, durationS + 1)])),
  };
  const custodyUnder = requirements.map((requirement, index) =>
    judgedCustody(series, looks, present(series.custodyUnder[index]), spans, requirement, satelliteIds),
  );
  const { requirement: first, ...custody } = present(custodyUnder[0]);
  const { looks: _looks, failure: _failure, latestDecision, ...columns } = series;
  return {
    ...object,
    ...columns,
    ...custody,
    trackIds,
    decisions: withLatest(series.decisions, latestDecision),
    custodyUnder,
    watches: watchesOf(looks.byKind, satelliteIds, first.maxGapS),
  };
}

function withLatest(decisions: readonly Decision[], latest: Decision | null): readonly Decision[] {
  return latest === null || decisions.at(-1) === latest ? decisions : [...decisions, latest];
}

/** Who looked at an object, in order of time. */
interface ObjectLooks {
  readonly all: SecondLooks;
  readonly byKind: ReadonlyMap<string, SecondLooks>;
}

function judgedCustody(
  series: ObjectSeries,
  looks: ObjectLooks,
  columns: CustodyColumns,
  spans: readonly CustodySpan[],
  requirement: CustodyRequirement,
  satelliteIds: readonly string[],
): CustodyRecord {
  judgeByTruth(series, looks.all, columns.custodyByTruth, spans, requirement);
  const { minSensors, maxGapS } = requirement;
  const bySensor = [...looks.byKind].map(([kind, own]): [string, PhaseShares] => [
    kind,
    heldShares((second) => distinctSatellites(own, second, maxGapS) >= minSensors, spans),
  ]);
  const namesAt = (second: number): readonly string[] =>
    satellitesAt(looks.all, second).map((satellite) => satelliteIds[satellite] ?? '');
  const atOnce = Uint8Array.from(series.phase, (_, second) =>
    Math.min(255, distinctSatellites(looks.all, second, 0)),
  );
  return {
    ...columns,
    requirement,
    gaps: custodyGaps(
      {
        ...columns,
        failure: present(series.failure.get(minSensors)),
        stage: series.stage,
        observers: series.observers,
        namesAt,
      },
      spans,
    ),
    continuity: heldShares((second) => columns.custody[second] === HELD, spans),
    continuityByTruth: heldShares((second) => columns.custodyByTruth[second] === HELD, spans),
    continuityBySensor: Object.fromEntries(bySensor),
    longestLookGapS: perPhase(spans, (own) =>
      Math.max(...own.map(({ fromS, untilS }) => longestLookGapS(atOnce, minSensors, fromS, untilS))),
    ),
  };
}

/** Custody as the true error would have it, at scan times, into its column. */
function judgeByTruth(
  series: ObjectSeries,
  looks: SecondLooks,
  column: Uint8Array,
  spans: readonly CustodySpan[],
  requirement: CustodyRequirement,
): void {
  let before: CustodyLevel = 'none';
  let neitherSinceS: number | null = null;
  for (const { phase, fromS, untilS } of spans) {
    for (let second = fromS; second < untilS; second++) {
      const satellites = distinctSatellites(looks, second, requirement.maxGapS);
      const errorM = series.positionErrorM[second]!;
      const met = satellites >= requirement.minSensors || errorM <= requirement.positionErrorM[phase];
      neitherSinceS = met ? null : (neitherSinceS ?? second);
      const neitherForS = neitherSinceS === null ? 0 : second - neitherSinceS;
      const latencyS = series.latencyS[second]!;
      before = custodyLevel(
        { distinctSatellites: satellites, errorM, latencyS, phase, neitherForS, before },
        requirement,
      );
      column[second] = CUSTODY_LEVELS.indexOf(before);
    }
  }
}
