import { NO_LAUNCH_YET, flightEnds } from '@cupola/core/custody';
import type { FlightEnd } from '@cupola/core/messages';
import { groundEllipse } from '@cupola/core/physics';
import { CLASSES_TOLD_APART } from '@cupola/core/vehicles';
import { climbingMissile } from './climbing-missiles.ts';
import { offsetM, squaredDistance } from './ground-distance.ts';
import { followedFlight } from './honesty.ts';

const CONTEXT = { classes: CLASSES_TOLD_APART, earth: { angleAtEpochRad: 0 } };

/** An impact told under thrust against the one that came. */
export interface ToldWhileBurning {
  readonly end: FlightEnd;
  /** Squared distance of the true impact in the sigmas of the covariance. */
  readonly squared: number;
  readonly missM: number;
  readonly majorM: number;
  readonly minorM: number;
}

/** What was told of one missile at moments of its burn: seconds after it was first seen, or before its thrust ends where negative. */
export function toldWhileBurning(
  seed: number,
  classId: string,
  ats: readonly number[],
): readonly (ToldWhileBurning | null)[] {
  const { states, cutoffS, impact } = climbingMissile(seed, classId, 0);
  const { told } = followedFlight(seed, states);
  return ats.map((at) => {
    const second = at < 0 ? cutoffS + at : at;
    const found = told.find((each) => each.second === second)?.found;
    if (found?.phase !== 'boost' || second >= cutoffS) return null;
    const [end] = flightEnds(NO_LAUNCH_YET, found, CONTEXT);
    if (end === undefined) return null;
    const offset = offsetM(end, impact);
    const { majorM, minorM } = groundEllipse(end.covarianceM2);
    return { end, squared: squaredDistance(end, offset), missM: Math.hypot(...offset), majorM, minorM };
  });
}

/** Seconds after it was first seen and, negative, before its thrust ends. */
export const BURNING_ATS_S = [30, 60, 90, 120, -30, -10, -2] as const;

/** Missiles whose range and burn are drawn alike. */
export const BALLISTIC_CLASSES: readonly string[] = [
  'icbm-solid',
  'icbm-liquid',
  'slbm',
  'irbm',
  'mrbm',
  'srbm',
];

/** Impacts told of many missiles at one moment of their burns; medians of miss and ellipse. */
export interface BurningCell {
  readonly at: number;
  readonly count: number;
  /** Shares of true impacts within one and two sigma, and within what is said to hold half and nine tenths. */
  readonly within1: number;
  readonly within2: number;
  readonly half: number;
  readonly nineTenths: number;
  /** Two at best. */
  readonly meanSquared: number;
  readonly missM: number;
  readonly majorM: number;
  readonly minorM: number;
  /** Mean probability of coming down at all. */
  readonly prob: number;
}

/** One row for each moment, over so many missiles of each of the classes. */
export function burningCells(
  seeds: readonly number[],
  classIds: readonly string[],
  ats: readonly number[],
): readonly BurningCell[] {
  const flights = classIds.flatMap((classId) => seeds.map((seed) => toldWhileBurning(seed, classId, ats)));
  return ats.map((at, k) => {
    const told = flights.map((flight) => flight[k] ?? null).filter((each) => each !== null);
    const share = (held: (each: ToldWhileBurning) => boolean): number =>
      told.filter(held).length / told.length;
    const mean = (of: (each: ToldWhileBurning) => number): number =>
      told.reduce((sum, each) => sum + of(each), 0) / told.length;
    const median = (of: (each: ToldWhileBurning) => number): number =>
      told.map(of).toSorted((a, b) => a - b)[Math.floor(told.length / 2)] ?? Number.NaN;
    return {
      at,
      count: told.length,
      within1: share(({ squared }) => squared <= 1),
      within2: share(({ squared }) => squared <= 4),
      half: share(({ squared, end }) => squared <= (end.heldWithin?.half ?? 0)),
      nineTenths: share(({ squared, end }) => squared <= (end.heldWithin?.nineTenths ?? 0)),
      meanSquared: mean((each) => each.squared),
      missM: median((each) => each.missM),
      majorM: median((each) => each.majorM),
      minorM: median((each) => each.minorM),
      prob: mean((each) => each.end.prob),
    };
  });
}
