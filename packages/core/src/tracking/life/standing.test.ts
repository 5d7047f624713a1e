import { describe, expect, it } from 'vitest';
import type { Assimilated } from '../association/assimilate.ts';
import { standingAfter } from './standing.ts';
import type { Hearing, Standing } from './standing.ts';
import type { Scan } from '../scan.ts';

const RATES = { detectionProb: () => 0.95, straysPerSr: () => 1 };
const NEW: Standing = { logOdds: 0, channels: [0] };
const SPACING_RAD = 1e-3;
/** Of a detection under a track that expects it to 150 microrad, 1/sr. */
const LIKELIHOOD_PER_SR = 1 / (2 * Math.PI * 1.5e-4 ** 2);

/** One channel that sees a row of detections, so far apart. */
function rowOf(count: number): Scan {
  const los = new Float64Array(3 * count);
  for (let row = 0; row < count; row++) los.set([SPACING_RAD * row, 0, 1], 3 * row);
  return {
    atUs: 0,
    detectionCount: count,
    blockChannel: Uint16Array.of(0),
    blockStart: Uint32Array.of(0, count),
    channelIndex: new Uint16Array(count),
    satelliteIndex: new Uint16Array(count),
    lightSpeedMPerS: Number.POSITIVE_INFINITY,
    los,
    sigmaRad: new Float64Array(count).fill(1e-4),
    sourceRow: Uint32Array.from({ length: count }, (_, row) => row),
    reported: Uint8Array.of(1),
    satellites: new Float64Array(3),
  };
}

const NOTHING: Assimilated = {
  rows: [],
  shares: [],
  seen: { hypotheses: [], innovation: { squares: 0, freedom: 0 }, leastSquares: 0 },
  logOdds: 0,
  undisputed: { rows: [], logOdds: 0 },
  disputed: [],
};

function undisputed(squared: number): Assimilated {
  const logOdds = Math.log(0.95 * LIKELIHOOD_PER_SR) - squared / 2;
  return { ...NOTHING, shares: [{ row: 0, prob: 1 }], undisputed: { rows: [0], logOdds } };
}

function disputed(prob: number): Assimilated {
  const share = { row: 0, prob, likelihoodPerSr: LIKELIHOOD_PER_SR };
  return { ...NOTHING, shares: [share], disputed: [share] };
}

function hearing(brought: Assimilated): Hearing {
  return { brought, watching: (channels) => channels };
}

describe('the standing of a young track', () => {
  const crowd = rowOf(9);

  it('is settled by two looks where nothing else is', () => {
    const first = standingAfter(NEW, hearing(undisputed(1)), rowOf(1), RATES);
    expect(standingAfter(first, hearing(undisputed(1)), rowOf(1), RATES)).toBeNull();
    expect(standingAfter(null, hearing(NOTHING), crowd, RATES)).toBeNull();
  });

  it('grows more slowly in a crowd, and falls with detections that hardly fit', () => {
    const crowdPerSr = 4 / (Math.PI * (4 * SPACING_RAD) ** 2);
    const good = standingAfter(NEW, hearing(undisputed(1)), crowd, RATES);
    expect(good?.logOdds).toBeCloseTo(Math.log((0.95 * LIKELIHOOD_PER_SR) / (1 + crowdPerSr)) - 0.5, 6);
    expect(standingAfter(NEW, hearing(undisputed(16)), crowd, RATES)?.logOdds).toBeLessThan(-3);
  });

  it('falls as by a miss when its detection is more likely a neighbour’s', () => {
    expect(standingAfter(NEW, hearing(disputed(0.3)), crowd, RATES)?.logOdds).toBeCloseTo(Math.log(0.05), 3);
    expect(standingAfter(NEW, hearing(disputed(1)), crowd, RATES)?.logOdds).toBeGreaterThan(3);
  });

  it('falls with misses, but not without bound in one scan, and old evidence fades', () => {
    const wide = { logOdds: -10, channels: [0, 1, 2, 3] };
    const after = standingAfter(wide, hearing(NOTHING), crowd, RATES);
    expect(after?.logOdds).toBeCloseTo(-9 + Math.log(0.1), 9);
    expect(after?.channels).toEqual([0, 1, 2, 3]);
    const seen = standingAfter(wide, hearing(disputed(1)), crowd, RATES);
    expect(seen?.logOdds).toBeLessThan(-9 + 3 * Math.log(0.05) + 6);
  });
});
