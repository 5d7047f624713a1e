import type { CustodyPhase } from '../custody/index.ts';
import { CUSTODY_LEVELS } from '../messages/index.ts';
import { FLIGHT_PHASES } from '../truth/index.ts';
import { quantile } from './quantile.ts';
import type { ObjectRecord } from './run-record.ts';

/** Fractions of the limit at which the distribution of the error is told. */
export const LIMIT_FRACTIONS = [0.1, 0.25, 0.5, 1, 2] as const;

/** How good custody was while it was held, in one phase under one requirement. */
export interface CustodyQuality {
  /** Held seconds with a known true error. */
  readonly heldS: number;
  readonly trueErrorM: Spread;
  /** What the tracker believed at the same seconds. */
  readonly believedErrorM: Spread;
  readonly latencyS: Spread;
  /** Share of the held time with an error no larger than a fraction of the limit. */
  readonly shareWithin: readonly {
    readonly ofLimit: number;
    readonly trueShare: number;
    readonly believedShare: number;
  }[];
}

interface Spread {
  readonly p50: number;
  readonly p95: number;
  readonly max: number;
}

const HELD = CUSTODY_LEVELS.indexOf('held');

/**
 * Quality of what was held of some objects in one phase of their flights, all their held seconds together.
 *
 * @param requirement - Its place among the requirements.
 * @returns Null when nothing was held.
 */
export function custodyQuality(
  objects: readonly ObjectRecord[],
  requirement: number,
  phase: CustodyPhase,
): CustodyQuality | null {
  const errors: number[] = [];
  const sigmas: number[] = [];
  const latencies: number[] = [];
  let limitM = Number.NaN;
  for (const object of objects) {
    const under = object.custodyUnder[requirement];
    if (under === undefined) continue;
    limitM = under.requirement.positionErrorM[phase];
    for (const [second, level] of under.custody.entries()) {
      const errorM = object.deskErrorM[second]!;
      if (level !== HELD || FLIGHT_PHASES[object.phase[second]!] !== phase || Number.isNaN(errorM)) continue;
      errors.push(errorM);
      sigmas.push(object.deskSigmaM[second]!);
      latencies.push(object.latencyS[second]!);
    }
  }
  const trueErrorM = spreadOf(errors);
  const believedErrorM = spreadOf(sigmas);
  const latencyS = spreadOf(latencies);
  if (trueErrorM === null || believedErrorM === null || latencyS === null) return null;
  return {
    heldS: errors.length,
    trueErrorM,
    believedErrorM,
    latencyS,
    shareWithin: LIMIT_FRACTIONS.map((ofLimit) => ({
      ofLimit,
      trueShare: shareWithin(errors, ofLimit * limitM),
      believedShare: shareWithin(sigmas, ofLimit * limitM),
    })),
  };
}

function spreadOf(values: readonly number[]): Spread | null {
  const p50 = quantile(values, 0.5);
  const p95 = quantile(values, 0.95);
  const max = quantile(values, 1);
  return p50 === null || p95 === null || max === null ? null : { p50, p95, max };
}

function shareWithin(values: readonly number[], limit: number): number {
  return values.filter((value) => value <= limit).length / values.length;
}
