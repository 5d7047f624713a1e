import { EARTH_EQUATORIAL_RADIUS_M, EARTH_MU_M3_PER_S2 } from '../physics/index.ts';
import type { MeanElements } from './mean-elements.ts';

type Interval = readonly [min: number, max: number];

/** Which objects of a catalogue are meant. */
export interface SatelliteSelection {
  /** Text that the name contains. */
  readonly name?: string;
  readonly inclinationDeg?: Interval;
  readonly altitudeKm?: Interval;
  readonly meanMotionRevPerDay?: Interval;
  /** How many to take, evenly spaced; all when absent. */
  readonly count?: number;
}

/** Objects whose mean motion is further than this from the median are moving to or from their place, rev/day. */
const OPERATIONAL_MEAN_MOTION_REV_PER_DAY = 0.02;

/** Semi-major axis less the equatorial radius, km, from the mean motion. */
export function altitudeKmOf(elements: MeanElements): number {
  const meanMotionRadPerS = (elements.meanMotionRevPerDay * 2 * Math.PI) / 86_400;
  return (Math.cbrt(EARTH_MU_M3_PER_S2 / meanMotionRadPerS ** 2) - EARTH_EQUATORIAL_RADIUS_M) / 1000;
}

/**
 * The objects that pass every filter, sorted by node and argument of latitude, then `count` of them evenly spaced. Without a filter on the
 * mean motion only those within 0.02 rev/day of the median of what the other filters left are kept: the operational shell.
 */
export function selectSatellites(
  elements: readonly MeanElements[],
  select: SatelliteSelection,
): readonly MeanElements[] {
  let kept = elements.filter(
    (each) =>
      (select.name === undefined || each.objectName.includes(select.name)) &&
      within(each.inclinationDeg, select.inclinationDeg) &&
      within(altitudeKmOf(each), select.altitudeKm) &&
      within(each.meanMotionRevPerDay, select.meanMotionRevPerDay),
  );
  if (select.meanMotionRevPerDay === undefined && kept.length > 0) {
    const motions = kept.map((each) => each.meanMotionRevPerDay).toSorted((a, b) => a - b);
    const median = ((motions[(motions.length - 1) >> 1] ?? 0) + (motions[motions.length >> 1] ?? 0)) / 2;
    kept = kept.filter(
      (each) => Math.abs(each.meanMotionRevPerDay - median) <= OPERATIONAL_MEAN_MOTION_REV_PER_DAY,
    );
  }
  const sorted = kept.toSorted(
    (a, b) =>
      a.nodeDeg - b.nodeDeg ||
      argumentOfLatitudeDeg(a) - argumentOfLatitudeDeg(b) ||
      a.catalogueNumber - b.catalogueNumber,
  );
  const count = Math.min(select.count ?? sorted.length, sorted.length);
  return Array.from(
    { length: count },
    (_, index) => sorted[Math.floor((index * sorted.length) / count)],
  ).filter((each) => each !== undefined);
}

function within(value: number, interval: Interval | undefined): boolean {
  return interval === undefined || (value >= interval[0] && value <= interval[1]);
}

function argumentOfLatitudeDeg(elements: MeanElements): number {
  return (elements.argumentOfPerigeeDeg + elements.meanAnomalyDeg) % 360;
}
