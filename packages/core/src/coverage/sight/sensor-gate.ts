import { largestRadiusM, polarStretch } from '../grid/surface.ts';
import type { SensorView } from '../../sensors/index.ts';
import type { Surface } from '../grid/surface.ts';
import { EarthShadow } from './earth-shadow.ts';

const FIELD_STRIDE = 4;
/** In place of the cosine of an angle that excludes nothing. */
const ANY_COSINE = 2;

/**
 * What sensors take of what is in line of sight: off nadir within a field, in its range, above its floor, and not near the Sun. The same
 * answers as `fieldStage` of the sensors room, without an angle per pair. Nadir is the direction to the Earth's centre; a Sun that the Earth
 * hides from the satellite blinds it no more than there.
 */
export class SensorGate {
  /** [field][cosine at its inner edge, at its outer edge, longest range squared, least distance of a ray from the centre squared]. */
  readonly #fields: Float64Array;
  readonly #cosSun: number;
  readonly #sun: Float64Array = new Float64Array(3);
  readonly #stretch2: number;
  readonly #shadow: EarthShadow;

  constructor({ fields, sunExclusionRad }: SensorView, surface: Surface) {
    const groundM = largestRadiusM(surface);
    this.#stretch2 = polarStretch(surface) ** 2;
    this.#shadow = new EarthShadow(surface);
    this.#cosSun = sunExclusionRad === 0 ? ANY_COSINE : Math.cos(sunExclusionRad);
    this.#fields = Float64Array.from(
      fields.flatMap(({ offNadirRad: [from, to], maxRangeM, tangentFloorM }) => [
        from === 0 ? ANY_COSINE : Math.cos(from),
        to >= Math.PI ? -ANY_COSINE : Math.cos(to),
        maxRangeM * maxRangeM,
        tangentFloorM === null ? 0 : (groundM + tangentFloorM) ** 2,
      ]),
    );
  }

  /** @param sunItrf - Unit vector from the Earth to the Sun at the sample, Earth-fixed. */
  turnToSun(sunItrf: Float64Array): void {
    this.#sun.set(sunItrf);
  }

  /** Is the place (px, py, pz) taken by the satellite at (x, y, z)? Earth-fixed, m. */
  takes(x: number, y: number, z: number, px: number, py: number, pz: number): boolean {
    const dx = px - x;
    const dy = py - y;
    const dz = pz - z;
    const range2 = dx * dx + dy * dy + dz * dz;
    const sun = this.#sun;
    const range = Math.sqrt(range2);
    if (
      dx * sun[0]! + dy * sun[1]! + dz * sun[2]! > this.#cosSun * range &&
      !this.#shadow.covers(x, y, z, sun)
    ) {
      return false;
    }
    const cosine = -(x * dx + y * dy + z * dz) / (range * Math.sqrt(x * x + y * y + z * z));
    const fields = this.#fields;
    for (let at = 0; at < fields.length; at += FIELD_STRIDE) {
      if (cosine > fields[at]! || cosine <= fields[at + 1]!) continue;
      if (range2 > fields[at + 2]!) return false;
      const floor2 = fields[at + 3]!;
      return floor2 === 0 || this.#lowest2(x, y, z, dx, dy, dz) >= floor2;
    }
    return false;
  }

  /** Of the ray beyond the satellite from the Earth's centre, with the polar axis stretched so that the ellipsoid is a sphere, squared. */
  #lowest2(x: number, y: number, z: number, dx: number, dy: number, dz: number): number {
    const stretch2 = this.#stretch2;
    const satellite2 = x * x + y * y + stretch2 * z * z;
    const inward = -(x * dx + y * dy + stretch2 * z * dz);
    if (inward <= 0) return satellite2;
    return satellite2 - (inward * inward) / (dx * dx + dy * dy + stretch2 * dz * dz);
  }
}
