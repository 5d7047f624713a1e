import { TWO_PI, wrapTwoPi } from '../../foundation/index.ts';
import { fastAcos } from './fast-acos.ts';
import type { SurfacePoints } from '../grid/surface-points.ts';

/** Points sorted into bins of geocentric latitude and longitude, so that a satellite is tested against those near it only. */
export interface PointBins {
  readonly bandCount: number;
  /** Edges of the bands from south to north, rad: bandCount + 1 values. */
  readonly bandEdgesRad: Float64Array;
  readonly sinEdges: Float64Array;
  readonly cosEdges: Float64Array;
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
  return {
    bandCount,
    bandEdgesRad,
    sinEdges: bandEdgesRad.map(Math.sin),
    cosEdges: bandEdgesRad.map(Math.cos),
    binsOfBand,
    firstBin,
    firstPoint,
    points,
  };
}

/** Guards the edges of caps against rounding, rad. */
const MARGIN_RAD = 1e-9;
/** Covers the error of the fast arc cosine. */
const LONGITUDE_MARGIN_RAD = 1e-7;

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
  const { bandCount, bandEdgesRad, sinEdges, cosEdges, binsOfBand, firstBin, firstPoint } = bins;
  const reach = halfAngleRad + MARGIN_RAD;
  const sinLatitude = Math.sin(latitudeRad);
  const cosLatitude = Math.cos(latitudeRad);
  const cosReach = Math.cos(reach);
  // The cap grows in longitude up to the latitude where meridians touch it; round a pole, or past a quarter turn, there is none.
  const sinTouch = sinLatitude / cosReach;
  const isOpen = reach >= Math.PI / 2;
  const touch = Math.abs(sinTouch) < 1 ? Math.asin(sinTouch) : (Math.sign(sinLatitude) * Math.PI) / 2;
  const touchHalf = Math.abs(sinTouch) < 1 ? Math.asin(Math.min(1, Math.sin(reach) / cosLatitude)) : Math.PI;
  const last = bandOf(bandCount, latitudeRad + reach);
  let written = 0;
  for (let band = bandOf(bandCount, latitudeRad - reach); band <= last; band++) {
    const count = binsOfBand[band]!;
    const edge = touch > bandEdgesRad[band + 1]! ? band + 1 : band;
    const isTouched = touch >= bandEdgesRad[band]! && touch <= bandEdgesRad[band + 1]!;
    const cosine = (cosReach - sinEdges[edge]! * sinLatitude) / (cosEdges[edge]! * cosLatitude);
    const widest = isTouched ? touchHalf : cosine >= 1 ? 0 : cosine > -1 ? fastAcos(cosine) : Math.PI;
    const half = isOpen ? Math.PI : Math.min(Math.PI, widest + LONGITUDE_MARGIN_RAD);
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
