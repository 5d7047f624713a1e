import { quasiNormalPoints } from '../quasi-normal.ts';
import { MOST_ENDS } from './burn-ends.ts';

/** Ways that each end of a burn stands for. */
export const COPIES = 4;
/** Standard normal, of speed and of heading: the second and third number of each row. The first is a ladder over all ways, and few are flown of most classes. */
const JITTER_WIDTH = 3;
const JITTER = quasiNormalPoints(COPIES * MOST_ENDS, JITTER_WIDTH);

/** Of Silverman's width for two dimensions: half of it fills the gaps between ways and widens their law by 4 % at most. */
const WIDTH_SHARE = 0.5;

/**
 * Ends of burns spread over what lies between them. Some dozens of ways leave gaps of hundreds of kilometres on the ground, in which a small region would be stated as safe;
 * each end therefore stands for several, a kernel of speed and heading about it [Silverman-1986], as a particle filter is regularised [Musso-2001].
 */
export interface EndSpread {
  readonly speedMPerS: number;
  readonly headingRad: number;
}

/** Widths of the kernel. @param weights - Of each end; the ends `from` up to, not including, `to` are taken together. */
export function endSpread(states: Float64Array, weights: Float64Array, from: number, to: number): EndSpread {
  let sum = 0;
  let squares = 0;
  let speedSum = 0;
  let east = 0;
  let north = 0;
  for (let way = from; way < to; way++) {
    const weight = weights[way]!;
    const { speed, heading } = courseOf(states, 6 * way);
    sum += weight;
    squares += weight * weight;
    speedSum += weight * speed;
    east += weight * Math.sin(heading);
    north += weight * Math.cos(heading);
  }
  if (!(sum > 0)) return { speedMPerS: 0, headingRad: 0 };
  const meanMPerS = speedSum / sum;
  const meanRad = Math.atan2(east, north);
  let speedSquares = 0;
  let headingSquares = 0;
  for (let way = from; way < to; way++) {
    const { speed, heading } = courseOf(states, 6 * way);
    speedSquares += weights[way]! * (speed - meanMPerS) ** 2;
    headingSquares += weights[way]! * turnBetween(meanRad, heading) ** 2;
  }
  const width = WIDTH_SHARE * ((sum * sum) / squares) ** (-1 / 6);
  return {
    speedMPerS: width * Math.sqrt(speedSquares / sum),
    headingRad: width * Math.sqrt(headingSquares / sum),
  };
}

/** One of the ways that an end stands for, into `out`: the same place, speed and heading moved. */
export function spreadInto(
  out: Float64Array,
  states: Float64Array,
  way: number,
  copy: number,
  spread: EndSpread,
): void {
  const at = 6 * way;
  const jitter = JITTER_WIDTH * (way * COPIES + copy) + 1;
  const speedMPerS = Math.max(1, Math.hypot(states[at + 3]!, states[at + 4]!, states[at + 5]!));
  const scale = Math.max(0, 1 + (spread.speedMPerS / speedMPerS) * JITTER[jitter]!);
  const turnRad = spread.headingRad * JITTER[jitter + 1]!;
  for (let i = 0; i < 3; i++) out[i] = states[at + i]!;
  const r = Math.hypot(out[0]!, out[1]!, out[2]!);
  const [ux, uy, uz] = [out[0]! / r, out[1]! / r, out[2]! / r];
  const [vx, vy, vz] = [states[at + 3]!, states[at + 4]!, states[at + 5]!];
  // About the vertical, to the right.
  const [cosine, sine] = [Math.cos(turnRad), -Math.sin(turnRad)];
  const along = (1 - cosine) * (ux * vx + uy * vy + uz * vz);
  out[3] = scale * (cosine * vx + sine * (uy * vz - uz * vy) + along * ux);
  out[4] = scale * (cosine * vy + sine * (uz * vx - ux * vz) + along * uy);
  out[5] = scale * (cosine * vz + sine * (ux * vy - uy * vx) + along * uz);
}

/** Inertial speed, and heading from north to the east, rad. */
function courseOf(states: Float64Array, at: number): { readonly speed: number; readonly heading: number } {
  const [x, y, z] = [states[at]!, states[at + 1]!, states[at + 2]!];
  const [vx, vy, vz] = [states[at + 3]!, states[at + 4]!, states[at + 5]!];
  const across = Math.max(1, Math.hypot(x, y));
  const r = Math.hypot(across, z);
  const east = (x * vy - y * vx) / across;
  const north = (across * vz - (z * (x * vx + y * vy)) / across) / r;
  return { speed: Math.hypot(vx, vy, vz), heading: Math.atan2(east, north) };
}

/** Half a turn at the most either way. */
function turnBetween(fromRad: number, toRad: number): number {
  return Math.atan2(Math.sin(toRad - fromRad), Math.cos(toRad - fromRad));
}
