import { RandomStream, usFromS } from '../foundation/index.ts';
import type { MeasuredLook } from '../messages/index.ts';
import { SPEED_OF_LIGHT_M_PER_S } from '../physics/index.ts';

/** Three satellites that stand still, 1,000 to 1,500 km from where the x axis leaves the Earth, m. */
const SATELLITES_M = [
  [7_378_000, 900_000, 300_000],
  [7_378_000, -700_000, 600_000],
  [7_378_000, 100_000, -800_000],
] as const;

/** One look of each of the first `satellites` satellites at a motion, with the noise of one draw where it is given. */
export function looksAt(
  state: ArrayLike<number>,
  atS: number,
  sigmaRad: number,
  noise: { readonly stream: RandomStream; readonly draw: number } | null,
  satellites = 3,
): readonly MeasuredLook[] {
  const four = new Float64Array(4);
  return SATELLITES_M.slice(0, satellites).map((at, satellite) => {
    const rangeM = Math.hypot(...at.map((each, i) => state[i]! - each));
    const lightS = rangeM / SPEED_OF_LIGHT_M_PER_S;
    noise?.stream.normalsInto(four, satellite, atS, noise.draw);
    // Noise on all three axes: what lies along the direction does not turn it.
    const d = at.map((each, i) => state[i]! - lightS * state[3 + i]! - each + rangeM * sigmaRad * four[i]!);
    const length = Math.hypot(...d);
    return {
      trackId: 'T0001',
      satelliteId: `s${satellite}`,
      scanAtUs: usFromS(atS),
      satelliteM: Float64Array.from(at),
      los: Float64Array.from(d, (each) => each / length),
      sigmaRad,
      lightSpeedMPerS: SPEED_OF_LIGHT_M_PER_S,
    };
  });
}
