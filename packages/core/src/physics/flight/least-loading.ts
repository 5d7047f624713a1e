import { EARTH_EQUATORIAL_RADIUS_M } from '../earth.ts';
import { minimumEnergyArc } from '../kepler-arc.ts';
import { firstGuess } from './climb.ts';
import type { Climb } from './climb.ts';
import { solveAtPitch } from './climb-to-aim.ts';
import { groundDistanceM } from './ground-distance.ts';
import type { GroundPoint } from './ground-distance.ts';
import type { BoostCapability } from './trajectory.ts';

/** First step of the final pitch, and how closely it is found (loading is flat there), rad. */
const PITCH_STEP_RAD = 0.06;
const PITCH_TOLERANCE_RAD = 0.002;

/** The climb to the aim with the least loading; null when none is found. */
export function leastLoadingTo(
  site: GroundPoint,
  capability: BoostCapability,
  aim: GroundPoint,
): Climb | null {
  const arc = minimumEnergyArc(groundDistanceM(site, aim), EARTH_EQUATORIAL_RADIUS_M);
  return leastLoading(site, capability, aim, firstGuess(capability, arc, site, aim));
}

/** From a first climb to the aim: bracket the final pitch, then narrow by parabolas. */
function leastLoading(
  site: GroundPoint,
  capability: BoostCapability,
  aim: GroundPoint,
  start: Climb,
): Climb | null {
  const at = (pitchRad: number, from: Climb): Climb | null =>
    solveAtPitch(site, capability, aim, { ...from, pitchRad });
  let middle: Climb | null = null;
  for (const offsetRad of [0, 0.1, -0.1, 0.25]) {
    middle ??= at(start.pitchRad + offsetRad, start);
  }
  if (middle === null) return null;
  let below = at(middle.pitchRad - PITCH_STEP_RAD, middle);
  let above = at(middle.pitchRad + PITCH_STEP_RAD, middle);
  for (let move = 0; move < 25; move++) {
    const climb: Climb = middle;
    if (below !== null && below.loading < climb.loading) {
      above = climb;
      middle = below;
      below = at(middle.pitchRad - PITCH_STEP_RAD, middle);
    } else if (above !== null && above.loading < climb.loading) {
      below = climb;
      middle = above;
      above = at(middle.pitchRad + PITCH_STEP_RAD, middle);
    } else break;
  }
  for (let pass = 0; pass < 12 && below !== null && above !== null; pass++) {
    const vertexRad = vertexOf(below, middle, above);
    if (!(vertexRad > below.pitchRad && vertexRad < above.pitchRad)) break;
    if (Math.abs(vertexRad - middle.pitchRad) < PITCH_TOLERANCE_RAD) break;
    const next = at(vertexRad, middle);
    if (next === null) break;
    if (next.loading < middle.loading) {
      if (next.pitchRad > middle.pitchRad) below = middle;
      else above = middle;
      middle = next;
    } else if (next.pitchRad > middle.pitchRad) above = next;
    else below = next;
  }
  return middle;
}

/** Pitch at the lowest point of the parabola through three climbs. */
function vertexOf(a: Climb, b: Climb, c: Climb): number {
  const ab = (b.pitchRad - a.pitchRad) * (b.loading - c.loading);
  const bc = (b.pitchRad - c.pitchRad) * (b.loading - a.loading);
  return b.pitchRad - (0.5 * ((b.pitchRad - a.pitchRad) * ab - (b.pitchRad - c.pitchRad) * bc)) / (ab - bc);
}
