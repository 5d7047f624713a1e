import { leadingBlock, normalCdf, normalFromUniform, radians } from '../../foundation/index.ts';
import type { Track } from '../../messages/index.ts';
import type { GroundPoint } from '../../physics/index.ts';
import type { VehicleClass } from '../../vehicles/index.ts';
import { earlyEndAheadProb } from '../decision/burn-law.ts';
import type { UnseenClimb } from '../decision/burn-law.ts';
import { finalSurfaceSpeedsMPerS } from '../decision/class-envelope.ts';
import { choleskyRoot, errorInto } from '../normal-root.ts';
import { quasiUniformPoints } from '../quasi-normal.ts';
import {
  THRUST_LOG_SIGMA,
  burnGuess,
  endOverLiftoff,
  lostToGravityMPerS,
  thrustAgreement,
} from './burn-guess.ts';
import { flyBurnInPlace } from './fly-burn.ts';

const STATE = 9;
/** The most ways that one class is given. */
export const MOST_ENDS = 280;
/** One for each: when thrust ends, age, growth, its power, bend, bearing; six for velocity and thrust. */
const MOTION_AT = 6;
const DIMENSIONS = MOTION_AT + 6;
const UNIFORMS = quasiUniformPoints(MOST_ENDS, DIMENSIONS);
const NORMALS: Float64Array = UNIFORMS.map(normalFromUniform);
/** A burn older than its class allows is taken to end within this time, s. Notional. */
const OVERDUE_S = 2;
/** The plane of the climb against the motion over the ground now, one sigma. Notional: the turning Earth alone bends it by a degree or two. */
const BEARING_SIGMA_RAD: number = radians(2);
/** Softness of the speeds between which a class ends its burn, as a share. Notional. */
const SPEED_SOFTNESS = 0.05;

/** An object seen burning, as its ways ahead start from it. */
export interface BurningMotion {
  readonly state: readonly number[];
  /** Triangular root of the covariance of velocity and thrust, 6 x 6. */
  readonly root: Float64Array;
  readonly earthAngleRad: number;
  readonly sinceFirstSeenS: number;
  /** Under the place where it was first seen. */
  readonly first: GroundPoint;
}

export function velocityAndThrustRoot(track: Pick<Track, 'state' | 'covariance'>): Float64Array {
  const nine = leadingBlock(track.covariance, track.state.length, STATE);
  const six = new Float64Array(36);
  for (let i = 0; i < 6; i++) for (let j = 0; j < 6; j++) six[6 * i + j] = nine[STATE * (3 + i) + 3 + j]!;
  return choleskyRoot(six, 6);
}

/** Ends of thrust that are open to one class, one for each way of burning on. */
export interface BurnEnds {
  readonly count: number;
  /** Inertial, [way][6]. */
  readonly states: Float64Array;
  /** From now to the end, s. */
  readonly leftS: Float64Array;
  /** How well the thrust now agrees with the way's plan, 1 at best. */
  readonly agreement: Float64Array;
  /** Does thrust end before its time? Those come first. */
  readonly earlyCount: number;
}

/** Flies the ways of one class to the ends of their burns; always the same draws. */
export function burnEnds(
  vehicle: VehicleClass,
  climb: UnseenClimb,
  motion: BurningMotion,
  count: number,
): BurnEnds {
  const { min, max } = vehicle.boostDurationS;
  const meanAgeS = climb.durationS + motion.sinceFirstSeenS;
  const earlyProb = earlyEndAheadProb(vehicle, meanAgeS, climb.sigmaS);
  const speeds = finalSurfaceSpeedsMPerS(vehicle);
  const state = new Float64Array(STATE);
  const error = new Float64Array(6);
  const ends = {
    count,
    states: new Float64Array(6 * count),
    leftS: new Float64Array(count),
    agreement: new Float64Array(count),
    earlyCount: 0,
  };
  for (let sample = 0; sample < count; sample++) {
    const at = sample * DIMENSIONS;
    const share = (sample + 0.5) / count;
    const early = share < earlyProb;
    const within = early ? share / earlyProb : (share - earlyProb) / (1 - earlyProb);
    const ageS = Math.max(1, meanAgeS + climb.sigmaS * NORMALS[at + 1]!);
    const fromS = Math.max(0, min - ageS);
    const toS = Math.max(max - ageS, fromS + OVERDUE_S);
    const leftS = early ? within * toS : fromS + within * (toS - fromS);
    const wholeS = early ? Math.max(min, ageS + leftS) : ageS + leftS;
    const guess = burnGuess({ leftS, ageS, wholeS }, UNIFORMS[at + 3]!, UNIFORMS[at + 4]!);
    errorInto(error, motion.root, 6, NORMALS, at + MOTION_AT);
    for (let i = 0; i < STATE; i++) state[i] = motion.state[i]! + (i < 3 ? 0 : error[i - 3]!);
    const thrustMPerS2 = Math.hypot(state[6]!, state[7]!, state[8]!);
    const plannedMPerS = speeds.min + UNIFORMS[at + 2]! * (speeds.max - speeds.min);
    const end = endOverLiftoff(vehicle, guess, plannedMPerS);
    ends.agreement[sample] = thrustAgreement(vehicle, guess, end, thrustMPerS2);
    flyBurnInPlace(state, guess, end, BEARING_SIGMA_RAD * NORMALS[at + 5]!);
    ends.states.set(state.subarray(0, 6), 6 * sample);
    ends.leftS[sample] = leftS;
    if (early) ends.earlyCount++;
  }
  return ends;
}

const PLAN_STEPS = 12;
/** Worked out once for each class: it depends on nothing else. */
const PLANNED_SHARES = new WeakMap<VehicleClass, number>();

/** Share of whole burns as planned at lift-off, their thrust off by what the law allows, that end with a speed of the class: a narrow class misses often. */
export function plannedShare(vehicle: VehicleClass): number {
  const known = PLANNED_SHARES.get(vehicle);
  if (known !== undefined) return known;
  const speeds = finalSurfaceSpeedsMPerS(vehicle);
  const lostMPerS = lostToGravityMPerS(vehicle.boostDurationS.nominal);
  let sum = 0;
  for (let i = 0; i < PLAN_STEPS; i++) {
    const plannedMPerS = speeds.min + ((i + 0.5) / PLAN_STEPS) * (speeds.max - speeds.min);
    for (let j = 0; j < PLAN_STEPS; j++) {
      const off = Math.exp(THRUST_LOG_SIGMA * normalFromUniform((j + 0.5) / PLAN_STEPS));
      sum += speedWeight((plannedMPerS + lostMPerS) * off - lostMPerS, speeds);
    }
  }
  const share = sum / PLAN_STEPS ** 2;
  PLANNED_SHARES.set(vehicle, share);
  return share;
}

/** Even between the speeds of the class, with soft edges. */
export function speedWeight(
  speed: number,
  { min, max }: { readonly min: number; readonly max: number },
): number {
  const softness = SPEED_SOFTNESS * Math.max(1, speed);
  return normalCdf((speed - min) / softness) * normalCdf((max - speed) / softness);
}
