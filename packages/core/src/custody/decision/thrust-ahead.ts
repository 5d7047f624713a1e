import {
  EARTH_ROTATION_RAD_PER_S,
  geodeticFromItrf,
  isInRegion,
  twoBodyImpactInto,
} from '../../physics/index.ts';
import type { VehicleClass } from '../../vehicles/index.ts';
import { earlyEndAheadProb } from './burn-law.ts';
import type { UnseenClimb } from './burn-law.ts';
import { choleskyRoot, errorInto } from '../normal-root.ts';
import { normalFromUniform, quasiUniformPoints } from '../quasi-normal.ts';
import type { RegionProbabilities } from './region-probability.ts';
import { carriedImpact, isCarried } from './carried-impact.ts';
import { pathStateInto, thrustPath } from './thrust-path.ts';
import type { RegionIndex } from '../../physics/index.ts';

/** A burning object as the tracker knows it. */
export interface ThrustingMotion {
  /** Inertial position, m, velocity, m/s, and thrust acceleration, m/s²: nine numbers. */
  readonly state: readonly number[];
  /** Full square covariance of the nine, row by row. */
  readonly covariance: ArrayLike<number>;
  /** Angle of the Greenwich meridian now, rad. */
  readonly earthAngleRad: number;
  readonly sinceFirstSeenS: number;
}

const STATE = 9;
export const SAMPLE_COUNT = 192;
/** One for the end of thrust, one for the error of the launch time, nine for the motion. */
const DIMENSIONS = 2 + STATE;

/** Fixed quasi-random samples. */
interface SampleSet {
  readonly count: number;
  readonly uniforms: Float64Array;
  readonly normals: Float64Array;
}

function sampleSet(count: number): SampleSet {
  const uniforms = quasiUniformPoints(count, DIMENSIONS);
  return { count, uniforms, normals: uniforms.map(normalFromUniform) };
}

const FULL_SET: SampleSet = sampleSet(SAMPLE_COUNT);
/** The less probable a class, the fewer samples say where it would come down: the error of the sum stays what the likeliest class makes it. */
const SETS: readonly { readonly fromProb: number; readonly set: SampleSet }[] = [
  { fromProb: 0.15, set: FULL_SET },
  { fromProb: 0.03, set: sampleSet(96) },
  { fromProb: 0, set: sampleSet(48) },
];
/** Growth of the thrust acceleration from now on, as multiples of its mean growth since lift-off. Notional: none to one and a half. */
const GROWTH_FACTORS: readonly number[] = [0, 0.5, 1, 1.5];
/** A burn older than its class allows is taken to end within this time, s. Notional. */
const OVERDUE_S = 2;

/** Where one end of thrust brings the object down. */
export interface BurningImpact {
  readonly longitudeRad: number;
  readonly latitudeRad: number;
  /** From now to the impact, s. */
  readonly afterS: number;
}

/**
 * Probability that an object of one class, seen burning now, comes down in the regions, over all ends of thrust still open to the class.
 *
 * @param classProb - Of the class: the less of it, the fewer samples.
 */
export function probabilitiesWhileBurning(
  index: RegionIndex,
  vehicle: VehicleClass,
  climb: UnseenClimb,
  motion: ThrustingMotion,
  classProb = 1,
): RegionProbabilities {
  const set = SETS.find(({ fromProb }) => classProb >= fromProb)?.set ?? FULL_SET;
  const counts = new Float64Array(index.regions.length);
  let unionCount = 0;
  for (const { longitudeRad, latitudeRad } of impactsWhileBurning(vehicle, climb, motion, set)) {
    let any = false;
    for (let i = 0; i < counts.length; i++) {
      if (!isInRegion(index, i, longitudeRad, latitudeRad)) continue;
      counts[i] = counts[i]! + 1;
      any = true;
    }
    if (any) unionCount++;
  }
  return {
    unionProb: unionCount / set.count,
    regions: index.regions.map((region, i) => ({ regionId: region.id, prob: counts[i]! / set.count })),
  };
}

