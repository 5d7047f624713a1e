import { expect, it } from 'vitest';
import { campaign } from './campaign.test-data.ts';
import { drawnEpoch, runCount, runPlace, variantsOf } from './run-list.ts';

const SWEPT = campaign({
  set: { 'network.latencyS': 2, cloudTopKm: 8 },
  sweep: [
    {
      name: 'satellites',
      choices: [
        { label: 100, set: { 'satellites.0.walker.count': 100 } },
        { label: 200, set: { 'satellites.0.walker.count': 200, 'network.latencyS': 5 } },
      ],
    },
    {
      name: 'loss',
      choices: [0, 0.2].map((share) => ({ label: share, set: { 'outages.lossShare': share } })),
    },
  ],
});

it('runs every seed with every combination, the last axis fastest, seeds together', () => {
  expect(runCount(SWEPT)).toBe(12);
  expect(variantsOf(SWEPT).map(({ labels }) => Object.values(labels))).toEqual([
    [100, 0],
    [100, 0.2],
    [200, 0],
    [200, 0.2],
  ]);
  expect(runPlace(SWEPT, 0)).toEqual({ run: 0, variant: 0, seed: 11 });
  expect(runPlace(SWEPT, 11)).toEqual({ run: 11, variant: 3, seed: 13 });
});

it('lets what is swept win over what is set in every run', () => {
  expect(variantsOf(SWEPT)[3]?.set).toEqual({
    'network.latencyS': 5,
    cloudTopKm: 8,
    'satellites.0.walker.count': 200,
    'outages.lossShare': 0.2,
  });
});

it('draws an epoch for each seed, whole seconds inside the days, and keeps it where none are given', () => {
  const base = '2026-07-24T00:00:00Z';
  expect(drawnEpoch(base, 0, 5)).toBe(base);
  const epochs = Array.from({ length: 200 }, (_, seed) => drawnEpoch(base, 365, seed));
  expect(new Set(epochs).size).toBeGreaterThan(195);
  for (const epoch of epochs) {
    expect(epoch).toMatch(/^202[67]-\d\d-\d\dT\d\d:\d\d:\d\dZ$/);
    const days = (Date.parse(epoch) - Date.parse(base)) / 86_400_000;
    expect(days).toBeGreaterThanOrEqual(0);
    expect(days).toBeLessThan(365);
  }
});
