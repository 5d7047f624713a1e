import { US_PER_S, assert, usFromS } from '../foundation/index.ts';
import type { SimTimeUs } from '../foundation/index.ts';
import {
  BOOST_STEP_S,
  BRAKING_STEP_S,
  airEnergyM2PerS2,
  brakingStepInPlace,
  diveEnergyM2PerS2,
  earthAngleRad,
  flyGlide,
  flyToImpact,
  groundBelow,
  heightAboveEllipsoidM,
  propagateBallisticInto,
} from '../physics/index.ts';
import type { BrakingBurn, EarthRotation, GlideProgram, GroundPoint } from '../physics/index.ts';

export const STEP_US: SimTimeUs = usFromS(BOOST_STEP_S);
/** Half the steps of the tracker's own propagation, so that the truth is the finer of the two. */
export const TRUTH_STEPS = { stepScale: 0.5 } as const;

/** Motion second by second, inertial: [step][x, y, z, vx, vy, vz], and where it ends. */
export interface MotionGrid {
  readonly motion: Float64Array;
  readonly stepCount: number;
  /** Null for what does not come down. */
  readonly impact: GroundImpact | null;
  /** First row of the dive that ends a glide. */
  readonly diveStep?: number;
}

export interface GroundImpact {
  readonly atUs: SimTimeUs;
  readonly place: GroundPoint;
}

/**
 * Free flight from row `firstStep` on into the rows after it. The last row of a flight to the ground lies less than a second past the impact.
 *
 * @param rows - Room for `lastStep` + 1 rows.
 * @param mayLand - Is the ground looked for? What the solver put into orbit is not asked.
 */
export function freeMotion(
  rows: Float64Array,
  firstStep: number,
  lastStep: number,
  startUs: SimTimeUs,
  ballisticCoefficientKgPerM2: number,
  earth: EarthRotation,
  mayLand: boolean,
): MotionGrid {
  const state = rows.slice(6 * firstStep, 6 * firstStep + 6);
  for (let step = firstStep + 1; step <= lastStep; step++) {
    propagateBallisticInto(state, state, BOOST_STEP_S, ballisticCoefficientKgPerM2, TRUTH_STEPS);
    rows.set(state, 6 * step);
    if (mayLand && heightAboveEllipsoidM(state[0]!, state[1]!, state[2]!) <= 0) {
      const before = rows.slice(6 * (step - 1), 6 * step);
      const impact = impactFrom(before, startUs + (step - 1) * STEP_US, ballisticCoefficientKgPerM2, earth);
      assert(impact !== null, 'a body within a second of the ground reaches it');
      return { motion: rows.slice(0, 6 * (step + 1)), stepCount: step + 1, impact };
    }
  }
  return { motion: rows, stepCount: lastStep + 1, impact: null };
}

/** Where a state comes down; null when it stays up. */
export function impactFrom(
  state: Float64Array,
  atUs: SimTimeUs,
  ballisticCoefficientKgPerM2: number,
  earth: EarthRotation,
): GroundImpact | null {
  const outcome = flyToImpact(state, atUs, ballisticCoefficientKgPerM2, earth, TRUTH_STEPS);
  if (!outcome.ok) return null;
  const { latitudeRad, longitudeRad } = outcome.impact.geodetic;
  return { atUs: outcome.impact.atUs, place: { latitudeRad, longitudeRad } };
}

/** Coast from row `firstStep` on, a braking burn, and free flight to the ground. */
export function brakingMotion(
  rows: Float64Array,
  firstStep: number,
  lastStep: number,
  startUs: SimTimeUs,
  burn: BrakingBurn,
  ballisticCoefficientKgPerM2: number,
  earth: EarthRotation,
): MotionGrid {
  const from = Math.round(burn.fromS / BOOST_STEP_S);
  const until = from + Math.round(burn.durationS / BOOST_STEP_S);
  freeMotion(rows, firstStep, from, startUs, ballisticCoefficientKgPerM2, earth, false);
  const state = rows.slice(6 * from, 6 * from + 6);
  for (let step = from + 1; step <= until; step++) {
    brakingStepInPlace(state, BRAKING_STEP_S, burn.decelerationMPerS2);
    rows.set(state, 6 * step);
  }
  return freeMotion(rows, until, lastStep, startUs, ballisticCoefficientKgPerM2, earth, true);
}

/** A glide from the last row of a climb to the ground, appended to it. */
export function glideMotion(
  climb: Float64Array,
  startUs: SimTimeUs,
  program: GlideProgram,
  earth: EarthRotation,
): MotionGrid {
  const rows = [...climb];
  const burnoutStep = climb.length / 6 - 1;
  const diveEnergy = diveEnergyM2PerS2(program);
  let diveStep: number | null = null;
  const end = flyGlide(climb.slice(6 * burnoutStep), burnoutStep * BOOST_STEP_S, program, (state) => {
    if (airEnergyM2PerS2(state) < diveEnergy) diveStep ??= rows.length / 6;
    rows.push(...state);
  });
  assert(end !== null, 'a glide comes down where the solver said');
  const atUs = startUs + Math.round(end.timeS * US_PER_S);
  const place = groundBelow(end.state, earthAngleRad(earth, atUs));
  const motion = Float64Array.from(rows);
  const stepCount = motion.length / 6;
  const impact = { atUs, place };
  return { motion, stepCount, impact, diveStep: diveStep ?? stepCount - 1 };
}