/**
 * The places where an object of one class, seen burning now, comes down, of `SAMPLE_COUNT` equally likely samples over all ends of thrust
 * still open to the class; those that reach orbit are left out.
 *
 * The burn ends in what is left of the class's window (uniform) or, with the early-end probability, anywhere before. Until then thrust goes
 * on along one of four paths (`thrustPath`). The rest is a two-body arc to the turning ellipsoid: drag moves the place by kilometres, the
 * end of thrust by hundreds. Position, velocity and thrust are drawn from the track's covariance and carried along linearly. 192 fixed
 * quasi-random samples: an error of the order of 0.02.
 *
 * What a class is for decides what follows a full burn: a launcher is in orbit and does not come down; a glider goes on as far as its lift takes it
 * (`glideFrom`), a fractional orbit anywhere along its first turn. After an early end all of them fall.
 */
export function impactsWhileBurning(
  vehicle: VehicleClass,
  climb: UnseenClimb,
  motion: ThrustingMotion,
  { count, uniforms, normals }: SampleSet = FULL_SET,
): readonly BurningImpact[] {
  const ageS = climb.durationS + motion.sinceFirstSeenS;
  const earlyProb = earlyEndAheadProb(vehicle, ageS, climb.sigmaS);
  const windowLeftS = Math.max(OVERDUE_S, vehicle.boostDurationS.max - ageS);
  const horizonS = windowLeftS + 3 * climb.sigmaS;
  const paths = GROWTH_FACTORS.map((factor) => thrustPath(vehicle, motion.state, ageS, factor, horizonS));
  const root = choleskyRoot(motion.covariance, STATE);
  const error = new Float64Array(STATE);
  const state = new Float64Array(6);
  const place = new Float64Array(4);
  const impacts: BurningImpact[] = [];
  for (let sample = 0; sample < count; sample++) {
    const at = sample * DIMENSIONS;
    const endShare = uniforms[at]!;
    const early = endShare < earlyProb;
    if (!early && vehicle.course.kind === 'orbit') continue;
    const aheadS = early
      ? (endShare / earlyProb) * windowLeftS
      : windowEndAheadS(
          vehicle,
          (endShare - earlyProb) / (1 - earlyProb),
          ageS + climb.sigmaS * normals[at + 1]!,
        );
    const path = paths[sample % paths.length]!;
    const reachedS = pathStateInto(state, path, aheadS);
    errorInto(error, root, STATE, normals, at + 2);
    for (let i = 0; i < 3; i++) {
      state[i] = state[i]! + error[i]! + reachedS * error[3 + i]! + 0.5 * reachedS * reachedS * error[6 + i]!;
      state[3 + i] = state[3 + i]! + error[3 + i]! + reachedS * error[6 + i]!;
    }
    const meridianRad = motion.earthAngleRad + EARTH_ROTATION_RAD_PER_S * reachedS;
    if (!early && isCarried(vehicle.course)) {
      const shares = { length: normals[at + 3]!, aside: normals[at + 4]! };
      impacts.push(carriedImpact(vehicle, state, meridianRad, reachedS, shares));
      continue;
    }
    if (!twoBodyImpactInto(place, state, meridianRad)) continue;
    const { longitudeRad, latitudeRad } = geodeticFromItrf(place[0]!, place[1]!, place[2]!);
    impacts.push({ longitudeRad, latitudeRad, afterS: reachedS + place[3]! });
  }
  return impacts;
}

/** Seconds until the burn ends in its window, for one share of what is left of the window at this age. */
function windowEndAheadS(vehicle: VehicleClass, share: number, ageS: number): number {
  const fromS = Math.max(0, vehicle.boostDurationS.min - ageS);
  const toS = Math.max(vehicle.boostDurationS.max - ageS, fromS + OVERDUE_S);
  return fromS + share * (toS - fromS);
}
