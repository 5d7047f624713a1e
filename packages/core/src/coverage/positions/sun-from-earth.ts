import { julianDateAfter, sFromUs } from '../../foundation/index.ts';
import type { JulianDate, SimTimeUs } from '../../foundation/index.ts';
import { sunDirectionInto } from '../../physics/index.ts';
import { turnToEarthFixed } from './earth-fixed.ts';

/** The Sun as the turning Earth has it. */
export class SunFromEarth {
  readonly #epoch: JulianDate;
  /** Unit vector, Earth-fixed, of the last `turnTo`. */
  readonly directionItrf: Float64Array = new Float64Array(3);

  constructor(epoch: JulianDate) {
    this.#epoch = epoch;
  }

  /** @param earthRad - How far the Earth has turned at this instant. */
  turnTo(atUs: SimTimeUs, earthRad: number): void {
    sunDirectionInto(this.directionItrf, julianDateAfter(this.#epoch, sFromUs(atUs)));
    turnToEarthFixed(this.directionItrf, earthRad);
  }
}
