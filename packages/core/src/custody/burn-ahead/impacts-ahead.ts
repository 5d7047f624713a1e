import { leadingBlock, normalCdf, normalFromUniform, radians, sFromUs } from '../../foundation/index.ts';
import type { Track } from '../../messages/index.ts';
import {
  EARTH_ROTATION_RAD_PER_S,
  earthAngleRad,
  geodeticFromItrf,
  groundBelow,
  groundDistanceM,
  twoBodyImpactInto,
} from '../../physics/index.ts';
import type { EarthRotation, GroundPoint } from '../../physics/index.ts';
import type { VehicleClass } from '../../vehicles/index.ts';
import { earlyEndAheadProb, unseenClimb } from '../decision/burn-law.ts';
import type { UnseenClimb } from '../decision/burn-law.ts';
import { finalSurfaceSpeedsMPerS } from '../decision/class-envelope.ts';
import { classPosterior } from '../decision/class-posterior.ts';
import type { ClassProb } from '../decision/class-posterior.ts';
import { motionFeatures } from '../decision/motion-features.ts';
import { choleskyRoot, errorInto } from '../normal-root.ts';
import { quasiUniformPoints } from '../quasi-normal.ts';
import {
  THRUST_LOG_SIGMA,
  burnGuess,
  endOverLiftoff,
  lostToGravityMPerS,
  thrustAgreement,
} from './burn-guess.ts';
import { carriedImpact, isCarried } from './carried-impact.ts';
import { flyBurnInPlace } from './fly-burn.ts';

/** Where one way of burning on brings the object down. */
export interface ImpactAhead extends GroundPoint {
  /** From now to the impact, s. */
  readonly afterS: number;
  /** Probability of this way; of all ways together at most 1, the rest does not come down. */
  readonly prob: number;
  /** Place of its class in the list of classes. */
  readonly classIndex: number;
}

/** All ways in which a burn may go on, and what their agreement with what was seen makes of the classes. */
export interface BurnAhead {
  readonly impacts: readonly ImpactAhead[];
  readonly classes: readonly ClassProb[];
}

const STATE = 9;
/** Ways flown over all classes, shared out by their probabilities; none that counts at all gets fewer than `LEAST_SAMPLES`. */
const SAMPLES = 256;
const LEAST_SAMPLES = 24;
/** A class less probable than this is not flown ahead. */
const NEGLIGIBLE_CLASS_PROB = 5e-3;
/** One for each: when thrust ends, age, growth, its power, bend, bearing; six for velocity and thrust. */
const MOTION_AT = 6;
const DIMENSIONS = MOTION_AT + 6;
const UNIFORMS = quasiUniformPoints(SAMPLES + LEAST_SAMPLES, DIMENSIONS);
const NORMALS: Float64Array = UNIFORMS.map(normalFromUniform);
/** A burn older than its class allows is taken to end within this time, s. Notional. */
const OVERDUE_S = 2;
/** The plane of the climb against the motion over the ground now, one sigma. Notional: the turning Earth alone bends it by a degree or two. */
const BEARING_SIGMA_RAD: number = radians(2);
/** Softness of the speeds between which a class ends its burn, as a share. Notional. */
const SPEED_SOFTNESS = 0.05;
/** Softness of the longest range, as a share. Notional. */
const RANGE_SOFTNESS = 0.05;
/** Where no way agrees with the class each still counts this much. */
const LEAST_WEIGHT = 1e-6;

/**
 * The places where an object seen burning may come down, over all that is open: its class, when thrust ends and how it grows and bends until then, and
 * the track's own error. Always the same draws.
 *
 * A class ends its burn in what is left of its window or, with the early-end probability, anywhere before. A whole burn is
 * planned for a speed that the class's published ranges and apogees allow, any alike; by that thrust grows. A way counts by how well the thrust now
 * agrees with its plan and, when it is whole, by whether it really ends with such a speed, within the longest range; a class by how well its ways agree. What follows is a
 * two-body arc to the turning ellipsoid: drag moves the place by kilometres, the end of thrust by hundreds.
 *
 * Classes are alike before anything is seen, so that a place is not left out because those who could aim there seldom fly; a fractional orbit, which can come
 * down nearly anywhere, is left out.
 *
 * @param track - Under thrust: nine numbers or more.
 */
export function impactsAhead(
  track: Track,
  classes: readonly VehicleClass[],
  earth: EarthRotation,
): BurnAhead {
  const climbs = classes.map((vehicle) => unseenClimb(vehicle, track.firstPositionM));
  const thrust = track.state.slice(6, STATE);
  const sinceFirstSeenS = sFromUs(track.atUs - track.firstDetectedAtUs);
  const evidence = {
    kind: 'burning',
    sinceFirstSeenS,
    motion: motionFeatures(track.state),
    thrustMPerS2: Math.hypot(...thrust),
  } as const;
  const priors = {
    weights: classes.map(({ course }) => (course.kind === 'fractional-orbit' ? 0 : 1)),
    otherWeight: 0,
  };
  const probs = classPosterior(classes, climbs, evidence, priors).classes;
  return waysAhead(track, track, classes, probs, earth);
}

/**
 * The same for classes weighed by whoever asks.
 *
 * @param motion - Position, velocity and thrust now: nine numbers or more, with their covariance.
 * @param probs - Of each class, in their order; what they miss to 1 is left out of the law.
 */
