import { EARTH_ROTATION_RAD_PER_S, groundBelow } from '../../physics/index.ts';
import type { GroundPoint } from '../../physics/index.ts';
import { SCALE_HEIGHT_M, airVelocityInto, carriedWeightMPerS2 } from './glide-path.ts';
import type { LevelGlide } from './glide-path.ts';

/** Mean speed of a dive over that it begins with. Notional: a slender body keeps most of it. */
const DIVE_SPEED_SHARE = 0.8;
/** Heights between which any glide turns into its dive, m. */
const DIVE_HEIGHT_M = { low: 8_000, high: 60_000 } as const;

const air = new Float64Array(3);

/** Downward angle of the motion against the air, rad. */
export function sinkAngleRad(state: Float64Array): number {
  const speed = airVelocityInto(air, state.subarray(0, 3), state.subarray(3, 6));
  const r = Math.hypot(state[0]!, state[1]!, state[2]!);
  const up = (air[0]! * state[0]! + air[1]! * state[1]! + air[2]! * state[2]!) / (r * Math.max(1, speed));
  return -Math.asin(Math.max(-1, Math.min(1, up)));
}

/** Height at which a glide is borne at a speed, from that at which it is at another: density goes as weight to carry over speed squared. */
export function heightAt(heightM: number, fromSpeed: number, toSpeed: number): number {
  const found =
    heightM -
    SCALE_HEIGHT_M * Math.log(bearingDensity(Math.max(1, toSpeed)) / bearingDensity(Math.max(1, fromSpeed)));
  return Math.max(Math.min(heightM, DIVE_HEIGHT_M.low), Math.min(DIVE_HEIGHT_M.high, found));
}

/** Up to a factor of the body's own. */
function bearingDensity(speed: number): number {
  return carriedWeightMPerS2(speed) / (speed * speed);
}

/** Way over the ground of a fall from a height that begins with a speed at a downward angle and bends down under an acceleration. */
export function diveLengthM(speed: number, downRad: number, heightM: number, downMPerS2: number): number {
  const sinking = speed * Math.sin(downRad);
  const height = Math.max(0, heightM);
  const lastsS =
    (2 * height) /
    (sinking +
      Math.sqrt(Math.max(0.25 * sinking * sinking, sinking * sinking + 2 * downMPerS2 * height)) +
      1e-9);
  return speed * Math.cos(downRad) * lastsS;
}

/** How long a dive of that length lasts, s. */
export function diveS(aheadM: number, speed: number): number {
  return aheadM / Math.max(300, DIVE_SPEED_SHARE * speed);
}

/** Down on the ground so far ahead and to the right of where a glide ended. */
export function landed(
  { position, velocity, timeS }: LevelGlide,
  aheadM: number,
  asideM: number,
  angleRad: number,
): GroundPoint & { readonly afterS: number } {
  // The turning Earth carries air and body along: ahead is against it.
  const speed = Math.max(1, airVelocityInto(air, position, velocity));
  const r = Math.hypot(position[0]!, position[1]!, position[2]!);
  const place = Float64Array.from({ length: 3 }, (_, i) => {
    const [next, last] = [(i + 1) % 3, (i + 2) % 3];
    const right = (air[next]! * position[last]! - air[last]! * position[next]!) / r;
    return position[i]! + (aheadM * air[i]! + asideM * right) / speed;
  });
  const ground = groundBelow(place, angleRad + EARTH_ROTATION_RAD_PER_S * timeS);
  return { ...ground, afterS: timeS + diveS(aheadM, speed) };
}
