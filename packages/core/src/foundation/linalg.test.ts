import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { choleskyInPlace, invertPositiveDefinite, mahalanobisSquared, sandwichInto } from './linalg.ts';

const square = (n: number) =>
  fc.array(fc.double({ min: -3, max: 3, noNaN: true }), { minLength: n * n, maxLength: n * n });

/** B Bᵀ + I: symmetric and positive definite. */
function positiveDefinite(entries: readonly number[], n: number): Float64Array {
  const out = new Float64Array(n * n);
  for (let i = 0; i < n; i++) {
    for (let j = 0; j < n; j++) {
      let sum = i === j ? 1 : 0;
      for (let k = 0; k < n; k++) sum += (entries[i * n + k] ?? 0) * (entries[j * n + k] ?? 0);
      out[i * n + j] = sum;
    }
  }
  return out;
}

describe('linear algebra', () => {
  it('inverts what it is given', () => {
    fc.assert(
      fc.property(square(4), (entries) => {
        const matrix = positiveDefinite(entries, 4);
        const inverse = invertPositiveDefinite(matrix, 4);
        expect(inverse).not.toBeNull();
        for (let i = 0; i < 4; i++) {
          for (let j = 0; j < 4; j++) {
            let sum = 0;
            for (let k = 0; k < 4; k++) sum += matrix[i * 4 + k]! * inverse![k * 4 + j]!;
            expect(sum).toBeCloseTo(i === j ? 1 : 0, 8);
          }
        }
      }),
    );
  });

  it('refuses a matrix that is not positive definite', () => {
    expect(choleskyInPlace(Float64Array.of(1, 2, 2, 1), 2)).toBe(false);
    expect(invertPositiveDefinite(Float64Array.of(Number.NaN, 0, 0, 1), 2)).toBeNull();
  });

  it('measures distance in sigmas', () => {
    expect(mahalanobisSquared(Float64Array.of(4, 0, 0, 9), 2, Float64Array.of(2, 6))).toBeCloseTo(1 + 4, 12);
  });

  it('keeps a transported covariance symmetric', () => {
    fc.assert(
      fc.property(square(3), square(3), (transition, entries) => {
        const out = new Float64Array(9);
        sandwichInto(
          out,
          Float64Array.from(transition),
          positiveDefinite(entries, 3),
          3,
          new Float64Array(9),
        );
        expect(out[1]).toBe(out[3]);
        expect(out[2]).toBe(out[6]);
        expect(out[5]).toBe(out[7]);
      }),
    );
  });
});
