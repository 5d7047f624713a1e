import { leadingBlock, sandwichInto } from '../../foundation/index.ts';
import type { FlightEnd, Track } from '../../messages/index.ts';
import { earthAngleRad } from '../../physics/index.ts';
import type { EarthRotation } from '../../physics/index.ts';
import { choleskyRoot, errorInto } from '../normal-root.ts';
import { quasiNormalPoints } from '../quasi-normal.ts';
import { SITE_HEIGHT_M, climbAgeS, wayOverGroundM } from './climb-law.ts';
import { CLIMB_SIZE, climbPosterior } from './climb-posterior.ts';
import type { ClimbShown } from './climb-posterior.ts';
import { gravityAtMPerS2, groundMotion, localAxes } from './ground-motion.ts';
import type { GroundMotion } from './ground-motion.ts';
import { launchOf } from './launch-of.ts';
import { weighedMoments } from './weighed-moments.ts';

const STATE = 9;
const SAMPLE_COUNT = 256;
const NORMALS = quasiNormalPoints(SAMPLE_COUNT, CLIMB_SIZE);
/** Multiples of the golden section, taken off their whole parts, are spread evenly: a further coordinate, for the site's height. */
const GOLDEN_SHARE = 0.6180339887;
const SITE_HEIGHTS_M: Float64Array = Float64Array.from(
  { length: SAMPLE_COUNT },
  (_, sample) => SITE_HEIGHT_M.low + (SITE_HEIGHT_M.high - SITE_HEIGHT_M.low) * ((GOLDEN_SHARE * sample) % 1),
);
/** Smaller powers would have the ground speed of the launch jump. */
const LEAST_POWER = 0.2;
/** A climb rate known no better than this share of itself tells no age. */
const MOST_CLIMB_RATE_SHARE = 0.3;

/**
 * Launch place and time of an object seen burning, backwards along the climb law from what the track knows now: position, velocity and thrust
 * with their covariance, and powers of the climb that agree with the thrust seen.
 *
 * @returns null when it does not climb for sure, or the climb law cannot explain the motion.
 */
export function launchFromBoost(track: Track, earth: EarthRotation): FlightEnd | null {
  if (track.phase !== 'boost' || track.state.length < STATE) return null;
  const angle = earthAngleRad(earth, track.atUs);
  const nominal = groundMotion(track.state, angle);
  const shown = climbShown(track, nominal, angle);
  const climbRateSigma = Math.sqrt(shown.covariance[5 * (STATE + 1)]!);
  if (!(nominal.heightM > 0 && climbRateSigma < MOST_CLIMB_RATE_SHARE * nominal.climbRateMPerS)) return null;
  const posterior = climbPosterior(shown);
  if (posterior === null) return null;
  const root = choleskyRoot(posterior.covariance, CLIMB_SIZE);
  const { mean } = posterior;
  const at = new Float64Array(CLIMB_SIZE);
  const moments = weighedMoments();
  for (let sample = 0; sample < SAMPLE_COUNT; sample++) {
    errorInto(at, root, CLIMB_SIZE, NORMALS, sample * CLIMB_SIZE);
    for (let i = 0; i < CLIMB_SIZE; i++) at[i]! += mean[i]!;
    const heightM = nominal.heightM + at[2]!;
    const ageS = climbAgeS(
      heightM - SITE_HEIGHTS_M[sample]!,
      nominal.climbRateMPerS + at[5]!,
      Math.max(LEAST_POWER, at[9]!),
    );
    if (!(ageS > 0)) continue;
    const perSpeedS = wayOverGroundM(ageS, 1, Math.max(LEAST_POWER, at[10]!), heightM);
    moments.take(
      1,
      at[0]! - perSpeedS * (nominal.eastMPerS + at[3]!),
      at[1]! - perSpeedS * (nominal.northMPerS + at[4]!),
      ageS,
    );
  }
  if (!(moments.effectiveCount() > SAMPLE_COUNT / 2)) return null;
  return launchOf(
    track,
    nominal,
    moments.result(),
    `the climb below ${(nominal.heightM / 1000).toFixed(0)} km was from rest on the ground, its speeds as powers of its age`,
  );
}

/** The track's nine numbers and their covariance in east, north and up at its place. */
function climbShown(track: Track, nominal: GroundMotion, angle: number): ClimbShown {
  // Inertial directions: the place's own, turned with the Earth.
  const axes = localAxes(nominal.latitudeRad, nominal.longitudeRad + angle);
  const turn = new Float64Array(STATE * STATE);
  for (let block = 0; block < 3; block++) {
    for (let row = 0; row < 3; row++) {
      for (let column = 0; column < 3; column++) {
        turn[(3 * block + row) * STATE + 3 * block + column] = axes[3 * row + column]!;
      }
    }
  }
  const covariance = new Float64Array(STATE * STATE);
  const scratch = new Float64Array(STATE * STATE);
  sandwichInto(covariance, turn, leadingBlock(track.covariance, track.state.length, STATE), STATE, scratch);
  const thrust = (axis: number): number =>
    [0, 1, 2].reduce((sum, k) => sum + axes[3 * axis + k]! * (track.state[6 + k] ?? 0), 0);
  return {
    heightM: nominal.heightM,
    velocityMPerS: [nominal.eastMPerS, nominal.northMPerS, nominal.climbRateMPerS],
    thrustMPerS2: [thrust(0), thrust(1), thrust(2)],
    gravityMPerS2: gravityAtMPerS2(nominal.heightM),
    covariance,
  };
}
