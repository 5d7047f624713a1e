import { assert } from '../../foundation/index.ts';
import type { SurfacePoints } from '../grid/surface-points.ts';

/** Angles between two lines of sight at the target that make a good crossing, rad, 0 <= min < max <= π. */
export interface StereoBand {
  readonly minRad: number;
  readonly maxRad: number;
}

/** Who sees which point, gathered over one sample. */
export class Sightings {
  readonly #first: Int32Array;
  #next: Int32Array = new Int32Array(1024);
  #satellite: Int32Array = new Int32Array(1024);
  #count = 0;

  constructor(pointCount: number) {
    this.#first = new Int32Array(pointCount).fill(-1);
  }

  add(point: number, satellite: number): void {
    const at = this.#count;
    if (at === this.#next.length) {
      this.#next = doubled(this.#next);
      this.#satellite = doubled(this.#satellite);
    }
    this.#next[at] = this.#first[point]!;
    this.#satellite[at] = satellite;
    this.#first[point] = at;
    this.#count = at + 1;
  }

  clear(): void {
    this.#first.fill(-1);
    this.#count = 0;
  }

  /** Place of one satellite that sees a point, -1 for none; `next` has the place of another. */
  first(point: number): number {
    return this.#first[point]!;
  }

  next(place: number): number {
    return this.#next[place]!;
  }

  satelliteAt(place: number): number {
    return this.#satellite[place]!;
  }
}

function doubled(values: Int32Array): Int32Array {
  const wider = new Int32Array(2 * values.length);
  wider.set(values);
  return wider;
}

/**
 * 1 into `out` for every point that two satellites see under a crossing angle in the band, 0 for the others. Every pair is tried until one
 * fits.
 */
export class StereoFinder {
  readonly #points: SurfacePoints;
  readonly #cosMin: number;
  readonly #cosMax: number;
  readonly #lines: Float64Array;

  constructor(points: SurfacePoints, satelliteCount: number, { minRad, maxRad }: StereoBand) {
    assert(minRad >= 0 && minRad < maxRad && maxRad <= Math.PI, 'the band of crossing angles is in order');
    this.#points = points;
    this.#cosMin = Math.cos(maxRad);
    this.#cosMax = Math.cos(minRad);
    this.#lines = new Float64Array(3 * satelliteCount);
  }

  findInto(out: Uint16Array, sightings: Sightings, satellites: Float64Array): void {
    for (let point = 0; point < this.#points.count; point++) {
      out[point] = this.#crosses(point, sightings, satellites) ? 1 : 0;
    }
  }

  /** Lines of sight are worked out one by one, each tried against those before it. */
  #crosses(point: number, sightings: Sightings, satellites: Float64Array): boolean {
    const lines = this.#lines;
    const { positionsItrfM } = this.#points;
    const px = positionsItrfM[3 * point]!;
    const py = positionsItrfM[3 * point + 1]!;
    const pz = positionsItrfM[3 * point + 2]!;
    let known = 0;
    for (let place = sightings.first(point); place >= 0; place = sightings.next(place)) {
      const satellite = 3 * sightings.satelliteAt(place);
      let x = satellites[satellite]! - px;
      let y = satellites[satellite + 1]! - py;
      let z = satellites[satellite + 2]! - pz;
      const range = Math.sqrt(x * x + y * y + z * z);
      x /= range;
      y /= range;
      z /= range;
      for (let at = 0; at < known; at += 3) {
        const cosine = x * lines[at]! + y * lines[at + 1]! + z * lines[at + 2]!;
        if (cosine >= this.#cosMin && cosine <= this.#cosMax) return true;
      }
      lines[known] = x;
      lines[known + 1] = y;
      lines[known + 2] = z;
      known += 3;
    }
    return false;
  }
}
