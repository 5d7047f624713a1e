import { CUSTODY_TERMS } from '../messages/index.ts';
import type { CustodyLevel, CustodyTerm, TrackPhase } from '../messages/index.ts';

/** Phases an error limit is stated for. `midcourse` is coast. */
export const CUSTODY_PHASES = ['boost', 'midcourse', 'glide', 'reentry'] as const;
export type CustodyPhase = (typeof CUSTODY_PHASES)[number];

/** What counts as custody. Set by the scenario, which may state several; the numbers are requirements, not models. */
export interface CustodyRequirement {
  readonly id: string;
  /** Distinct satellites with an associated detection within `maxGapS`. */
  readonly minSensors: number;
  /** Largest root of the trace of the position covariance (or, for metrics, true error), m. */
  readonly positionErrorM: Readonly<Record<CustodyPhase, number>>;
  readonly maxGapS: number;
  /** Largest age of the newest associated detection, s, from its scan to the desk; null when none is asked for. */
  readonly maxLatencyS: number | null;
}

/** What one second shows of one object. */
export interface CustodyEvidence {
  /** Distinct satellites with an associated detection over the last `maxGapS`. */
  readonly distinctSatellites: number;
  /** Root of the trace of the position covariance, or the true error, m. NaN: not known, so not within any limit. */
  readonly errorM: number;
  /** Age of the newest associated detection, s; NaN when there never was one. */
  readonly latencyS: number;
  readonly phase: CustodyPhase;
  /** How long neither of the first two conditions has been met up to and including now, s; 0 when one is met. */
  readonly neitherForS: number;
  /** The level one second before. */
  readonly before: CustodyLevel;
}

/** The terms that are not met. Limits are met when equalled. */
export function missedTerms(
  { distinctSatellites, errorM, latencyS, phase }: Omit<CustodyEvidence, 'neitherForS' | 'before'>,
  { minSensors, positionErrorM, maxLatencyS }: CustodyRequirement,
): readonly CustodyTerm[] {
  const isMet: Readonly<Record<CustodyTerm, boolean>> = {
    satellites: distinctSatellites >= minSensors,
    error: errorM <= positionErrorM[phase],
    latency: maxLatencyS === null || latencyS <= maxLatencyS,
  };
  return CUSTODY_TERMS.filter((term) => !isMet[term]);
}

/**
 * The rule: held when enough satellites *and* a small enough error (*and*, where a latency is stated, fresh enough); degraded on enough
 * or close alone, or on both and stale; lost on neither for at least three times `maxGapS`. On neither for a shorter time an object that was
 * held is degraded, and one never held is still `none`, and one lost stays lost.
 *
 * `metrics` calls this with the true error in place of the tracker's own.
 */
export function custodyLevel(evidence: CustodyEvidence, requirement: CustodyRequirement): CustodyLevel {
  const missed = missedTerms(evidence, requirement);
  if (missed.length === 0) return 'held';
  if (!missed.includes('satellites') || !missed.includes('error')) return 'degraded';
  if (evidence.neitherForS >= 3 * requirement.maxGapS) return evidence.before === 'none' ? 'none' : 'lost';
  return evidence.before === 'held' ? 'degraded' : evidence.before;
}

/** The phase of the requirement that a track's phase falls under. */
export function custodyPhaseOf(phase: TrackPhase): CustodyPhase {
  return phase === 'coast' ? 'midcourse' : phase;
}
