import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { kneeOfCurve } from './curve-knee.ts';

describe('the knee', () => {
  const xs = [100, 200, 400, 600, 1000];

  it('is where the curve bends most', () => {
    expect(kneeOfCurve(xs, [0.5, 0.9, 0.97, 0.99, 1])).toBe(1);
    expect(kneeOfCurve(xs, [0, 0.1, 0.9, 0.95, 1])).toBe(2);
  });

  it('of √x is where its slope is that of the chord', () => {
    const fine = Array.from({ length: 1001 }, (_, i) => i / 1000);
    // d/dx √x = 1 at x = 1/4.
    expect(fine[kneeOfCurve(fine, fine.map(Math.sqrt)) ?? 0]).toBeCloseTo(0.25, 3);
  });

  it('is none of a line, of what sags, of what brings nothing, and of a point', () => {
    expect(kneeOfCurve(xs, xs)).toBeNull();
    const sagging = xs.map((x) => x ** 2);
    expect(kneeOfCurve(xs, sagging)).toBeNull();
    expect(kneeOfCurve(xs, [1, 1, 1, 1, 1])).toBeNull();
    expect(kneeOfCurve(xs, [1, 0.9, 0.8, 0.9, 0.95])).toBeNull();
    expect(kneeOfCurve([1], [1])).toBeNull();
    expect(kneeOfCurve([], [])).toBeNull();
  });

  it('does not depend on the units of either axis', () => {
    const gains = fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { minLength: 5, maxLength: 5 });
    fc.assert(
      fc.property(gains, fc.constantFrom(0.25, 0.5, 2, 64), (each, scale) => {
        const ys = each.map((_, i) => 0.1 * i + each.slice(0, i + 1).reduce((a, b) => a + b, 0));
        const otherXs = xs.map((x) => 2 * x + 7);
        const otherYs = ys.map((y) => scale * y);
        expect(kneeOfCurve(otherXs, otherYs)).toBe(kneeOfCurve(xs, ys));
      }),
    );
  });
});
