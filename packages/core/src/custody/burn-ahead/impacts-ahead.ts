import { normalCdf, sFromUs } from '../../foundation/index.ts';
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
import { unseenClimb } from '../decision/burn-law.ts';
import type { UnseenClimb } from '../decision/burn-law.ts';
import { finalSurfaceSpeedsMPerS } from '../decision/class-envelope.ts';
import { classPosterior } from '../decision/class-posterior.ts';
import type { ClassProb } from '../decision/class-posterior.ts';
import { featureErrors, motionFeatures } from '../decision/motion-features.ts';
import { quasiNormalPoints, quasiUniformPoints } from '../quasi-normal.ts';
import { MOST_ENDS, burnEnds, plannedShare, speedWeight, velocityAndThrustRoot } from './burn-ends.ts';
import type { BurningMotion } from './burn-ends.ts';
import { carriedImpact, isCarried } from './carried-impact.ts';
import { COPIES, endSpread, spreadInto } from './spread-ends.ts';

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

/** Burns flown over all classes, shared out by their probabilities; none that counts at all gets fewer than `LEAST_SAMPLES`. */
const SAMPLES = 256;
const LEAST_SAMPLES: number = MOST_ENDS - SAMPLES;
/** A class less probable than this is not flown ahead. */
const NEGLIGIBLE_CLASS_PROB = 1e-3;
/** Of what is carried on, how far and to which side: the second and third number of each row, as the first is a ladder over all ways. */
const CARRIED_WIDTH = 3;
const CARRIED_LENGTHS = quasiUniformPoints(COPIES * MOST_ENDS, CARRIED_WIDTH);
const CARRIED_SIDES = quasiNormalPoints(COPIES * MOST_ENDS, CARRIED_WIDTH);
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
  const thrust = track.state.slice(6, 9);
  const sinceFirstSeenS = sFromUs(track.atUs - track.firstDetectedAtUs);
  const evidence = {
    kind: 'burning',
    sinceFirstSeenS,
    motion: motionFeatures(track.state),
    thrustMPerS2: Math.hypot(...thrust),
    errors: featureErrors(track.state, track.covariance),
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

type Way = Omit<ImpactAhead, 'classIndex'>;

/** All ways of one class: those that come down, and the weight of all together, 1 for a class that agrees perfectly. */
function waysOfClass(
  vehicle: VehicleClass,
  climb: UnseenClimb,
  motion: BurningMotion,
  count: number,
): { readonly ways: readonly Way[]; readonly weight: number } {
  const ends = burnEnds(vehicle, climb, motion, count);
  const speeds = finalSurfaceSpeedsMPerS(vehicle);
  const planned = plannedShare(vehicle);
  const reached = (state: Float64Array): number =>
    speedWeight(motionFeatures(state).surfaceSpeedMPerS, speeds) / planned;
  const weights = ends.agreement.map((agreement, way) =>
    way < ends.earlyCount ? agreement : agreement * reached(ends.states.subarray(6 * way, 6 * way + 6)),
  );
  const spreads = {
    early: endSpread(ends.states, weights, 0, ends.earlyCount),
    whole: endSpread(ends.states, weights, ends.earlyCount, count),
  };
  const state = new Float64Array(6);
  const place = new Float64Array(4);
  const ways: Way[] = [];
  let total = 0;
  for (let way = 0; way < count; way++) {
    const early = way < ends.earlyCount;
    const leftS = ends.leftS[way]!;
    const angleRad = motion.earthAngleRad + EARTH_ROTATION_RAD_PER_S * leftS;
    for (let copy = 0; copy < COPIES; copy++) {
      spreadInto(state, ends.states, way, copy, early ? spreads.early : spreads.whole);
      const agreement = ends.agreement[way]!;
      const weight = (LEAST_WEIGHT + (early ? agreement : agreement * reached(state))) / (count * COPIES);
      if (!early && isCarried(vehicle.course)) {
        const at = CARRIED_WIDTH * (way * COPIES + copy) + 1;
        const carried = carriedImpact(vehicle, state, angleRad, {
          length: CARRIED_LENGTHS[at]!,
          aside: CARRIED_SIDES[at + 1]!,
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
  }
  return { ways, weight: total };
}

/** Up to the longest range of the class, with a soft edge: the highest apogee asks for more speed than the longest range. */
function rangeWeight({ maxRangeM }: VehicleClass, from: GroundPoint, to: GroundPoint): number {
  return normalCdf((maxRangeM - groundDistanceM(from, to)) / (RANGE_SOFTNESS * maxRangeM));
}
