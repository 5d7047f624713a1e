import type { SimTimeUs } from '@cupola/core/foundation';
import { earthAngleRad, rotatingFromInertial } from '@cupola/core/physics';
import type { OwnSide } from '@cupola/core/sensors';

/** Where the own satellites are, Earth-fixed; the latest answer is kept, since many ask for the same second. */
export class OwnPositions {
  readonly #ownSide: OwnSide;
  readonly #inertialM: Float64Array;
  #atUs: SimTimeUs | null = null;
  #positions: readonly (readonly [xM: number, yM: number, zM: number])[] = [];

  constructor(ownSide: OwnSide) {
    this.#ownSide = ownSide;
    this.#inertialM = new Float64Array(3 * ownSide.satelliteIds.length);
  }

  /** In the order of the satellites, m. */
  at(atUs: SimTimeUs): readonly (readonly [xM: number, yM: number, zM: number])[] {
    if (atUs === this.#atUs) return this.#positions;
    const { ephemeris, earth, satelliteIds } = this.#ownSide;
    ephemeris.positionsInertialInto(this.#inertialM, atUs);
    const angleRad = earthAngleRad(earth, atUs);
    this.#positions = satelliteIds.map((_, index) => {
      const place = this.#inertialM.subarray(3 * index, 3 * index + 3);
      const [xM = 0, yM = 0, zM = 0] = rotatingFromInertial([...place, 0, 0, 0], angleRad);
      return [xM, yM, zM];
    });
    this.#atUs = atUs;
    return this.#positions;
  }
}
