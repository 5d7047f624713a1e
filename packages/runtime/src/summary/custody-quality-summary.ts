import type { CustodyPhase } from '@cupola/core/custody';
import { custodyQuality } from '@cupola/core/metrics';
import type { CustodyQuality, ObjectRecord } from '@cupola/core/metrics';
import { forPhases } from './for-phases.ts';
import { rounded } from './statistics.ts';

export type QualityByPhase = Readonly<Record<CustodyPhase, QualitySummary | null>>;

/** How good custody was while it was held: error and age over the held seconds of a phase. */
export interface QualitySummary {
  readonly heldS: number;
  /** Median, 95th percentile and largest, km: what the error truly was, and what the tracker believed. */
  readonly trueErrorKm: Spread;
  readonly believedErrorKm: Spread;
  /** Age of the newest look. */
  readonly latencyS: Spread;
  /** Share of the held time with an error within a fraction of the limit. */
  readonly shareWithin: CustodyQuality['shareWithin'];
}

interface Spread {
  readonly p50: number;
  readonly p95: number;
  readonly max: number;
}

/** @param requirement - Its place among the requirements. */
export function qualityByPhase(objects: readonly ObjectRecord[], requirement: number): QualityByPhase {
  return forPhases((phase) => {
    const quality = custodyQuality(objects, requirement, phase);
    if (quality === null) return null;
    const { heldS, trueErrorM, believedErrorM, latencyS, shareWithin } = quality;
    return {
      heldS,
      trueErrorKm: scaled(trueErrorM, 1e-3),
      believedErrorKm: scaled(believedErrorM, 1e-3),
      latencyS: scaled(latencyS, 1),
      shareWithin: shareWithin.map(({ ofLimit, trueShare, believedShare }) => ({
        ofLimit,
        trueShare: rounded(trueShare),
        believedShare: rounded(believedShare),
      })),
    };
  });
}

function scaled({ p50, p95, max }: Spread, by: number): Spread {
  return { p50: rounded(p50 * by), p95: rounded(p95 * by), max: rounded(max * by) };
}
