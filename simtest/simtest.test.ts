import { expect, it } from 'vitest';
import { faultRun } from './fault-run.ts';
import { operatedConfig, sentSeconds } from './sent-seconds.ts';

/** Chosen before any was run. A seed that once failed stays. */
const SEEDS = [1];
const config = operatedConfig();
/** Those in which the first track is confirmed. */
const seconds = sentSeconds().slice(8, 24);

it.each(SEEDS)(
  'whatever seed %i draws, nothing acknowledged is lost and nothing is said that a clean run does not say',
  async (seed) => {
    const { counts, problem } = await faultRun(seed, seconds, config);
    expect(problem).toBeNull();
    expect(counts.acknowledged).toBeGreaterThan(300);
    expect(counts.forgeries + counts.duplicates + counts.late).toBeGreaterThan(20);
  },
);
