import type { Distribution, InputRange } from '@cupola/core/acquisition';
import { unreachable } from '@cupola/core/foundation';
import type { Problem } from '@cupola/core/scenario';

/** What is impossible about a distribution, in itself or for the number it stands for. */
export function distributionProblems(
  distribution: Distribution,
  path: string,
  range: InputRange,
): readonly Problem[] {
  const problems: Problem[] = [];
  for (const [key, value] of Object.entries(distribution)) {
    if (typeof value === 'number' && !(value >= range.min && value <= range.max)) {
      problems.push({
        path: `${path}.${key}`,
        value,
        expected: range.expected,
        message: `\`${key}\` is not possible`,
      });
    }
  }
  const disorder = disorderOf(distribution);
  if (disorder !== null) problems.push({ path, value: distribution, ...disorder });
  return problems;
}

function disorderOf(distribution: Distribution): Pick<Problem, 'expected' | 'message'> | null {
  switch (distribution.kind) {
    case 'fixed':
      return null;
    case 'uniform':
      return distribution.low <= distribution.high
        ? null
        : { expected: 'low at most high', message: 'the ends of the range are the wrong way round' };
    case 'triangular': {
      const { low, mode, high } = distribution;
      return low <= mode && mode <= high
        ? null
        : {
            expected: 'low <= mode <= high',
            message: 'the mode lies outside the range, or the ends are swapped',
          };
    }
    case 'lognormal':
      return distribution.low > 0 && distribution.low < distribution.high
        ? null
        : { expected: '0 < low < high', message: 'a lognormal law has two different ends above 0' };
    default:
      return unreachable(distribution);
  }
}
