import { loadWorkingSatellites } from '@cupola/runtime';
import type { CoverageFlags, CoverageWish } from './coverage-flags.ts';

/** What of a wish says which satellites are meant. */
type SatelliteWish = Pick<CoverageWish, 'from' | 'hours' | 'select' | 'maxElementAgeDays'>;

/**
 * Satellites as coverage and designs ask for them.
 *
 * @param wish - Null when the flags are wrong: the file is read all the same, so that everything that is wrong is told at once.
 */
export function askedSatellites(
  file: string,
  wish: SatelliteWish | null,
  flags: Pick<CoverageFlags, 'seed' | 'skipBad'>,
): ReturnType<typeof loadWorkingSatellites> {
  return loadWorkingSatellites({
    file,
    from: wish?.from ?? null,
    durationS: wish === null ? 0 : 3600 * wish.hours,
    select: wish?.select ?? null,
    seed: flags.seed ?? null,
    maxElementAgeDays: wish?.maxElementAgeDays ?? null,
    skipBad: flags.skipBad === true,
  });
}
