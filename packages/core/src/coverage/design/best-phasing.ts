import type { WalkerShell } from '../../constellation/index.ts';
import { REPLICATES, latticePoints } from './slice-lattice.ts';
import type { Fineness } from './slice-lattice.ts';
import { walkerLatitudes } from './walker-latitudes.ts';
import type { WalkerLatitudeQuestion } from './walker-latitudes.ts';

/** Phasings of one shell that are looked at, at most; of more planes than that, as many evenly spread. */
const MOST_TRIED = 24;
/** The best of a glance that are looked at more closely. */
const CLOSELY = 4;

/** Walker's F by custom: 1 for a delta; half a slot between neighbouring planes, as near as whole steps come, for a star. */
export function usualPhasing({ kind, planes }: Pick<WalkerShell, 'kind' | 'planes'>): number {
  return kind === 'delta' ? 1 % planes : Math.floor(planes / 2);
}

/** Phasings to look at, the usual one first, so that of equals it stays. */
export function phasingsTried(shell: Pick<WalkerShell, 'kind' | 'planes'>): readonly number[] {
  const { planes } = shell;
  const count = Math.min(planes, MOST_TRIED);
  const spread = Array.from({ length: count }, (_, index) => Math.floor((index * planes) / count));
  return [...new Set([usualPhasing(shell), ...spread])];
}

/**
 * The shells with the phasing that leaves the most stereo in the worst row, of equals in the mean of all rows. Shell after shell, the others
 * as they are; a glance for all phasings, a closer look for the best of them; the usual one stays when nothing is found to be missing. The samples are others than those of a `search`, so that its
 * answer for the chosen ones is not the luck of the choice.
 *
 * @param sweptCount - The first so many of the shells are free, the others as given.
 */
export function bestPhasings(
  question: Omit<WalkerLatitudeQuestion, 'fineness'>,
  sweptCount: number,
): readonly WalkerShell[] {
  let { shells } = question;
  for (let place = 0; place < sweptCount; place++) {
    const shell = shells[place];
    if (shell === undefined) break;
    const tried = phasingsTried(shell).map((phasing) => shells.with(place, { ...shell, phasing }));
    const [usual = shells] = tried;
    if (tried.length === 1 || isPerfect({ ...question, shells: usual })) shells = usual;
    else {
      const close = best(question, tried, 'glance').slice(0, CLOSELY);
      shells = best(question, close, 'slider')[0] ?? shells;
    }
  }
  return shells;
}

/** Stereo at every look at every row: no other phasing can be seen to do better. */
function isPerfect(question: Omit<WalkerLatitudeQuestion, 'fineness'>): boolean {
  return (['glance', 'slider'] as const).every(
    (fineness) => walkerLatitudes({ ...question, fineness }).worst.stereoFraction === 1,
  );
}

/** From the best on. */
function best(
  question: Omit<WalkerLatitudeQuestion, 'fineness'>,
  tried: readonly (readonly WalkerShell[])[],
  fineness: Fineness,
): readonly (readonly WalkerShell[])[] {
  return tried
    .map((shells) => ({ shells, found: walkerLatitudes({ ...question, shells, fineness }) }))
    .toSorted(
      (a, b) =>
        b.found.worst.stereoFraction - a.found.worst.stereoFraction ||
        b.found.meanStereoFraction - a.found.meanStereoFraction,
    )
    .map(({ shells }) => shells);
}

/** Samples in each row that the choice takes for one shell. */
export function phasingSamples(shell: Pick<WalkerShell, 'kind' | 'planes'>): number {
  const tried = phasingsTried(shell).length;
  if (tried === 1) return 0;
  return REPLICATES * (tried * latticePoints('glance') + Math.min(CLOSELY, tried) * latticePoints('slider'));
}
