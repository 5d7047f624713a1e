import type { CustodyLevel, TrackPhase } from '../messages/index.ts';

/** Phases an error limit is stated for. `midcourse` is coast. */
export type CustodyPhase = 'boost' | 'midcourse' | 'glide' | 'reentry';

/** What counts as custody. Set by the scenario; the numbers are requirements, not models. */
export interface CustodyRequirement {
  /** Distinct satellites with an associated detection within `maxGapS`. */
  readonly minSensors: number;
  /** Largest root of the trace of the position covariance (or, for metrics, true error), m. */
  readonly positionErrorM: Readonly<Record<CustodyPhase, number>>;
  readonly maxGapS: number;
}

/** What one second shows of one object. */
export interface CustodyEvidence {
  /** Distinct satellites with an associated detection over the last `maxGapS`. */
  readonly distinctSatellites: number;
  /** Root of the trace of the position covariance, or the true error, m. NaN: not known, so not within any limit. */
  readonly errorM: number;
  readonly phase: CustodyPhase;
  /** How long neither condition has been met up to and including now, s; 0 when one is met. */
  readonly neitherForS: number;
  /** The level one second before. */
  readonly before: CustodyLevel;
}

/**
 * The rule: held when enough satellites *and* a small enough error; degraded on one of the two; lost on neither for at least three times
 * `maxGapS`. On neither for a shorter time an object that was held is degraded, and one never held is still `none`, and one lost stays lost.
 *
 * Limits are met when equalled. `metrics` calls this with the true error in place of the tracker's own.
 */
export function custodyLevel(evidence: CustodyEvidence, requirement: CustodyRequirement): CustodyLevel {
  const enough = evidence.distinctSatellites >= requirement.minSensors;
  const close = evidence.errorM <= requirement.positionErrorM[evidence.phase];
  if (enough && close) return 'held';
  if (enough || close) return 'degraded';
  if (evidence.neitherForS >= 3 * requirement.maxGapS) return evidence.before === 'none' ? 'none' : 'lost';
  return evidence.before === 'held' ? 'degraded' : evidence.before;
}

/** The phase of the requirement that a track's phase falls under. */
export function custodyPhaseOf(phase: TrackPhase): CustodyPhase {
  return phase === 'coast' ? 'midcourse' : phase;
}
