import { describe, expect, it } from 'vitest';
import { burningCells } from './burning-impact.ts';

/**
 * Do impacts told while a missile burns hold those that come? The law is not normal and wide on purpose: it must not hold fewer than it says. Forty
 * missiles of each class, seeds fixed before the first run; `npm run table:burning-impacts` has a hundred and all moments.
 */
const SEEDS = Array.from({ length: 40 }, (_, k) => k + 1);
/** One-sided: a true share p of forty stays above p less this many binomial sigmas in 999 of 1,000 draws. */
const NORMAL_99_9 = 3.09;
const SHARES = { within2: 0.8647, half: 0.5, nineTenths: 0.9 } as const;

function least(share: number, count: number): number {
  return share - NORMAL_99_9 * Math.sqrt((share * (1 - share)) / count);
}

describe.each([
  // Median half axes along the track that still say something, m, at each moment.
  ['icbm-solid', [5_000_000, 4_000_000, 3_500_000, 3_500_000]],
  ['icbm-liquid', [5_000_000, 4_500_000, 4_500_000, 4_500_000]],
] as const)('an impact told while a missile burns: %s', (classId, widestM) => {
  const cells = burningCells(SEEDS, classId, [30, 60, 90, 120]);

  it.each([0, 1, 2, 3])('holds what it says 30, 60, 90 and 120 s after it was first seen (%i)', (k) => {
    const cell = cells[k]!;
    expect(cell.count).toBeGreaterThan(35);
    for (const key of ['within2', 'half', 'nineTenths'] as const) {
      expect(cell[key]).toBeGreaterThan(least(SHARES[key], cell.count));
    }
    // 10.2 for a liquid at 30 s when thrust went on as it had grown.
    expect(cell.meanSquared).toBeLessThan(3);
    expect(cell.majorM).toBeLessThan(widestM[k]!);
    expect(cell.minorM).toBeLessThan(1_000_000);
  });
});
