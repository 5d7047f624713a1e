import type { Prospect } from './prospects.ts';

/** What is known across the track before any look, m; keeps the first choice defined. */
const PRIOR_SIGMA_M = 100_000;

/**
 * Up to `most` channels: those that were asked for first, whatever they tell, then those that tell most together with them, by what they add to each other: one after the other the one that most enlarges the
 * determinant of the position information, so that crossing angles and signal against the own background count and mere nearness does not.
 */
export function bestChannels(
  prospects: readonly Prospect[],
  most: number,
  asked: ReadonlySet<number>,
): readonly number[] {
  const information = [1, 0, 0, 1, 0, 1].map((each) => each / PRIOR_SIGMA_M ** 2);
  const chosen: number[] = [];
  const free = new Set(prospects);
  while (chosen.length < most && free.size > 0) {
    let best: Prospect | undefined;
    let bestGain = Number.NEGATIVE_INFINITY;
    const isAskedLeft = asked.size > 0 && [...free].some(({ channelIndex }) => asked.has(channelIndex));
    for (const each of free) {
      if (isAskedLeft && !asked.has(each.channelIndex)) continue;
      const gain = determinant(added(information, each));
      if (gain > bestGain) {
        bestGain = gain;
        best = each;
      }
    }
    if (best === undefined) break;
    free.delete(best);
    added(information, best).forEach((value, index) => {
      information[index] = value;
    });
    chosen.push(best.channelIndex);
  }
  return chosen;
}

/** Upper triangle of the information with one more look: weight times the projector across its line of sight. */
function added(information: readonly number[], { weight, los: [x, y, z] }: Prospect): readonly number[] {
  const [xx = 0, xy = 0, xz = 0, yy = 0, yz = 0, zz = 0] = information;
  return [
    xx + weight * (1 - x * x),
    xy - weight * x * y,
    xz - weight * x * z,
    yy + weight * (1 - y * y),
    yz - weight * y * z,
    zz + weight * (1 - z * z),
  ];
}

function determinant([xx = 0, xy = 0, xz = 0, yy = 0, yz = 0, zz = 0]: readonly number[]): number {
  return xx * (yy * zz - yz * yz) - xy * (xy * zz - yz * xz) + xz * (xy * yz - yy * xz);
}
