import { describe, expect, it } from 'vitest';
import { discTold, footprintsTold, trackedFootprint } from './glide-footprints.ts';
import type { Steering } from './glide-manoeuvres.ts';

/**
 * Do footprints hold where gliders come down? Full flights by density, lift and drag against the footprint's glide in equilibrium. Steered by the prior
 * that the footprint states its shares must be right; steered otherwise they show what the prior is worth. Seeds fixed before the first run;
 * `npm run table:glide-footprints` has a hundred of each and all moments.
 */
const SEEDS = Array.from({ length: 50 }, (_, k) => k + 1);
const NORMAL_99_9 = 3.2905;

function band(share: number, count: number): number {
  return NORMAL_99_9 * Math.sqrt((share * (1 - share)) / count);
}

describe('a footprint told a minute into a glide', () => {
  const told = SEEDS.map((seed) => footprintsTold(seed, 'prior', [0])[0]!);
  const share = (held: (each: (typeof told)[number]) => boolean): number =>
    told.filter(held).length / told.length;

  it('holds the shares it says when the glider steers by its prior', () => {
    expect(Math.abs(share(({ half }) => half) - 0.5)).toBeLessThan(band(0.5, told.length));
    expect(Math.abs(share(({ nineTenths }) => nineTenths) - 0.9)).toBeLessThan(band(0.9, told.length));
    expect(share(({ reached }) => reached)).toBeGreaterThan(0.97);
  });

  it('gives probabilities of areas that come true as often as they say', () => {
    const discs = SEEDS.map((seed) => discTold(seed, 'prior'));
    const expected = discs.reduce((sum, { prob }) => sum + prob, 0);
    const variance = discs.reduce((sum, { prob }) => sum + prob * (1 - prob), 0);
    const hits = discs.filter(({ hit }) => hit).length;
    expect(Math.abs(hits - expected)).toBeLessThan(NORMAL_99_9 * Math.sqrt(variance));
    // They say something: the mean squared error is below that of the share of hits told every time.
    const base = hits / discs.length;
    const brier = discs.reduce((sum, { prob, hit }) => sum + (prob - (hit ? 1 : 0)) ** 2, 0) / discs.length;
    expect(brier).toBeLessThan(0.8 * base * (1 - base));
  });

  it.each<Steering>(['one-turn', 'weaving', 'straight'])(
    'is not fooled by a glider that steers otherwise: %s',
    (steering) => {
      const others = SEEDS.slice(0, 16).map((seed) => footprintsTold(seed, steering, [0])[0]!);
      expect(others.filter(({ nineTenths }) => nineTenths).length / others.length).toBeGreaterThan(0.75);
      expect(others.filter(({ reached }) => reached).length / others.length).toBeGreaterThan(0.95);
    },
  );

  it('holds the landings from tracks that the tracker made', () => {
    const found = SEEDS.slice(0, 20)
      .map((seed) => trackedFootprint(seed, 'prior'))
      .filter((each) => each !== null);
    expect(found.length).toBeGreaterThan(15);
    expect(found.filter(Boolean).length / found.length).toBeGreaterThan(0.9 - band(0.9, found.length));
  });
});

describe('a footprint told on the way', () => {
  it('shrinks and still holds', () => {
    const told = SEEDS.slice(0, 20).map((seed) => footprintsTold(seed, 'prior', [0, 0.5, 0.9]));
    const lengths = [0, 1, 2].map((k) => told.map((each) => each[k]!.sizeM).toSorted((a, b) => a - b)[10]!);
    expect(lengths[1]).toBeLessThan(0.6 * lengths[0]!);
    expect(lengths[2]).toBeLessThan(0.4 * lengths[1]!);
    for (const k of [1, 2]) {
      expect(told.filter((each) => each[k]!.nineTenths).length / told.length).toBeGreaterThan(0.7);
      expect(told.filter((each) => each[k]!.reached).length / told.length).toBeGreaterThan(0.9);
    }
  });
});
