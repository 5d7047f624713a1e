import { usFromS } from '../../foundation/index.ts';
import type { FlightEnd, Track } from '../../messages/index.ts';
import { earthAngleRad } from '../../physics/index.ts';
import type { EarthRotation } from '../../physics/index.ts';
import { choleskyRoot, errorInto } from '../normal-root.ts';
import { quasiNormalPoints } from '../quasi-normal.ts';
import {
  BEND_POWER,
  CLIMB_POWER,
  POWER_MISMATCH_SIGMA,
  SITE_HEIGHT_M,
  climbAgeS,
  wayOverGroundM,
} from './climb-law.ts';
import { gravityAtMPerS2, groundMotion, localAxes } from './ground-motion.ts';
import { movedOnGround } from './ground-moments.ts';
import { weighedMoments } from './weighed-moments.ts';

const STATE = 9;
const SAMPLE_COUNT = 512;
/** The motion and the two powers of the climb. */
const DIMENSIONS = STATE + 2;
const NORMALS = quasiNormalPoints(SAMPLE_COUNT, DIMENSIONS);
/** Multiples of the golden section, taken off their whole parts, are spread evenly: a further coordinate, for the site's height. */
const GOLDEN_SHARE = 0.6180339887;
/** The samples that count must be at least so many for their moments to mean something. */
const FEWEST_EFFECTIVE = 12;
const FASTEST_BEND = 0.2;

/**
 * Launch place and time of an object seen burning, backwards along the climb law from what the track knows now: position, velocity and thrust
 * drawn from its covariance, powers of the climb drawn from their spread and weighed by how well they agree with the thrust seen.
 *
 * @returns null when it does not climb, or the climb law cannot explain the motion.
 */
export function launchFromBoost(track: Track, earth: EarthRotation): FlightEnd | null {
  if (track.state.length < STATE) return null;
  const angle = earthAngleRad(earth, track.atUs);
  const nominal = groundMotion(track.state, angle);
  if (!(nominal.climbRateMPerS > 0 && nominal.heightM > 0)) return null;
  const axes = localAxes(nominal.latitudeRad, nominal.longitudeRad);
  const c = Math.cos(angle);
  const s = Math.sin(angle);
  const toLocal = (x: number, y: number, z: number, axis: number): number =>
    axes[3 * axis]! * (c * x + s * y) + axes[3 * axis + 1]! * (c * y - s * x) + axes[3 * axis + 2]! * z;
  const local = (vector: ArrayLike<number>, from: number): readonly [number, number, number] => [
    toLocal(vector[from]!, vector[from + 1]!, vector[from + 2]!, 0),
    toLocal(vector[from]!, vector[from + 1]!, vector[from + 2]!, 1),
    toLocal(vector[from]!, vector[from + 1]!, vector[from + 2]!, 2),
  ];
  const thrust = local(track.state, 6);
  const gravityMPerS2 = gravityAtMPerS2(nominal.heightM);
  const root = choleskyRoot(track.covariance, STATE);
  const error = new Float64Array(STATE);
  const moments = weighedMoments();
  for (let sample = 0; sample < SAMPLE_COUNT; sample++) {
    const at = sample * DIMENSIONS;
    errorInto(error, root, STATE, NORMALS, at);
    const moved = local(error, 0);
    const faster = local(error, 3);
    const harder = local(error, 6);
    const climbPower = CLIMB_POWER.mean + CLIMB_POWER.sigma * NORMALS[at + STATE]!;
    const bendPower = Math.max(FASTEST_BEND, BEND_POWER.mean + BEND_POWER.sigma * NORMALS[at + STATE + 1]!);
    const siteM =
      SITE_HEIGHT_M.low + (SITE_HEIGHT_M.high - SITE_HEIGHT_M.low) * ((GOLDEN_SHARE * sample) % 1);
    const eastMPerS = nominal.eastMPerS + faster[0];
    const northMPerS = nominal.northMPerS + faster[1];
    const climbMPerS = nominal.climbRateMPerS + faster[2];
    const heightM = nominal.heightM + moved[2];
    const ageS = climbAgeS(heightM - siteM, climbMPerS, climbPower);
    const speedMPerS = Math.hypot(eastMPerS, northMPerS);
    if (!(ageS > 0 && climbPower > 0 && speedMPerS > 0)) continue;
    const along = ((thrust[0] + harder[0]) * eastMPerS + (thrust[1] + harder[1]) * northMPerS) / speedMPerS;
    const climbShown = (ageS * (thrust[2] + harder[2] - gravityMPerS2)) / climbMPerS;
    const bendShown = (ageS * along) / speedMPerS;
    const mismatch =
      ((climbShown - climbPower) / POWER_MISMATCH_SIGMA.climb) ** 2 +
      ((bendShown - bendPower) / POWER_MISMATCH_SIGMA.bend) ** 2;
    const wayM = wayOverGroundM(ageS, speedMPerS, bendPower, heightM);
    moments.take(
      Math.exp(-mismatch / 2),
      moved[0] - (wayM * eastMPerS) / speedMPerS,
      moved[1] - (wayM * northMPerS) / speedMPerS,
      ageS,
    );
  }
  if (!(moments.effectiveCount() > FEWEST_EFFECTIVE)) return null;
  const found = moments.result();
  const place = movedOnGround(nominal, found.eastM, found.northM);
  return {
    kind: 'launch',
    trackId: track.id,
    asOfUs: track.atUs,
    phase: track.phase,
    ...place,
    atUs: track.atUs - usFromS(found.ageS),
    atSigmaS: found.ageSigmaS,
    covarianceM2: found.covarianceM2,
    prob: 1,
    assumption: `the climb below ${(nominal.heightM / 1000).toFixed(0)} km was from rest on the ground, its speeds as powers of its age`,
  };
}
