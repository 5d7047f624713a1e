import { EARTH_EQUATORIAL_RADIUS_M, EARTH_POLAR_RADIUS_M } from '../physics/index.ts';
import { pointBins, pointsNearInto } from './point-bins.ts';
import { elevationReachRad, rangeReachRad } from './reach.ts';
import type { ElevationSight, ShellSight, Sight } from './sight.ts';
import type { SurfacePoints } from './surface-points.ts';
import type { ViewCounter } from './view-counter.ts';

/** Told of every point that a satellite sees; indices into the points and the satellites of the sample. */
export type OnView = (point: number, satellite: number) => void;

/** What a satellite sees of one point. */
type View = 0 | 1 | 2;
const HIDDEN: View = 0;
const ABOVE: View = 1;
const BELOW: View = 2;

/** How one satellite, at (x, y, z), stands to points. */
interface PointLaw {
  /** No point in view lies further than this from the satellite's direction, Earth-central, rad; NaN when none is in view. */
  reachRad(radiusM: number): number;
  viewOf(point: number, x: number, y: number, z: number): View;
}

/** Counts point by point, only near each satellite; the answer is that of testing all pairs. */
export function pointCounter(points: SurfacePoints, sight: Sight, onView: OnView | null = null): ViewCounter {
  const bins = pointBins(points);
  const near = new Int32Array(points.count);
  const law = sight.kind === 'elevation' ? elevationLaw(points, sight) : shellLaw(points, sight);
  return {
    countInto(inView: Uint16Array, below: Uint16Array, satellites: Float64Array): void {
      inView.fill(0);
      below.fill(0);
      for (let satellite = 0; 3 * satellite < satellites.length; satellite++) {
        const x = satellites[3 * satellite]!;
        const y = satellites[3 * satellite + 1]!;
        const z = satellites[3 * satellite + 2]!;
        const radius = Math.sqrt(x * x + y * y + z * z);
        const latitude = Math.asin(z / radius);
        const count = pointsNearInto(near, bins, latitude, Math.atan2(y, x), law.reachRad(radius));
        for (let at = 0; at < count; at++) {
          const point = near[at]!;
          const view = law.viewOf(point, x, y, z);
          if (view === HIDDEN) continue;
          inView[point]! += 1;
          if (view === BELOW) below[point]! += 1;
          onView?.(point, satellite);
        }
      }
    },
  };
}

/** Seen from the ground: the background does not matter. */
function elevationLaw(
  { surface, positionsItrfM, zenithsItrf }: SurfacePoints,
  { minElevationRad }: ElevationSight,
): PointLaw {
  const sinElevation2 = Math.sin(minElevationRad) ** 2;
  return {
    reachRad: (radiusM) => elevationReachRad(surface, radiusM, minElevationRad),
    viewOf(point: number, x: number, y: number, z: number): View {
      const dx = x - positionsItrfM[3 * point]!;
      const dy = y - positionsItrfM[3 * point + 1]!;
      const dz = z - positionsItrfM[3 * point + 2]!;
      const up =
        dx * zenithsItrf[3 * point]! + dy * zenithsItrf[3 * point + 1]! + dz * zenithsItrf[3 * point + 2]!;
      return up >= 0 && up * up >= sinElevation2 * (dx * dx + dy * dy + dz * dz) ? ABOVE : HIDDEN;
    },
  };
}

/** The thresholds of `rowCounter`, on the product of the two stretched positions. */
function shellLaw({ surface, count, positionsItrfM }: SurfacePoints, sight: ShellSight): PointLaw {
  const { limbM, maxRangeM } = sight;
  const stretch2 = surface.kind === 'sphere' ? 1 : (EARTH_EQUATORIAL_RADIUS_M / EARTH_POLAR_RADIUS_M) ** 2;
  const groundM = surface.kind === 'sphere' ? surface.radiusM : EARTH_EQUATORIAL_RADIUS_M;
  const limbRadius2 = (groundM + limbM) ** 2;
  const target2 = new Float64Array(count);
  for (let point = 0; point < count; point++) {
    const x = positionsItrfM[3 * point]!;
    const y = positionsItrfM[3 * point + 1]!;
    const z = positionsItrfM[3 * point + 2]!;
    target2[point] = x * x + y * y + stretch2 * z * z;
  }
  const lowestGroundM = surface.kind === 'sphere' ? surface.radiusM : EARTH_POLAR_RADIUS_M;
  const highestTargetM = groundM + sight.altitudeM;
  const maxRange2 = maxRangeM * maxRangeM;
  return {
    reachRad: (radiusM) =>
      Math.min(
        Math.acos(Math.min(1, lowestGroundM / radiusM)) +
          Math.acos(Math.min(1, lowestGroundM / highestTargetM)),
        rangeReachRad(radiusM, lowestGroundM + sight.altitudeM, highestTargetM, maxRangeM),
      ),
    viewOf(point: number, x: number, y: number, z: number): View {
      const px = positionsItrfM[3 * point]!;
      const py = positionsItrfM[3 * point + 1]!;
      const pz = positionsItrfM[3 * point + 2]!;
      const range2 = (x - px) * (x - px) + (y - py) * (y - py) + (z - pz) * (z - pz);
      if (range2 > maxRange2) return HIDDEN;
      const satellite2 = x * x + y * y + stretch2 * z * z;
      const product = x * px + y * py + stretch2 * z * pz;
      const target = target2[point]!;
      const beyond = satellite2 > limbRadius2 && target >= limbRadius2;
      const leg2 = beyond ? Math.sqrt((satellite2 - limbRadius2) * (target - limbRadius2)) : 0;
      if (target < satellite2 && product >= (beyond ? limbRadius2 + leg2 : target)) return BELOW;
      return beyond && product >= limbRadius2 - leg2 ? ABOVE : HIDDEN;
    },
  };
}
