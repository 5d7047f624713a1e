import { pointLaw } from '../point-counter.ts';
import type { OnView } from '../point-counter.ts';
import type { Sight } from '../sight.ts';
import type { SurfacePoints } from '../surface-points.ts';
import type { ViewCounter } from '../view-counter.ts';

/** Widens the reach against rounding, rad. */
const MARGIN_RAD = 1e-9;

/** Slices of the orbit's sphere, parallel to the equator. */
const SLICES = 512;

/**
 * Counts for a few points and satellites of one orbit radius: each satellite is tested against the points that its distance from the plane
 * of the equator does not rule out. Below the horizon or above is not told apart.
 *
 * @param points - From north to south.
 */
export function nearRowsCounter(
  points: SurfacePoints,
  sight: Sight,
  orbitRadiusM: number,
  onView: OnView,
): ViewCounter {
  const counts = {
    inView: new Uint16Array(points.count),
    below: new Uint16Array(points.count),
    order: Int32Array.from({ length: points.count }, (_, point) => point),
    onView,
  };
  const law = pointLaw(points, sight, counts);
  const { first, end } = pointsBySlice(points, law.reachRad(orbitRadiusM));
  const slicesPerM = SLICES / (2 * orbitRadiusM);
  return {
    countInto(inView: Uint16Array, _below: Uint16Array, satellites: Float64Array): void {
      counts.inView.fill(0);
      for (let satellite = 0; 3 * satellite < satellites.length; satellite++) {
        const z = satellites[3 * satellite + 2]!;
        const slice = Math.max(0, Math.min(SLICES - 1, Math.floor((z + orbitRadiusM) * slicesPerM)));
        const until = end[slice]!;
        if (until === 0) continue;
        const x = satellites[3 * satellite]!;
        const y = satellites[3 * satellite + 1]!;
        law.countRange(first[slice]!, until, satellite, x, y, z);
      }
      inView.set(counts.inView);
    },
  };
}

/**
 * By slice from south to north, the points that a satellite there may see: from `first` to before `end`, both 0 for none. A slice takes its
 * neighbours' points too, against rounding at its edges.
 */
function pointsBySlice(
  { count, positionsItrfM }: SurfacePoints,
  reachRad: number,
): { readonly first: Int32Array; readonly end: Int32Array } {
  const first = new Int32Array(SLICES);
  const end = new Int32Array(SLICES);
  if (Number.isNaN(reachRad)) return { first, end };
  for (let slice = 0; slice < SLICES; slice++) {
    const south = latitudeOfEdgeRad(slice - 1) - reachRad - MARGIN_RAD;
    const north = latitudeOfEdgeRad(slice + 2) + reachRad + MARGIN_RAD;
    for (let point = count - 1; point >= 0; point--) {
      const x = positionsItrfM[3 * point]!;
      const y = positionsItrfM[3 * point + 1]!;
      const latitude = Math.atan2(positionsItrfM[3 * point + 2]!, Math.sqrt(x * x + y * y));
      if (latitude < south || latitude > north) continue;
      if (end[slice] === 0) end[slice] = point + 1;
      first[slice] = point;
    }
  }
  return { first, end };
}

/** Geocentric latitude of the southern edge of a slice, rad. */
function latitudeOfEdgeRad(slice: number): number {
  return Math.asin(Math.max(-1, Math.min(1, (2 * slice) / SLICES - 1)));
}
