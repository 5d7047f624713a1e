import { largestRadiusM, polarStretch } from '../grid/surface.ts';
import type { Surface } from '../grid/surface.ts';

/** Where the Earth hides the Sun: the cylinder behind a surface, as in the sensors room. The air bends no ray, and the Sun is a point. */
export class EarthShadow {
  readonly #ground2: number;
  readonly #stretch2: number;

  constructor(surface: Surface) {
    this.#ground2 = largestRadiusM(surface) ** 2;
    this.#stretch2 = polarStretch(surface) ** 2;
  }

  /** @param sun - Unit vector from the Earth to the Sun, in the frame of (x, y, z), m. */
  covers(x: number, y: number, z: number, sun: Float64Array): boolean {
    const [ux, uy, uz] = [sun[0]!, sun[1]!, this.#stretch2 * sun[2]!];
    const inward = x * ux + y * uy + z * uz;
    if (inward >= 0) return false;
    const along2 = (inward * inward) / (ux * sun[0]! + uy * sun[1]! + uz * sun[2]!);
    return x * x + y * y + this.#stretch2 * z * z - along2 < this.#ground2;
  }
}
