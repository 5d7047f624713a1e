import type { WalkerShell } from '@cupola/core/constellation';
import { phasingSamples } from '@cupola/core/coverage';
import type { RowsWithin, Sight, StereoBand } from '@cupola/core/coverage';
import type { SimTimeUs } from '@cupola/core/foundation';

/** Perfect shells that make one constellation; no two of them keep step. */
export interface Design {
  readonly shells: readonly WalkerShell[];
  /** The first so many were asked for by lists; the others stand beside every design as they are. */
  readonly sweptCount: number;
}

/** Which designs to compare, and by what. Plain data: a thread of its own can be given it. */
export interface DesignQuestion {
  /** At least one. */
  readonly designs: readonly Design[];
  /** Walker's F of the swept shells: as it stands, or the one that serves each design best. */
  readonly phasing: 'given' | 'best';
  /** At least one row. */
  readonly within: RowsWithin;
  readonly sight: Sight;
  readonly stereo: StereoBand;
  readonly seed: number;
  /** Designs of the front, those nearest the knee, that the full computation is done for. */
  readonly finalistCount: number;
  /** Of the full computation: samples stand at `stepUs * k`, k = 0 .. sampleCount - 1. */
  readonly stepUs: SimTimeUs;
  readonly sampleCount: number;
}

export function satellitesOf(shells: readonly WalkerShell[]): number {
  return shells.reduce((sum, { count }) => sum + count, 0);
}

/** Samples in each row of a look to choose by. */
const SEARCH_SAMPLES = 1152;

/** Satellites times samples in each row that the shortcut takes for a design, the choice of its phasing in it. */
export function satelliteLooks({ shells, sweptCount }: Design, phasing: DesignQuestion['phasing']): number {
  const swept = phasing === 'best' ? shells.slice(0, sweptCount) : [];
  const samples = swept.reduce((sum, shell) => sum + phasingSamples(shell), SEARCH_SAMPLES);
  return samples * satellitesOf(shells);
}
