import fc from 'fast-check';
import { expect, test } from 'vitest';
import { interceptorWays } from './interceptor-ways.ts';
import type { InterceptorInputs } from './interceptor-inputs.ts';

/** Defaults of the public calculator with CBO's prices beside them. */
const INPUTS: InterceptorInputs = {
  massKg: 1294,
  lifeYears: 5,
  developmentUsdM: 7000,
  operationsUsdMPerYear: 450,
  firstUnitUsdM: 70,
  learningSlope: 0.85,
  launcherCapacityKg: 45_000,
  firstLaunchUsdM: 150,
  launchLearningSlope: 0.95,
  averageUnitUsdM: 22,
  launchUsdPerKg: 500,
};

test('the calculator’s defaults come to 104.4 billion, 30 launches a generation', () => {
  const { calculator, generations } = interceptorWays({ count: 998, years: 20 }, INPUTS);
  expect(generations).toBe(4);
  expect(calculator.launchesPerGeneration).toBe(30);
  expect(calculator.total / 1000).toBeCloseTo(104.4, 1);
});

test('7,800 at 22 million come to 686 billion in four generations, and with launch and operations near the published 743', () => {
  const { flat } = interceptorWays({ count: 7800, years: 20 }, { ...INPUTS, operationsUsdMPerYear: 1000 });
  expect(flat.units).toBeCloseTo(686_400, 6);
  expect(flat.operations).toBe(20_000);
  // The mass and the development are not printed: the calculator's are taken.
  expect(Math.abs(flat.total / 743_000 - 1)).toBeLessThan(0.02);
});

const inputs = fc.record({
  massKg: fc.integer({ min: 100, max: 5000 }),
  lifeYears: fc.integer({ min: 2, max: 25 }),
  developmentUsdM: fc.integer({ min: 0, max: 20_000 }),
  operationsUsdMPerYear: fc.integer({ min: 0, max: 2000 }),
  firstUnitUsdM: fc.integer({ min: 5, max: 200 }),
  learningSlope: fc.integer({ min: 70, max: 100 }).map((percent) => percent / 100),
  launcherCapacityKg: fc.integer({ min: 10_000, max: 100_000 }),
  firstLaunchUsdM: fc.integer({ min: 10, max: 300 }),
  launchLearningSlope: fc.integer({ min: 80, max: 100 }).map((percent) => percent / 100),
  averageUnitUsdM: fc.integer({ min: 1, max: 100 }),
  launchUsdPerKg: fc.integer({ min: 100, max: 20_000 }),
});
const fleets = fc.record({
  count: fc.integer({ min: 1, max: 20_000 }),
  years: fc.integer({ min: 1, max: 40 }),
});

test('parts add up to the totals, steps lead from one to the other, and equal numbers make them equal', () => {
  fc.assert(
    fc.property(fleets, inputs, (fleet, each) => {
      const ways = interceptorWays(fleet, each);
      for (const { development, units, launch, operations, total } of [ways.calculator, ways.flat]) {
        expect(development + units + launch + operations).toBeCloseTo(total, 3);
      }
      const walked = ways.steps.reduce((sum, { usdM }) => sum + usdM, ways.calculator.total);
      expect(walked).toBeCloseTo(ways.flat.total, 3);
      const { averageUnitUsdM, firstUnitUsdM, learningSlope } = ways.equalAt;
      for (const change of [
        averageUnitUsdM === null ? {} : { averageUnitUsdM },
        firstUnitUsdM === null ? {} : { firstUnitUsdM },
        learningSlope === null ? {} : { learningSlope },
      ]) {
        if (Object.keys(change).length === 0) continue;
        const { calculator, flat } = interceptorWays(fleet, { ...each, ...change });
        expect(Math.abs(calculator.total / flat.total - 1)).toBeLessThan(1e-6);
      }
      expect(ways.withExactLearning).toBeLessThanOrEqual(ways.calculator.total * (1 + 1e-9));
      // At slope 1 there is nothing to carry over but rounding.
      expect(ways.withLearningCarriedOver).toBeLessThanOrEqual(ways.calculator.total * (1 + 1e-6));
    }),
  );
});
