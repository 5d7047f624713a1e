import fc from 'fast-check';
import { expect, test } from 'vitest';
import { RandomStream, usFromS } from '../foundation/index.ts';
import { combinedEphemeris } from './combine.ts';
import { lostSatellites } from './outages.ts';
import { walkerEphemeris } from './walker.ts';

test('groups keep their order and their motion', () => {
  const shell = {
    kind: 'delta',
    count: 6,
    planes: 2,
    phasing: 1,
    altitudeM: 1e6,
    inclinationRad: 1,
  } as const;
  const parts = [walkerEphemeris(shell), walkerEphemeris({ ...shell, count: 4, altitudeM: 2e6 })];
  const together = combinedEphemeris(parts);
  const out = new Float64Array(30);
  together.positionsInertialInto(out, usFromS(77));
  const apart = parts.flatMap((part) => {
    const own = new Float64Array(3 * part.satelliteCount);
    part.positionsInertialInto(own, usFromS(77));
    return [...own];
  });
  expect(together.satelliteCount).toBe(10);
  expect([...out]).toEqual(apart);
  const states = new Float64Array(6 * 5);
  together.statesInertialInto(states, usFromS(77), { first: 4, count: 5 });
  for (let index = 0; index < 5; index++) {
    for (let axis = 0; axis < 3; axis++)
      expect(states[6 * index + axis]).toBeCloseTo(out[3 * (4 + index) + axis]!, 6);
  }
});

test('losses are the stated share, each satellite once, the same for the same seed', () => {
  fc.assert(
    fc.property(fc.nat(400), fc.double({ min: 0, max: 1, noNaN: true }), fc.nat(), (count, share, seed) => {
      const lost = lostSatellites(count, share, new RandomStream(seed, 'outages'));
      expect(lost).toHaveLength(Math.round(count * share));
      expect(new Set(lost).size).toBe(lost.length);
      expect(lost.every((index) => index >= 0 && index < count)).toBe(true);
      expect(lostSatellites(count, share, new RandomStream(seed, 'outages'))).toEqual(lost);
    }),
  );
});

test('a larger share loses the same satellites and more', () => {
  const few = lostSatellites(600, 0.05, new RandomStream(1, 'outages'));
  const many = new Set(lostSatellites(600, 0.1, new RandomStream(1, 'outages')));
  expect(few.every((index) => many.has(index))).toBe(true);
});

test('another seed loses others', () => {
  const one = lostSatellites(600, 0.05, new RandomStream(1, 'outages'));
  expect(lostSatellites(600, 0.05, new RandomStream(2, 'outages'))).not.toEqual(one);
});
