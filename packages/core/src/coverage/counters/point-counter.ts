import { largestRadiusM, polarStretch, smallestRadiusM } from '../grid/surface.ts';
import { pointBins, rangesLength, rangesNearInto } from './point-bins.ts';
import { elevationReachRad, rangeReachRad } from '../sight/reach.ts';
import type { ElevationSight, ShellSight, Sight } from '../sight/sight.ts';
import type { SurfacePoints } from '../grid/surface-points.ts';
import type { ViewCounter } from './view-counter.ts';

/** Told of every point that a satellite sees; indices into the points and the satellites of the sample, and whether Earth or limb is behind. */
export type OnView = (point: number, satellite: number, isBelow: boolean) => void;

/** How one satellite, at (x, y, z), stands to points. Points are told by their places in the order of the bins. */
interface PointLaw {
  /** No point in view lies further than this from the satellite's direction, Earth-central, rad; NaN when none is in view. */
  reachRad(radiusM: number): number;
  /** Counts those of the places [from, until) that are in view. */
  countRange(from: number, until: number, satellite: number, x: number, y: number, z: number): void;
}

/** Where places are counted, and who is told. */
interface Counts {
  readonly inView: Uint16Array;
  readonly below: Uint16Array;
  readonly order: Int32Array;
  readonly onView: OnView | null;
}

/**
 * Counts point by point, only near each satellite; the answer is that of testing all pairs.
 *
 * @param reachRad - Points further than this from the direction of a satellite at a distance from the Earth's centre are of no interest.
 */
export function pointCounter(
  points: SurfacePoints,
  sight: Sight,
  onView: OnView | null = null,
  reachRad: (radiusM: number) => number = () => Math.PI,
): ViewCounter {
  const bins = pointBins(points);
  const { points: order } = bins;
  const counts: Counts = {
    inView: new Uint16Array(points.count),
    below: new Uint16Array(points.count),
    order,
    onView,
  };
  const law = pointLaw(points, sight, counts);
  const ranges = new Int32Array(rangesLength(bins));
  return {
    countInto(inView: Uint16Array, below: Uint16Array, satellites: Float64Array): void {
      counts.inView.fill(0);
      counts.below.fill(0);
      for (let satellite = 0; 3 * satellite < satellites.length; satellite++) {
        const x = satellites[3 * satellite]!;
        const y = satellites[3 * satellite + 1]!;
        const z = satellites[3 * satellite + 2]!;
        const radius = Math.sqrt(x * x + y * y + z * z);
        const latitude = Math.asin(z / radius);
        const reach = Math.min(law.reachRad(radius), reachRad(radius));
        const written = rangesNearInto(ranges, bins, latitude, Math.atan2(y, x), reach);
        for (let at = 0; at < written; at += 2) {
          law.countRange(ranges[at]!, ranges[at + 1]!, satellite, x, y, z);
        }
      }
      for (let place = 0; place < order.length; place++) inView[order[place]!] = counts.inView[place]!;
      if (below.length === 0) return;
      for (let place = 0; place < order.length; place++) below[order[place]!] = counts.below[place]!;
    },
  };
}

/** What seeing a point means, counted into `counts`. */
export function pointLaw(points: SurfacePoints, sight: Sight, counts: Counts): PointLaw {
  return sight.kind === 'elevation' ? elevationLaw(points, sight, counts) : shellLaw(points, sight, counts);
}

/** Rows of three numbers in the order of the bins. */
function ordered(values: Float64Array, order: Int32Array): Float64Array {
  return Float64Array.from(
    { length: values.length },
    (_, at) => values[3 * order[Math.floor(at / 3)]! + (at % 3)]!,
  );
}

/** Seen from the ground: the background does not matter. */
function elevationLaw(
  { surface, positionsItrfM, zenithsItrf }: SurfacePoints,
  { minElevationRad }: ElevationSight,
  { inView, order, onView }: Counts,
): PointLaw {
  const sinElevation2 = Math.sin(minElevationRad) ** 2;
  const places = ordered(positionsItrfM, order);
  const zeniths = ordered(zenithsItrf, order);
  return {
    reachRad: (radiusM) => elevationReachRad(surface, radiusM, minElevationRad),
    countRange(from: number, until: number, satellite: number, x: number, y: number, z: number): void {
      for (let place = from; place < until; place++) {
        const dx = x - places[3 * place]!;
        const dy = y - places[3 * place + 1]!;
        const dz = z - places[3 * place + 2]!;
        const up = dx * zeniths[3 * place]! + dy * zeniths[3 * place + 1]! + dz * zeniths[3 * place + 2]!;
        if (up < 0 || up * up < sinElevation2 * (dx * dx + dy * dy + dz * dz)) continue;
        inView[place]! += 1;
        if (onView !== null) onView(order[place]!, satellite, false);
      }
    },
  };
}

/** The thresholds of `limbRows`, on the product of the two stretched positions. */
function shellLaw(
  { surface, count, positionsItrfM }: SurfacePoints,
  sight: ShellSight,
  { inView, below, order, onView }: Counts,
): PointLaw {
  const { limbM, maxRangeM } = sight;
  const stretch2 = polarStretch(surface) ** 2;
  const groundM = largestRadiusM(surface);
  const limbRadius2 = (groundM + limbM) ** 2;
  const places = ordered(positionsItrfM, order);
  const target2 = new Float64Array(count);
  const targetBeyond = new Float64Array(count);
  for (let place = 0; place < count; place++) {
    target2[place] =
      places[3 * place]! ** 2 + places[3 * place + 1]! ** 2 + stretch2 * places[3 * place + 2]! ** 2;
    targetBeyond[place] = Math.sqrt(Math.max(0, target2[place]! - limbRadius2));
  }
  const lowestGroundM = smallestRadiusM(surface);
  const highestTargetM = groundM + sight.altitudeM;
  const maxRange2 = maxRangeM * maxRangeM;
  return {
    reachRad: (radiusM) =>
      Math.min(
        Math.acos(Math.min(1, lowestGroundM / radiusM)) +
          Math.acos(Math.min(1, lowestGroundM / highestTargetM)),
        rangeReachRad(radiusM, lowestGroundM + sight.altitudeM, highestTargetM, maxRangeM),
      ),
    countRange(from: number, until: number, satellite: number, x: number, y: number, z: number): void {
      const satellite2 = x * x + y * y + stretch2 * z * z;
      const satelliteBeyond = Math.sqrt(Math.max(0, satellite2 - limbRadius2));
      for (let place = from; place < until; place++) {
        const px = places[3 * place]!;
        const py = places[3 * place + 1]!;
        const pz = places[3 * place + 2]!;
        if ((x - px) * (x - px) + (y - py) * (y - py) + (z - pz) * (z - pz) > maxRange2) continue;
        const product = x * px + y * py + stretch2 * z * pz;
        const target = target2[place]!;
        const beyond = satellite2 > limbRadius2 && target >= limbRadius2;
        const leg2 = satelliteBeyond * targetBeyond[place]!;
        const isBelow = target < satellite2 && product >= (beyond ? limbRadius2 + leg2 : target);
        if (!isBelow && !(beyond && product >= limbRadius2 - leg2)) continue;
        inView[place]! += 1;
        if (isBelow) below[place]! += 1;
        if (onView !== null) onView(order[place]!, satellite, isBelow);
      }
    },
  };
}
