import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  accelerationOfG,
  accelerationTimeS,
  flyOutReachM,
  flyOutTimeS,
  publishedReach,
  timeLeftS,
} from './fly-out.ts';
import type { FlyOut } from './fly-out.ts';

const flyOut: fc.Arbitrary<FlyOut> = fc.record({
  speedMPerS: fc.double({ min: 500, max: 12_000, noNaN: true }),
  accelerationMPerS2: fc.double({ min: 5, max: 600, noNaN: true }),
});
const timeS = fc.double({ min: 0, max: 1200, noNaN: true });

test('more time never reaches less, and the time of a reach is the time', () => {
  fc.assert(
    fc.property(flyOut, timeS, timeS, (law, a, b) => {
      expect(flyOutReachM(law, Math.max(a, b))).toBeGreaterThanOrEqual(flyOutReachM(law, Math.min(a, b)));
      expect(flyOutTimeS(law, flyOutReachM(law, a))).toBeCloseTo(a, 6);
    }),
  );
});

test('more speed at the same acceleration never reaches less; by the published rule it can lose everything', () => {
  fc.assert(
    fc.property(flyOut, timeS, fc.double({ min: 1, max: 3, noNaN: true }), (law, t, factor) => {
      const faster = { ...law, speedMPerS: law.speedMPerS * factor };
      expect(flyOutReachM(faster, t)).toBeGreaterThanOrEqual(flyOutReachM(law, t) * (1 - 1e-12));
    }),
  );
  const slow = { speedMPerS: 4000, accelerationMPerS2: accelerationOfG(15) };
  const fast = { ...slow, speedMPerS: 8000 };
  expect(publishedReach(slow, 40)).toEqual({ kind: 'reach', reachM: flyOutReachM(slow, 40) });
  expect(publishedReach(fast, 40)).toEqual({
    kind: 'no-solution',
    accelerationS: accelerationTimeS(fast),
  });
  expect(flyOutReachM(fast, 40)).toBeGreaterThan(flyOutReachM(slow, 40));
});

test('no time reaches nothing, and the budget is never negative', () => {
  const law = { speedMPerS: 6000, accelerationMPerS2: 150 };
  expect(flyOutReachM(law, 0)).toBe(0);
  expect(flyOutReachM(law, -5)).toBe(0);
  expect(timeLeftS({ boostS: 170, detectionS: 40, decisionS: 30, marginS: 0 })).toBe(100);
  expect(timeLeftS({ boostS: 60, detectionS: 40, decisionS: 30, marginS: 0 })).toBe(0);
});
