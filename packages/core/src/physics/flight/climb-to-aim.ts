import type { Climb } from './climb.ts';
import { comesDown, fly } from './climb.ts';
import { solveByDampedNewton } from './damped-newton.ts';
import { bearingRad, groundDistanceM } from './ground-distance.ts';
import type { GroundPoint } from './ground-distance.ts';
import type { BoostCapability } from './trajectory.ts';
import type { TrialFlight } from './trial-flight.ts';

/** Scale of a miss on the ground: a solution is this close, or closer, m. */
const MISS_SCALE_M = 10;
/** Scale of the error of an apogee, m. */
export const APOGEE_SCALE_M = 50;

/** Loading and heading that reach the aim at a fixed final pitch. */
export function solveAtPitch(
  site: GroundPoint,
  capability: BoostCapability,
  aim: GroundPoint,
  start: Climb,
): Climb | null {
  const usable = comesDown(site, capability, start);
  if (usable === null) return null;
  const unknowns = Float64Array.of(usable.loading, usable.headingRad);
  const miss = missFrom(site, aim);
  const solved = solveByDampedNewton(
    {
      residualsInto: (out, trial) => {
        const climb = { loading: trial[0]!, pitchRad: start.pitchRad, headingRad: trial[1]! };
        return missInto(out, 0, fly(site, capability, climb), miss);
      },
      differences: [1e-5, 1e-5],
      longestMoves: [0.3, 0.3],
      maxIterations: 30,
    },
    unknowns,
  );
  if (!solved) return null;
  return { loading: unknowns[0]!, pitchRad: start.pitchRad, headingRad: unknowns[1]! };
}

/** Loading, final pitch and heading that reach the aim and bring one further residual to zero. */
export function solveWith(
  site: GroundPoint,
  capability: BoostCapability,
  aim: GroundPoint,
  start: Climb,
  further: (flight: TrialFlight) => number,
): Climb | null {
  const usable = comesDown(site, capability, start);
  if (usable === null) return null;
  const unknowns = Float64Array.of(usable.loading, usable.pitchRad, usable.headingRad);
  const miss = missFrom(site, aim);
  const solved = solveByDampedNewton(
    {
      residualsInto: (out, trial) => {
        const flight = fly(site, capability, {
          loading: trial[0]!,
          pitchRad: trial[1]!,
          headingRad: trial[2]!,
        });
        if (flight === null) return false;
        out[0] = further(flight);
        return missInto(out, 1, flight, miss);
      },
      differences: [1e-5, 1e-5, 1e-5],
      longestMoves: [0.3, 0.1, 0.3],
      maxIterations: 60,
    },
    unknowns,
  );
  if (!solved) return null;
  return { loading: unknowns[0]!, pitchRad: unknowns[1]!, headingRad: unknowns[2]! };
}

/** A map of the ground about the site, true to distance and bearing from it: [east, north] of a point, m. */
export function missFrom(
  site: GroundPoint,
  aim: GroundPoint,
): (point: GroundPoint) => readonly [number, number] {
  const onMap = (point: GroundPoint): readonly [number, number] => {
    const distanceM = groundDistanceM(site, point);
    const bearing = bearingRad(site, point);
    return [distanceM * Math.sin(bearing), distanceM * Math.cos(bearing)];
  };
  const [aimEastM, aimNorthM] = onMap(aim);
  return (point) => {
    const [eastM, northM] = onMap(point);
    return [eastM - aimEastM, northM - aimNorthM];
  };
}

function missInto(
  out: Float64Array,
  offset: number,
  flight: TrialFlight | null,
  miss: (point: GroundPoint) => readonly [number, number],
): boolean {
  if (flight === null || flight.impact === null) return false;
  const [eastM, northM] = miss(flight.impact);
  out[offset] = eastM / MISS_SCALE_M;
  out[offset + 1] = northM / MISS_SCALE_M;
  return true;
}
