import type { Forecast } from '../metrics/index.ts';
import { vehicleClass } from '../vehicles/index.ts';
import type { ObjectAnswer, SampleTime, StatedProbability } from './run-answer.ts';

/**
 * What kept a probability from being as sure as it might be; each object is in one group, the first that fits from the top.
 *
 * - `manoeuvring`: lift, a second burn or several payloads decide where it comes down.
 * - `boost-only`: fewer than two satellites with a long-wave field held it one minute after burnout.
 * - `near-border`: it comes down within three sigmas of a border, sigma as the impact estimate says one minute after burnout.
 * - `held`: none of these: held in long-wave coast, well inside or outside.
 */
export const CALIBRATION_GROUPS = ['held', 'near-border', 'boost-only', 'manoeuvring'] as const;
export type CalibrationGroup = (typeof CALIBRATION_GROUPS)[number];

const LONG_WAVE_SATELLITES = 2;
const BORDER_SIGMAS = 3;
const AFTER_BURNOUT: SampleTime = 'burnout+60';

export function groupOf(object: ObjectAnswer): CalibrationGroup {
  const course = vehicleClass(object.vehicle)?.course.kind;
  if (course === 'glide' || course === 'fractional-orbit' || object.ofBus) return 'manoeuvring';
  const coast = statedAt(object, AFTER_BURNOUT);
  if (coast === undefined || coast.longWaveSatellites < LONG_WAVE_SATELLITES) return 'boost-only';
  const { impactSigmaKm } = coast;
  const { insideKm } = object;
  const isNear =
    impactSigmaKm !== null && insideKm !== null && Math.abs(insideKm) <= BORDER_SIGMAS * impactSigmaKm;
  return isNear ? 'near-border' : 'held';
}

export function statedAt(object: ObjectAnswer, at: SampleTime): StatedProbability | undefined {
  return object.stated.find((stated) => stated.at === at);
}

/** A weapon that comes down in the regions: what has to be declared. */
export function isThreat({ weapon, inRegions }: ObjectAnswer): boolean {
  return weapon && inRegions;
}

/** Is what the decision states so: does it belong to the launch of a weapon and come down in the regions? Spent stages and decoys can, too. */
export function isAsStated({ ofWeapon, inRegions }: ObjectAnswer): boolean {
  return ofWeapon && inRegions;
}

/** What was stated about each object at one time, and whether it is so. Objects without a judged track are left out. */
export function forecastsAt(objects: readonly ObjectAnswer[], at: SampleTime): readonly Forecast[] {
  return objects.flatMap((object) => {
    const prob = statedAt(object, at)?.jointProb ?? null;
    return prob === null ? [] : [{ prob: Math.min(1, Math.max(0, prob)), happened: isAsStated(object) }];
  });
}
