import { leadingBlock, normalFromUniform, present } from '../../foundation/index.ts';
import type { FlightEnd, Track } from '../../messages/index.ts';
import { EARTH_ROTATION_RAD_PER_S, earthAngleRad, keplerPropagateInto } from '../../physics/index.ts';
import type { EarthRotation } from '../../physics/index.ts';
import type { VehicleClass } from '../../vehicles/index.ts';
import { classProbabilities } from '../decision/class-posterior.ts';
import { motionFeatures } from '../decision/motion-features.ts';
import { choleskyRoot, errorInto } from '../normal-root.ts';
import { quasiUniformPoints } from '../quasi-normal.ts';
import { BEARING_SIGMA_RAD, BEND_POWER, CLIMB_POWER, climbAgeS, wayOverGroundM } from './climb-law.ts';
import { groundMotion } from './ground-motion.ts';
import type { GroundMotion } from './ground-motion.ts';
import { groundOffsetM } from './ground-moments.ts';
import { launchOf } from './launch-of.ts';
import { weighedMoments } from './weighed-moments.ts';

const STATE = 6;
const SAMPLE_COUNT = 256;
/** Length of the burn, the two powers of the climb, its bearing, the motion. */
const DIMENSIONS = 4 + STATE;
const UNIFORMS = quasiUniformPoints(SAMPLE_COUNT, DIMENSIONS);
const NORMALS: Float64Array = UNIFORMS.map(normalFromUniform);
const FASTEST_BEND = 0.2;
/** A class less probable than this is not flown back. */
const NEGLIGIBLE_CLASS_PROB = 1e-3;
/** Of the arc flown back, s. */
const STEP_S = 2;
/** A coast seen later than this after its burnout is not flown back to it: an apogee of 7,500 km is reached after about 50 minutes. */
const LONGEST_S = 6_000;
const FEWEST_EFFECTIVE = 12;

/**
 * Launch place and time of an object first seen after its burn: backwards along its free flight to a burnout nobody saw, and from there along
 * the climb law. Where burnout was follows from the length of the burn of each class that the motion allows: there the height is what such a
 * climb would have made of the climb rate. The ellipse is large, and honest about it.
 *
 * @returns null when the arc backwards meets no burnout of any class.
 */
export function launchFromCoast(
  track: Track,
  classes: readonly VehicleClass[],
  earth: EarthRotation,
): FlightEnd | null {
  const arc = arcBackwards(track, earth);
  const start = present(arc[0]);
  const probs = classProbabilities(
    classes,
    classes.map(() => ({ durationS: 0, sigmaS: 1 })),
    { kind: 'coasting', motion: motionFeatures(track.state), glideProb: track.phaseProbs.glide },
  );
  const root = choleskyRoot(leadingBlock(track.covariance, track.state.length, STATE), STATE);
  const error = new Float64Array(STATE);
  const moments = weighedMoments();
  for (const [c, vehicle] of classes.entries()) {
    const prob = probs[c]?.prob ?? 0;
    if (prob < NEGLIGIBLE_CLASS_PROB) continue;
    const { min, max } = vehicle.boostDurationS;
    for (let sample = 0; sample < SAMPLE_COUNT; sample++) {
      const at = sample * DIMENSIONS;
      const burnS = min + (max - min) * UNIFORMS[at]!;
      const climbPower = Math.max(0, CLIMB_POWER.mean + CLIMB_POWER.sigma * NORMALS[at + 1]!);
      const bendPower = Math.max(FASTEST_BEND, BEND_POWER.mean + BEND_POWER.sigma * NORMALS[at + 2]!);
      const backSteps = burnoutStep(arc, burnS, climbPower);
      if (backSteps === null) continue;
      const burnout = present(arc[backSteps]);
      errorInto(error, root, STATE, NORMALS, at + 4);
      const backS = backSteps * STEP_S;
      const aside = BEARING_SIGMA_RAD * NORMALS[at + 3]!;
      const [eastErrorM, northErrorM] = groundError(error, backS, start, track, earth);
      const [eastM, northM] = burnout.offsetM;
      const { motion } = burnout;
      const speedMPerS = Math.hypot(motion.eastMPerS, motion.northMPerS);
      const wayM = wayOverGroundM(burnS, speedMPerS, bendPower, motion.heightM);
      moments.take(
        prob,
        eastM + eastErrorM - (wayM * (motion.eastMPerS + aside * motion.northMPerS)) / speedMPerS,
        northM + northErrorM - (wayM * (motion.northMPerS - aside * motion.eastMPerS)) / speedMPerS,
        backS + burnS,
      );
    }
  }
  if (!(moments.effectiveCount() > FEWEST_EFFECTIVE)) return null;
  return launchOf(
    track,
    start.motion,
    moments.result(),
    'no burn was seen: one of the classes the motion allows, burnt out where its climb would have ended',
  );
}

interface ArcPoint {
  readonly motion: GroundMotion;
  /** Of the place below it, east and north of that below the track now, m. */
  readonly offsetM: readonly [number, number];
}

/** The free flight before now over the turning ground, every `STEP_S`, back to where it rose from the ground. */
function arcBackwards(track: Track, earth: EarthRotation): readonly ArcPoint[] {
  const angle = earthAngleRad(earth, track.atUs);
  const now = groundMotion(track.state, angle);
  const arc: ArcPoint[] = [{ motion: now, offsetM: [0, 0] }];
  const state = Float64Array.from(track.state.slice(0, STATE));
  const earlier = new Float64Array(STATE);
  for (let backS = STEP_S; backS <= LONGEST_S; backS += STEP_S) {
    keplerPropagateInto(earlier, state, -backS);
    const motion = groundMotion(earlier, angle - EARTH_ROTATION_RAD_PER_S * backS);
    if (!(motion.heightM > 0)) break;
    arc.push({ motion, offsetM: groundOffsetM(now, motion) });
  }
  return arc;
}

/** Steps back to where a burn of this length would just have made this height of this climb rate; null when it would still burn now. */
function burnoutStep(arc: readonly ArcPoint[], burnS: number, climbPower: number): number | null {
  for (const [steps, { motion }] of arc.entries()) {
    const { climbRateMPerS, heightM } = motion;
    if (climbRateMPerS <= 0 || climbAgeS(heightM, climbRateMPerS, climbPower) > burnS) continue;
    return steps === 0 ? null : steps;
  }
  return null;
}

/** East and north of an error of the motion, carried back straight, m. */
function groundError(
  error: Float64Array,
  backS: number,
  { motion }: ArcPoint,
  track: Track,
  earth: EarthRotation,
): readonly [number, number] {
  const angle = earthAngleRad(earth, track.atUs) + motion.longitudeRad;
  const x = error[0]! - backS * error[3]!;
  const y = error[1]! - backS * error[4]!;
  const z = error[2]! - backS * error[5]!;
  const outwards = Math.cos(angle) * x + Math.sin(angle) * y;
  return [
    Math.cos(angle) * y - Math.sin(angle) * x,
    Math.cos(motion.latitudeRad) * z - Math.sin(motion.latitudeRad) * outwards,
  ];
}
