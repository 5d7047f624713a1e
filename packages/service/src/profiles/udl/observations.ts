import type { SimTimeUs } from '@cupola/core/foundation';
import { earthAngleRad, rotatingFromInertial } from '@cupola/core/physics';
import type { OwnSide } from '@cupola/core/sensors';
import type { DetectionAnswer, DetectionPlace, RecentDetection } from '../../engine/recent-detections.ts';
import type { DataMode } from '../../picture/records.ts';
import { eoObservation } from './own-side-records.ts';
import type { Condition } from './udl-query.ts';
import { instantUs, matches } from './udl-query.ts';
import type { UdlReader } from './udl-reader.ts';
import type { UdlRecord } from './udl-record.ts';

/** Which detections are read: of scans from one time to another, behind a place, and so many of them passed over. */
export interface DetectionRange {
  readonly fromUs: SimTimeUs | null;
  readonly untilUs: SimTimeUs | null;
  readonly after: DetectionPlace | null;
  readonly skip: number;
  readonly limit: number;
}

export interface ObservationsPlan {
  /** The recent detections as one visitor may see them. */
  readonly detections: (range: DetectionRange) => Promise<DetectionAnswer>;
  readonly ownSide: OwnSide;
  readonly dataMode: DataMode;
  readonly utc: (atUs: SimTimeUs) => string;
  /** Is the visitor told which track took a detection? */
  readonly tellsTracks: boolean;
}

/** So many are read at once where each has to be looked at. */
const READ_AT_ONCE = 5_000;
/** Where all satellites are is found once for so many times of scans; they come in order. */
const TIMES_AT_HAND = 8;

/** The recent detections as EOObservations, in order of scan. What is asked by time alone is found where they are kept; nothing else is read of the rest. */
export function observationReader(plan: ObservationsPlan): UdlReader {
  const recordOf = records(plan);
  const epochUs = instantUs(plan.utc(0)) ?? 0;

  async function* all(conditions: readonly Condition[]): AsyncGenerator<UdlRecord, void, void> {
    const times = timesOf(conditions, epochUs);
    let after: DetectionPlace | null = null;
    for (;;) {
      // oxlint-disable-next-line no-await-in-loop -- each goes on behind the one before
      const { detections, isMore }: DetectionAnswer = await plan.detections({
        ...times,
        after,
        skip: 0,
        limit: READ_AT_ONCE,
      });
      for (const each of detections) {
        const record = recordOf(each);
        if (matches(record, conditions)) yield record;
      }
      after = detections.at(-1) ?? null;
      if (!isMore || after === null) return;
    }
  }

  return {
    page: async ({ firstResult, maxResults, conditions }) => {
      if (conditions.every(isOfTime)) {
        const range = { ...timesOf(conditions, epochUs), after: null, skip: firstResult, limit: maxResults };
        return (await plan.detections(range)).detections.map(recordOf);
      }
      const shown: UdlRecord[] = [];
      let passed = 0;
      for await (const each of all(conditions)) {
        passed++;
        if (passed > firstResult) shown.push(each);
        if (shown.length === maxResults) break;
      }
      return shown;
    },
    count: async (conditions) => {
      if (conditions.every(isOfTime)) {
        const range = {
          ...timesOf(conditions, epochUs),
          after: null,
          skip: Number.MAX_SAFE_INTEGER,
          limit: 0,
        };
        return (await plan.detections(range)).skipped;
      }
      let count = 0;
      for await (const _ of all(conditions)) count++;
      return count;
    },
    one: async (id) => {
      const place = placeOf(id);
      if (place === null) return null;
      const { scanAtUs } = place;
      const before = { ...place, row: place.row - 1 };
      const range = { fromUs: scanAtUs, untilUs: scanAtUs, after: before, skip: 0, limit: 1 };
      const [found] = (await plan.detections(range)).detections;
      return found === undefined || idOf(found) !== id ? null : recordOf(found);
    },
  };
}

function isOfTime({ field, span }: Condition): boolean {
  return field === 'obTime' && span !== null;
}

/** The times of scans outside of which no condition is met, from the epoch of the service. */
function timesOf(
  conditions: readonly Condition[],
  epochUs: number,
): Pick<DetectionRange, 'fromUs' | 'untilUs'> {
  const spans = conditions
    .map(({ field, span }) => (field === 'obTime' ? span : null))
    .filter((each) => each !== null);
  const from = Math.max(...spans.map(([fromUs]) => fromUs));
  const until = Math.min(...spans.map(([, untilUs]) => untilUs));
  return {
    fromUs: Number.isFinite(from) ? from - epochUs : null,
    untilUs: Number.isFinite(until) ? until - epochUs : null,
  };
}

function idOf({ scanAtUs, channelIndex, row }: DetectionPlace): string {
  return `${scanAtUs}-${channelIndex}-${row}`;
}

function placeOf(id: string): DetectionPlace | null {
  const [, scan, channel, row] = /^(-?\d{1,16})-(\d{1,9})-(\d{1,9})$/.exec(id) ?? [];
  return row === undefined
    ? null
    : { scanAtUs: Number(scan), channelIndex: Number(channel), row: Number(row) };
}

function records({
  ownSide,
  dataMode,
  utc,
  tellsTracks,
}: ObservationsPlan): (detection: RecentDetection) => UdlRecord {
  const positionAt = positions(ownSide);
  return (detection) => {
    const { scanAtUs, channelIndex, losItrf, sigmaRad, trackId } = detection;
    const { satelliteIndex = -1, sensor } = ownSide.channels[channelIndex] ?? {};
    return eoObservation(
      {
        id: idOf(detection),
        satelliteId: ownSide.satelliteIds[satelliteIndex] ?? '',
        sensorId: sensor?.id ?? '',
        at: utc(scanAtUs),
        los: losItrf,
        sigmaRad,
        positionItrfM: positionAt(scanAtUs, satelliteIndex),
        trackId: tellsTracks ? trackId : null,
      },
      dataMode,
    );
  };
}

/** Where satellites are predicted to have been. */
function positions({
  satelliteIds,
  ephemeris,
  earth,
}: OwnSide): (atUs: number, satelliteIndex: number) => readonly [number, number, number] {
  const known = new Map<number, Float64Array>();
  return (atUs, satelliteIndex) => {
    let inertialM = known.get(atUs);
    if (inertialM === undefined) {
      inertialM = new Float64Array(3 * satelliteIds.length);
      ephemeris.positionsInertialInto(inertialM, atUs);
      known.set(atUs, inertialM);
      const [oldest = atUs] = known.keys();
      if (known.size > TIMES_AT_HAND) known.delete(oldest);
    }
    const own = inertialM.subarray(3 * satelliteIndex, 3 * satelliteIndex + 3);
    const [x = 0, y = 0, z = 0] = rotatingFromInertial([...own, 0, 0, 0], earthAngleRad(earth, atUs));
    return [x, y, z];
  };
}
