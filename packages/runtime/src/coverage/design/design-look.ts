import { bestPhasings, walkerLatitudes } from '@cupola/core/coverage';
import type { LatitudeStatistics } from '@cupola/core/coverage';
import type { WalkerShell } from '@cupola/core/constellation';
import type { Design, DesignQuestion } from './design-question.ts';

/** What a row of latitude gets, over its longitudes and over time: shares from 0 to 1. */
export interface DesignRow {
  /** Of the middle of the row, rad. */
  readonly latitudeRad: number;
  readonly stereoFraction: number;
  /** With at least one in view, and with at least two. */
  readonly coveredFraction: number;
  readonly twofoldFraction: number;
  readonly meanInView: number;
}

/** One computation for one design. */
export interface DesignLook {
  /** From north to south. */
  readonly rows: readonly DesignRow[];
  /** The row with the least stereo; of equals the northernmost. */
  readonly worst: DesignRow;
  /** Over the area of the rows. */
  readonly meanStereoFraction: number;
  readonly meanInView: number;
}

/** By the symmetry shortcut. */
export interface ShortcutLook extends DesignLook {
  /** As they were looked at, with the phasing that was chosen for them. */
  readonly shells: readonly WalkerShell[];
  /** Of the stereo fraction of the worst row. */
  readonly standardError: number;
  readonly samplesPerRow: number;
}

/** Every fold is measured; a design keeps the two that are told, so that thousands of designs fit into memory. */
export function lookOf({ rows, worst, meanStereoFraction, meanInView }: LatitudeStatistics): DesignLook {
  const kept = rows.map(({ latitudeRad, stereoFraction, folds, meanInView: ofRow }) => ({
    latitudeRad,
    stereoFraction,
    coveredFraction: folds[0]?.fraction ?? 0,
    twofoldFraction: folds[1]?.fraction ?? 0,
    meanInView: ofRow,
  }));
  const worstRow = kept[rows.indexOf(worst)] ?? kept[0];
  if (worstRow === undefined) throw new RangeError('there is at least one row');
  return { rows: kept, worst: worstRow, meanStereoFraction, meanInView };
}

export function shortcutLook(
  { within, sight, stereo, seed, phasing }: DesignQuestion,
  design: Design,
): ShortcutLook {
  const asked = { shells: design.shells, within, sight, stereo, seed };
  const shells = phasing === 'best' ? bestPhasings(asked, design.sweptCount) : design.shells;
  const found = walkerLatitudes({ ...asked, shells, fineness: 'search' });
  const { standardError, samplesPerRow } = found;
  return { ...lookOf(found), shells, standardError, samplesPerRow };
}
