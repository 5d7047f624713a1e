import type { Problem } from '@cupola/core/scenario';
import { windowsFileProblems } from '@cupola/runtime';

/** Flags of `cupola coverage --windows`. */
export interface WindowsFlags {
  readonly windows?: true;
  readonly minDurationS?: string;
  readonly windowsOut?: string;
}

export interface WindowsWish {
  readonly minDurationS: number;
  readonly out: string | null;
}

const LONGEST_MINIMUM_S = 86_400;

/** Null when no windows are asked for. */
export function readWindowsFlags(
  { windows, minDurationS, windowsOut }: WindowsFlags,
  problems: Problem[],
): WindowsWish | null {
  if (windows !== true) {
    for (const [path, value] of [
      ['--min-duration-s', minDurationS],
      ['--windows-out', windowsOut],
    ] as const) {
      if (value === undefined) continue;
      const message = 'without rise and set times there are no windows';
      problems.push({ path, value, expected: `${path} only with --windows`, message });
    }
    return null;
  }
  const shortest = minDurationS === undefined ? 0 : Number(minDurationS.trim() || Number.NaN);
  if (!(shortest >= 0 && shortest <= LONGEST_MINIMUM_S)) {
    const expected = `a number from 0 to ${LONGEST_MINIMUM_S} seconds`;
    problems.push({ path: '--min-duration-s', value: minDurationS, expected, message: 'it is not one' });
  }
  if (windowsOut !== undefined) problems.push(...windowsFileProblems(windowsOut));
  return { minDurationS: shortest, out: windowsOut ?? null };
}