export function waysAhead(
  { state, covariance }: Pick<Track, 'state' | 'covariance'>,
  track: Pick<Track, 'atUs' | 'firstDetectedAtUs' | 'firstPositionM'>,
  classes: readonly VehicleClass[],
  probs: readonly ClassProb[],
  earth: EarthRotation,
): BurnAhead {
  const climbs = classes.map((vehicle) => unseenClimb(vehicle, track.firstPositionM));
  const motion = {
    state,
    root: velocityAndThrustRoot({ state, covariance }),
    earthAngleRad: earthAngleRad(earth, track.atUs),
    sinceFirstSeenS: sFromUs(track.atUs - track.firstDetectedAtUs),
    first: groundBelow(track.firstPositionM, earthAngleRad(earth, track.firstDetectedAtUs)),
  };
  // Among themselves: what fits none of them well is still carried on as those that it fits best.
  const known = probs.reduce((sum, { prob }) => sum + prob, 0);
  const flown = classes.map((vehicle, classIndex) => {
    const prob = known > 0 ? (probs[classIndex]?.prob ?? 0) / known : 1 / classes.length;
    const climb = climbs[classIndex];
    if (climb === undefined || prob < NEGLIGIBLE_CLASS_PROB) return { ways: [], weight: 0, prob };
    const count = Math.max(LEAST_SAMPLES, Math.round(SAMPLES * prob));
    return { ...waysOfClass(vehicle, climb, motion, count), prob };
  });
  const total = flown.reduce((sum, { prob, weight }) => sum + prob * weight, 0);
  return {
    impacts: flown.flatMap(({ ways, prob }, classIndex) =>
      ways.map((way) => ({ ...way, prob: (prob * way.prob) / total, classIndex })),
    ),
    classes: classes.map((vehicle, i) => ({
      vehicleId: vehicle.id,
      prob: ((flown[i]?.prob ?? 0) * (flown[i]?.weight ?? 0)) / total,
    })),
  };
}

interface BurningMotion {
  readonly state: readonly number[];
  /** Triangular root of the covariance of velocity and thrust, 6 x 6. */
  readonly root: Float64Array;
  readonly earthAngleRad: number;
  readonly sinceFirstSeenS: number;
  /** Under the place where it was first seen. */
  readonly first: GroundPoint;
}

function velocityAndThrustRoot(track: Pick<Track, 'state' | 'covariance'>): Float64Array {
  const nine = leadingBlock(track.covariance, track.state.length, STATE);
  const six = new Float64Array(36);
  for (let i = 0; i < 6; i++) for (let j = 0; j < 6; j++) six[6 * i + j] = nine[STATE * (3 + i) + 3 + j]!;
  return choleskyRoot(six, 6);
}

type Way = Omit<ImpactAhead, 'classIndex'>;

/** All ways of one class: those that come down, and the weight of all together, 1 for a class that agrees perfectly. */
function waysOfClass(
  vehicle: VehicleClass,
  climb: UnseenClimb,
  motion: BurningMotion,
  count: number,
): { readonly ways: readonly Way[]; readonly weight: number } {
  const { min, max } = vehicle.boostDurationS;
  const meanAgeS = climb.durationS + motion.sinceFirstSeenS;
  const earlyProb = earlyEndAheadProb(vehicle, meanAgeS, climb.sigmaS);
  const speeds = finalSurfaceSpeedsMPerS(vehicle);
  const state = new Float64Array(STATE);
  const error = new Float64Array(6);
  const place = new Float64Array(4);
  const ways: Way[] = [];
  const planned = plannedShare(vehicle);
  let total = 0;
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
    const agreement = thrustAgreement(vehicle, guess, end, thrustMPerS2);
    flyBurnInPlace(state, guess, end, BEARING_SIGMA_RAD * NORMALS[at + 5]!);
    const reached = early ? 1 : speedWeight(motionFeatures(state).surfaceSpeedMPerS, speeds) / planned;
    const weight = (LEAST_WEIGHT + agreement * reached) / count;
    const angleRad = motion.earthAngleRad + EARTH_ROTATION_RAD_PER_S * leftS;
    if (!early && isCarried(vehicle.course)) {
      const carried = carriedImpact(vehicle, state, angleRad, {
        length: UNIFORMS[at + 4]!,
        aside: NORMALS[at + MOTION_AT]!,
      });
      total += weight;
      ways.push({ ...carried, afterS: leftS + carried.afterS, prob: weight });
      continue;
    }
    // A launcher ends its whole burn in orbit.
    if ((!early && vehicle.course.kind === 'orbit') || !twoBodyImpactInto(place, state, angleRad)) {
      total += weight;
      continue;
    }
    const { longitudeRad, latitudeRad } = geodeticFromItrf(place[0]!, place[1]!, place[2]!);
    const prob =
      vehicle.course.kind === 'ballistic'
        ? weight * rangeWeight(vehicle, motion.first, { longitudeRad, latitudeRad })
        : weight;
    total += prob;
    if (prob > 0) ways.push({ longitudeRad, latitudeRad, afterS: leftS + place[3]!, prob });
  }
  return { ways, weight: total };
}

const PLAN_STEPS = 12;
/** Worked out once for each class: it depends on nothing else. */
const PLANNED_SHARES = new WeakMap<VehicleClass, number>();

/** Share of whole burns as planned at lift-off, their thrust off by what the law allows, that end with a speed of the class: a narrow class misses often. */
function plannedShare(vehicle: VehicleClass): number {
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

/** Up to the longest range of the class, with a soft edge: the highest apogee asks for more speed than the longest range. */
function rangeWeight({ maxRangeM }: VehicleClass, from: GroundPoint, to: GroundPoint): number {
  return normalCdf((maxRangeM - groundDistanceM(from, to)) / (RANGE_SOFTNESS * maxRangeM));
}

/** Even between the speeds of the class, with soft edges. */
function speedWeight(speed: number, { min, max }: { readonly min: number; readonly max: number }): number {
  const softness = SPEED_SOFTNESS * Math.max(1, speed);
  return normalCdf((speed - min) / softness) * normalCdf((max - speed) / softness);
}
