import { largestRadiusM, smallestRadiusM } from '../grid/surface.ts';
import type { SensorView } from '../../sensors/index.ts';
import { pointCounter } from './point-counter.ts';
import type { OnView } from './point-counter.ts';
import { rangeReachRad } from '../sight/reach.ts';
import { targetHeightM } from '../sight/sight.ts';
import type { Sight } from '../sight/sight.ts';
import type { SurfacePoints } from '../grid/surface-points.ts';
import type { ViewCounter } from './view-counter.ts';
import { SensorGate } from '../sight/sensor-gate.ts';

/** Guards the edges of cones against rounding. */
const MARGIN_RAD = 1e-9;

/** Counts point by point what sensors take of what is in line of sight. */
export function sensorPointCounter(
  points: SurfacePoints,
  sight: Sight,
  sensor: SensorView,
  onView: OnView | null,
): ViewCounter {
  const { positionsItrfM } = points;
  const gate = new SensorGate(sensor, points.surface);
  const taken = new Uint16Array(points.count);
  const takenBelow = new Uint16Array(points.count);
  let satellites: Float64Array = new Float64Array(0);
  const counter = pointCounter(
    points,
    sight,
    (point, satellite, isBelow) => {
      const of = 3 * satellite;
      const at = 3 * point;
      const isTaken = gate.takes(
        satellites[of]!,
        satellites[of + 1]!,
        satellites[of + 2]!,
        positionsItrfM[at]!,
        positionsItrfM[at + 1]!,
        positionsItrfM[at + 2]!,
      );
      if (!isTaken) return;
      taken[point]! += 1;
      if (isBelow) takenBelow[point]! += 1;
      onView?.(point, satellite, isBelow);
    },
    sensorReach(points, sight, sensor),
  );
  return {
    countInto(inView, below, satellitesItrfM, sunItrf): void {
      if (sunItrf !== undefined) gate.turnToSun(sunItrf);
      satellites = satellitesItrfM;
      taken.fill(0);
      takenBelow.fill(0);
      counter.countInto(inView, below, satellitesItrfM);
      inView.set(taken);
      if (below.length > 0) below.set(takenBelow);
    },
  };
}

/** How far from a satellite's direction its fields reach, Earth-central, rad. */
function sensorReach(
  { surface }: SurfacePoints,
  sight: Sight,
  { fields }: SensorView,
): (radiusM: number) => number {
  const lowM = smallestRadiusM(surface);
  const highM = largestRadiusM(surface);
  const heightM = targetHeightM(sight);
  return (radiusM) => {
    const reaches = fields.map(({ offNadirRad: [, toRad], maxRangeM }) => {
      const inRange = rangeReachRad(radiusM, lowM + heightM, highM + heightM, maxRangeM);
      // A ray that meets the ground ends on the near side of the targets' sphere.
      const isNear = toRad < Math.PI / 2 && radiusM * Math.sin(toRad) < lowM;
      const inCone = Math.asin(Math.min(1, (radiusM * Math.sin(toRad)) / (lowM + heightM))) - toRad;
      return isNear ? Math.min(inRange, inCone + MARGIN_RAD) : inRange;
    });
    return Math.max(0, ...reaches.filter((reach) => !Number.isNaN(reach)));
  };
}
