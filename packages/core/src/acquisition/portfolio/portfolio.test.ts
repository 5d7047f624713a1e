import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { concentration } from './concentration.ts';
import { pairwiseWeights } from './pairwise-weights.ts';

describe('concentration', () => {
  it('of equal vendors is their number', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 50 }),
        fc.double({ min: 0.1, max: 1e6, noNaN: true }),
        (n, each) => {
          expect(concentration(Array.from({ length: n }, () => each)).effectiveVendors).toBeCloseTo(n, 8);
        },
      ),
    );
  });

  it('of the awards of two tranches of the tracking layer is 2,905 (four vendors)', () => {
    expect(concentration([700 + 919, 617, 890, 740]).hhi).toBeCloseTo(2905, -1);
  });
});

describe('weights from judgements in pairs', () => {
  it('come back from judgements that agree with one another', () => {
    fc.assert(
      fc.property(
        fc.array(fc.double({ min: 1, max: 9, noNaN: true }), { minLength: 1, maxLength: 8 }),
        (raw) => {
          const total = raw.reduce((sum, each) => sum + each, 0);
          const { weights, consistencyRatio } = pairwiseWeights(raw.map((a) => raw.map((b) => a / b)));
          for (const [i, weight] of weights.entries()) expect(weight).toBeCloseTo((raw[i] ?? 0) / total, 8);
          expect(consistencyRatio).toBeCloseTo(0, 8);
        },
      ),
    );
  });

  it('say when judgements contradict one another', () => {
    const circle = [
      [1, 5, 1 / 5],
      [1 / 5, 1, 5],
      [5, 1 / 5, 1],
    ];
    expect(pairwiseWeights(circle).consistencyRatio).toBeGreaterThan(0.1);
  });
});
