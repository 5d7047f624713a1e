import { HIDDEN, pointLaw } from '../point-counter.ts';
import type { OnView } from '../point-counter.ts';
import type { Sight } from '../sight.ts';
import type { SurfacePoints } from '../surface-points.ts';
import type { ViewCounter } from '../view-counter.ts';

/** Widens the reach against rounding, rad. */
const MARGIN_RAD = 1e-9;

/**
 * Counts for a few points and satellites of one orbit radius: each satellite is tested against the points that its distance from the plane
 * of the equator does not rule out. Below the horizon or above is not told apart.
 */
export function nearRowsCounter(
  points: SurfacePoints,
  sight: Sight,
  orbitRadiusM: number,
  onView: OnView,
): ViewCounter {
  const law = pointLaw(points, sight);
  const reach = law.reachRad(orbitRadiusM) + MARGIN_RAD;
  const lowestM = new Float64Array(points.count);
  const highestM = new Float64Array(points.count);
  for (let point = 0; point < points.count; point++) {
    const x = points.positionsItrfM[3 * point]!;
    const y = points.positionsItrfM[3 * point + 1]!;
    const z = points.positionsItrfM[3 * point + 2]!;
    const latitude = Math.atan2(z, Math.sqrt(x * x + y * y));
    lowestM[point] = orbitRadiusM * Math.sin(Math.max(-Math.PI / 2, latitude - reach)) - 1;
    highestM[point] = orbitRadiusM * Math.sin(Math.min(Math.PI / 2, latitude + reach)) + 1;
  }
  return {
    countInto(inView: Uint16Array, _below: Uint16Array, satellites: Float64Array): void {
      inView.fill(0);
      if (Number.isNaN(reach)) return;
      for (let satellite = 0; 3 * satellite < satellites.length; satellite++) {
        const x = satellites[3 * satellite]!;
        const y = satellites[3 * satellite + 1]!;
        const z = satellites[3 * satellite + 2]!;
        for (let point = 0; point < inView.length; point++) {
          if (z < lowestM[point]! || z > highestM[point]!) continue;
          if (law.viewOf(point, x, y, z) === HIDDEN) continue;
          inView[point]! += 1;
          onView(point, satellite);
        }
      }
    },
  };
}
