import { pointLaw } from '../counters/point-counter.ts';
import type { OnView } from '../counters/point-counter.ts';
import type { Sight } from '../sight/sight.ts';
import type { SurfacePoints } from '../grid/surface-points.ts';
import type { ViewCounter } from '../counters/view-counter.ts';

/** Widens the reach against rounding, as a share of the orbit radius. */
const MARGIN = 1e-9;

/** Squares along either side of the orbit's sphere as it is seen from the side, across the meridian of the points. */
const SQUARES = 96;

/**
 * Counts for a few points and satellites of one orbit radius: each satellite is tested against the points that its height over the plane of
 * the equator and its distance towards their meridian do not rule out. Below the horizon or above is not told apart.
 *
 * @param points - On the meridian of longitude 0, from north to south.
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
  const { first, end } = pointsBySquare(points, orbitRadiusM, law.reachRad(orbitRadiusM));
  const squaresPerM = SQUARES / (2 * orbitRadiusM);
  return {
    countInto(inView: Uint16Array, _below: Uint16Array, satellites: Float64Array): void {
      counts.inView.fill(0);
      for (let satellite = 0; 3 * satellite < satellites.length; satellite++) {
        const x = satellites[3 * satellite]!;
        const z = satellites[3 * satellite + 2]!;
        const column = Math.max(0, Math.min(SQUARES - 1, Math.floor((x + orbitRadiusM) * squaresPerM)));
        const line = Math.max(0, Math.min(SQUARES - 1, Math.floor((z + orbitRadiusM) * squaresPerM)));
        const square = line * SQUARES + column;
        const until = end[square]!;
        if (until === 0) continue;
        law.countRange(first[square]!, until, satellite, x, satellites[3 * satellite + 1]!, z);
      }
      inView.set(counts.inView);
    },
  };
}

/** Satellites that follow one another, on orbits of one radius. */
export interface OrbitGroup {
  readonly satelliteCount: number;
  readonly orbitRadiusM: number;
}

/** As `nearRowsCounter`, for satellites of several orbit radii, group after group. */
export function nearRowsOfShells(
  points: SurfacePoints,
  sight: Sight,
  groups: readonly OrbitGroup[],
  onView: OnView,
): ViewCounter {
  const [only, second] = groups;
  if (only !== undefined && second === undefined) {
    return nearRowsCounter(points, sight, only.orbitRadiusM, onView);
  }
  let satellitesBefore = 0;
  const counters = groups.map(({ satelliteCount, orbitRadiusM }) => {
    const first = satellitesBefore;
    satellitesBefore += satelliteCount;
    const tell: OnView = (point, satellite, isBelow) => onView(point, first + satellite, isBelow);
    return { first, satelliteCount, counter: nearRowsCounter(points, sight, orbitRadiusM, tell) };
  });
  const ofGroup = new Uint16Array(points.count);
  return {
    countInto(inView: Uint16Array, below: Uint16Array, satellites: Float64Array): void {
      inView.fill(0);
      for (const { first, satelliteCount, counter } of counters) {
        counter.countInto(ofGroup, below, satellites.subarray(3 * first, 3 * (first + satelliteCount)));
        for (let point = 0; point < points.count; point++) inView[point]! += ofGroup[point]!;
      }
    },
  };
}

/**
 * By square, [height][towards the meridian], the points that a satellite there may see: from `first` to before `end`, both 0 for none.
 *
 * A point at geocentric latitude φ may be seen from within the reach, that is where x cos φ + z sin φ >= r cos(reach); a square takes what the
 * best of its corners does. Those points follow one another.
 */
function pointsBySquare(
  { count, positionsItrfM }: SurfacePoints,
  orbitRadiusM: number,
  reachRad: number,
): { readonly first: Uint16Array; readonly end: Uint16Array } {
  const first = new Uint16Array(SQUARES * SQUARES);
  const end = new Uint16Array(SQUARES * SQUARES);
  if (Number.isNaN(reachRad)) return { first, end };
  const least = orbitRadiusM * (Math.cos(Math.min(Math.PI, reachRad)) - MARGIN);
  const sideM = (2 * orbitRadiusM) / SQUARES;
  for (let point = count - 1; point >= 0; point--) {
    const axisDistanceM = positionsItrfM[3 * point]!;
    const zM = positionsItrfM[3 * point + 2]!;
    const radiusM = Math.sqrt(axisDistanceM * axisDistanceM + zM * zM);
    const cosLatitude = axisDistanceM / radiusM;
    const sinLatitude = zM / radiusM;
    for (let line = 0; line < SQUARES; line++) {
      const nearerEdge = sinLatitude > 0 ? line + 1 : line;
      const needed = least - sinLatitude * (nearerEdge * sideM - orbitRadiusM);
      for (let column = SQUARES - 1; column >= 0; column--) {
        if (cosLatitude * ((column + 1) * sideM - orbitRadiusM) < needed) break;
        const square = line * SQUARES + column;
        if (end[square] === 0) end[square] = point + 1;
        first[square] = point;
      }
    }
  }
  return { first, end };
}
