import { createHash } from 'node:crypto';

/** Attempts at one message; after the last it is a dead letter. */
export const MOST_ATTEMPTS = 10;
export const FIRST_WAIT_US: number = 5_000_000;
const GROWTH = 4;
const LONGEST_WAIT_US = 6 * 3_600_000_000;
/** Of a wait, up or down, so that what failed together does not come back together. */
const JITTER_SHARE = 0.2;

/**
 * How long to wait after an attempt that failed: 5 s, four times as long each time, at most six hours; all ten attempts take about a day and a half.
 * The jitter follows from the message's id and the attempt, so that it is the same after a restart.
 *
 * @param attempt - Attempts made so far, from 1.
 * @param firstWaitUs - Shorter in tests.
 */
export function waitAfterUs(id: string, attempt: number, firstWaitUs: number = FIRST_WAIT_US): number {
  const waitUs = Math.min(firstWaitUs * GROWTH ** (attempt - 1), LONGEST_WAIT_US);
  const drawn = createHash('sha256').update(`${id} ${attempt}`).digest().readUInt32LE(0) / 2 ** 32;
  return Math.round(waitUs * (1 + JITTER_SHARE * (2 * drawn - 1)));
}
