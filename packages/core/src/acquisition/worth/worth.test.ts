import { describe, expect, it } from 'vitest';
import { radians } from '../../foundation/index.ts';
import { INPUTS, PLAN } from '../cost/estimate.test-data.ts';
import { costSteps, stepFor } from './cost-steps.ts';
import type { SizedLayer } from './cost-steps.ts';
import { satelliteWorth } from './satellite-worth.ts';

const LAYER: SizedLayer = {
  plan: PLAN,
  inputs: INPUTS,
  shell: {
    kind: 'delta',
    count: 120,
    planes: 10,
    phasing: 1,
    altitudeM: 1e6,
    inclinationRad: radians(80),
  },
  packing: { satellitesPerLaunch: 4, planesPerLaunch: 1, driftsTo: 'lower' },
};

describe('the cost of a size', () => {
  const steps = costSteps(LAYER, 12);

  it('goes by whole rings and whole launches', () => {
    expect(steps.map(({ satellites }) => satellites)).toEqual(steps.map((_, index) => 10 * (index + 1)));
    expect(steps.map(({ launches }) => launches)).toEqual([10, 10, 10, 10, 20, 20, 20, 20, 30, 30, 30, 30]);
  });

  it('steps up where a launch more is needed for each plane', () => {
    const extra = steps.map((step) => step.perExtraSatelliteUsdM ?? 0);
    for (const [at, inside] of [
      [4, 3],
      [8, 7],
    ] as const)
      expect(extra[at]).toBeGreaterThan((extra[inside] ?? 0) * 1.5);
    const sum = steps.slice(1).reduce((total, step) => total + 10 * (step.perExtraSatelliteUsdM ?? 0), 0);
    expect((steps[0]?.totalUsdM ?? 0) + sum).toBeCloseTo(steps.at(-1)?.totalUsdM ?? 0, 6);
  });

  it('of a size between is that of the next ring', () => {
    expect(stepFor(steps, 41)?.satellites).toBe(50);
    expect(stepFor(steps, 50)?.satellites).toBe(50);
    expect(stepFor(steps, 121)).toBeNull();
  });
});

describe('what a satellite buys', () => {
  const steps = costSteps(LAYER, 12);
  const satellites = [40, 80, 120];
  /** Flights that differ much among themselves and alike from size to size. */
  const bySeed = Array.from({ length: 8 }, (_, seed) => [40 + seed, 60 + seed, 62 + seed]);

  it('is compared draw by draw, so that what flights have in common cancels', () => {
    const [held] = satelliteWorth(
      { satellites, measures: [{ name: 'held', unit: '%', better: 'more', draws: bySeed }] },
      steps,
      1,
    );
    expect(held?.steps[0]?.perSatellite).toEqual({ mean: 0.5, low: 0.5, high: 0.5 });
    expect(held?.values[0]?.low).toBeLessThan(held?.values[0]?.high ?? 0);
    const cost = ((stepFor(steps, 80)?.totalUsdM ?? 0) - (stepFor(steps, 40)?.totalUsdM ?? 0)) / 40;
    expect(held?.steps[0]?.usdMPerUnit).toBeCloseTo(cost / 0.5, 9);
    expect(held?.knee).toMatchObject({ satellites: 80, noneProb: 0 });
    expect(held?.knee.beyond.map(({ prob }) => prob)).toEqual([1, 0, 0]);
  });

  it('may be less of something', () => {
    const [late] = satelliteWorth(
      {
        satellites,
        measures: [
          {
            name: 'late',
            unit: 's',
            better: 'less',
            draws: bySeed.map((row) => row.map((value) => 200 - value)),
          },
        ],
      },
      steps,
      1,
    );
    expect(late?.steps[0]?.perSatellite.mean).toBe(-0.5);
    expect(late?.steps[0]?.usdMPerUnit).toBeGreaterThan(0);
    expect(late?.knee.satellites).toBe(80);
  });

  it('has no price where nothing gets better, and no band with one draw', () => {
    const [flat] = satelliteWorth(
      { satellites, measures: [{ name: 'flat', unit: '', better: 'more', draws: [[1, 1, 1]] }] },
      steps,
      1,
    );
    expect(flat?.steps[0]).toMatchObject({ usdMPerUnit: null, perSatellite: { mean: 0, low: null } });
    expect(flat?.knee).toEqual({ satellites: null, beyond: [], noneProb: null });
  });

  it('has no price where draws do not agree that it gets better', () => {
    const torn = [-2, 5, -1, 3, 2, -3].map((gain) => [50, 50 + gain, 60]);
    const [measure] = satelliteWorth(
      { satellites, measures: [{ name: 'torn', unit: '', better: 'more', draws: torn }] },
      steps,
      1,
    );
    expect(measure?.steps[0]?.perSatellite.mean).toBeGreaterThan(0);
    expect(measure?.steps.map(({ usdMPerUnit }) => usdMPerUnit !== null)).toEqual([false, true]);
  });

  it('leaves out draws that say nothing at some size, and measures without any', () => {
    const measures = [
      { name: 'some', unit: '', better: 'more' as const, draws: [...bySeed, [1, null, 2]] },
      { name: 'none', unit: '', better: 'more' as const, draws: [[null, 1, 2]] },
    ];
    const worth = satelliteWorth({ satellites, measures }, steps, 1);
    expect(worth.map(({ name, draws }) => [name, draws])).toEqual([['some', 8]]);
  });

  it('is the same for the same seed', () => {
    const noisy = bySeed.map((row, seed) => row.map((value, size) => value + ((seed * 7 + size * 3) % 5)));
    const ask = (seed: number) =>
      satelliteWorth(
        { satellites, measures: [{ name: 'n', unit: '', better: 'more', draws: noisy }] },
        steps,
        seed,
      );
    expect(ask(3)).toEqual(ask(3));
  });
});
