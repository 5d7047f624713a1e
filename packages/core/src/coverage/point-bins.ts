import { TWO_PI, wrapTwoPi } from '../foundation/index.ts';
import type { SurfacePoints } from './surface-points.ts';

/** Points sorted into bins of geocentric latitude and longitude, so that a satellite is tested against those near it only. */
export interface PointBins {
  readonly bandCount: number;
  /** Edges of the bands from south to north, rad: bandCount + 1 values. */
  readonly bandEdgesRad: Float64Array;
  /** Longitude bins of each band, and where the first of them stands among all bins. */
  readonly binsOfBand: Int32Array;
  readonly firstBin: Int32Array;
  /** Where the points of each bin begin in `points`; one value more than bins. */
  readonly firstPoint: Int32Array;
  /** Point indices, bin by bin. */
  readonly points: Int32Array;
}

/** Points in a bin, about. Fewer make the bookkeeping dearer than the tests. */
const POINTS_PER_BIN = 4;

export function pointBins({ count, positionsItrfM }: SurfacePoints): PointBins {
  const bandCount = Math.max(1, Math.round(Math.sqrt((Math.PI * count) / (4 * POINTS_PER_BIN))));
  const bandEdgesRad = Float64Array.from(
    { length: bandCount + 1 },
    (_, k) => -Math.PI / 2 + (Math.PI * k) / bandCount,
  );
  const binsOfBand = new Int32Array(bandCount);
  const firstBin = new Int32Array(bandCount + 1);
  for (let band = 0; band < bandCount; band++) {
    const middle = (bandEdgesRad[band]! + bandEdgesRad[band + 1]!) / 2;
    binsOfBand[band] = Math.max(1, Math.round(2 * bandCount * Math.cos(middle)));
    firstBin[band + 1] = firstBin[band]! + binsOfBand[band]!;
  }
  const binCount = firstBin[bandCount]!;
  const binOfPoint = new Int32Array(count);
  const firstPoint = new Int32Array(binCount + 1);
  for (let point = 0; point < count; point++) {
    const x = positionsItrfM[3 * point]!;
    const y = positionsItrfM[3 * point + 1]!;
    const z = positionsItrfM[3 * point + 2]!;
    const latitude = Math.atan2(z, Math.sqrt(x * x + y * y));
    const band = Math.min(bandCount - 1, Math.floor(((latitude + Math.PI / 2) / Math.PI) * bandCount));
    const bins = binsOfBand[band]!;
    const bin =
      firstBin[band]! + Math.min(bins - 1, Math.floor((wrapTwoPi(Math.atan2(y, x)) / TWO_PI) * bins));
    binOfPoint[point] = bin;
    firstPoint[bin + 1]! += 1;
  }
  for (let bin = 0; bin < binCount; bin++) firstPoint[bin + 1]! += firstPoint[bin]!;
  const next = firstPoint.slice();
  const points = new Int32Array(count);
  for (let point = 0; point < count; point++) {
    const bin = binOfPoint[point]!;
    points[next[bin]!] = point;
    next[bin]! += 1;
  }
  return { bandCount, bandEdgesRad, binsOfBand, firstBin, firstPoint, points };
}

/** Guards the edges of caps against rounding, rad. */
const MARGIN_RAD = 1e-9;

/** Ranges that `rangesNearInto` may write: two of two numbers for each band. */
export function rangesLength({ bandCount }: PointBins): number {
  return 4 * bandCount;
}

/**
 * The points that may lie in a cap, and some more, as ranges [from, until) of their places in `points`: bins side by side are one range.
 *
 * @param out - At least `rangesLength` long.
 * @param halfAngleRad - NaN for an empty cap.
 * @returns How many numbers were written, two for each range.
 */
export function rangesNearInto(
  out: Int32Array,
  bins: PointBins,
  latitudeRad: number,
  longitudeRad: number,
  halfAngleRad: number,
): number {
  if (Number.isNaN(halfAngleRad)) return 0;
  const { bandCount, bandEdgesRad, binsOfBand, firstBin, firstPoint } = bins;
  const reach = halfAngleRad + MARGIN_RAD;
  const last = bandOf(bandCount, latitudeRad + reach);
  let written = 0;
  for (let band = bandOf(bandCount, latitudeRad - reach); band <= last; band++) {
    const count = binsOfBand[band]!;
    const half = halfWidthRad(latitudeRad, reach, bandEdgesRad[band]!, bandEdgesRad[band + 1]!);
    const from = Math.floor(((longitudeRad - half) / TWO_PI) * count);
    const length = Math.min(count, Math.floor(((longitudeRad + half) / TWO_PI) * count) - from + 1);
    const west = ((from % count) + count) % count;
    const bin = firstBin[band]!;
    const direct = Math.min(length, count - west);
    out[written++] = firstPoint[bin + west]!;
    out[written++] = firstPoint[bin + west + direct]!;
    if (direct === length) continue;
    out[written++] = firstPoint[bin]!;
    out[written++] = firstPoint[bin + length - direct]!;
  }
  return written;
}

function bandOf(bandCount: number, latitudeRad: number): number {
  const band = Math.floor((latitudeRad / Math.PI + 0.5) * bandCount);
  return Math.max(0, Math.min(bandCount - 1, band));
}

/** Largest half-width in longitude that a cap has anywhere in a band of latitude, rad. It grows to the latitude where meridians touch the cap. */
function halfWidthRad(latitudeRad: number, capRad: number, southRad: number, northRad: number): number {
  if (capRad >= Math.PI / 2) return Math.PI;
  const sinTouch = Math.sin(latitudeRad) / Math.cos(capRad);
  const touch = Math.abs(sinTouch) >= 1 ? (Math.sign(sinTouch) * Math.PI) / 2 : Math.asin(sinTouch);
  const widest = Math.max(southRad, Math.min(northRad, touch));
  const cosine =
    (Math.cos(capRad) - Math.sin(widest) * Math.sin(latitudeRad)) /
    (Math.cos(widest) * Math.cos(latitudeRad));
  return cosine >= 1 ? MARGIN_RAD : cosine > -1 ? Math.acos(cosine) + MARGIN_RAD : Math.PI;
}
