import { clopperPearson } from '../metrics/index.ts';

/** A share with its exact 95 % interval; null of nothing. */
export interface ShareEstimate {
  readonly count: number;
  readonly of: number;
  readonly share: number | null;
  readonly interval: readonly [low: number, high: number];
}

const CONFIDENCE = 0.95;

export function shareOf(count: number, of: number): ShareEstimate {
  return {
    count,
    of,
    share: of === 0 ? null : count / of,
    interval: clopperPearson(count, of, CONFIDENCE),
  };
}
