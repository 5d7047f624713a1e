import fc from 'fast-check';
import { expect, test } from 'vitest';
import { credibleObjects } from './credible-objects.ts';
import { generations } from './generations.ts';
import { compositeKillProb, interceptorsForNoLeak, shotsFor } from './shots.ts';

test('the ceiling is not fooled by rounding, and never asks for less than one shot', () => {
  expect(shotsFor(0.96, 0.8)).toBe(2);
  expect(shotsFor(0.999, 0.9)).toBe(3);
  expect(shotsFor(0.1, 0.9)).toBe(1);
  expect(shotsFor(0.5, 1)).toBe(1);
  expect(shotsFor(0.5, 0)).toBe(Infinity);
  expect(shotsFor(0.99, 0.9, 0.95)).toBe(Infinity);
});

test('the shots that are asked for do what was wanted, and one fewer do not', () => {
  const prob = fc.double({ min: 0.01, max: 0.99, noNaN: true });
  fc.assert(
    fc.property(prob, prob, (wanted, kill) => {
      const shots = shotsFor(wanted, kill);
      expect(compositeKillProb(kill, shots)).toBeGreaterThanOrEqual(wanted - 1e-8);
      expect(shots === 1 || compositeKillProb(kill, shots - 1) < wanted).toBe(true);
    }),
  );
});

test('what all shots share caps what many of them do', () => {
  expect(compositeKillProb(0.8, 50, 0.9)).toBeCloseTo(0.9, 12);
  const asked = { warheads: 20, confidence: 0.8, killProb: 0.7 };
  expect(interceptorsForNoLeak({ ...asked, trackProb: 0.99 })).toBeCloseTo(113.07, 2);
  expect(interceptorsForNoLeak({ ...asked, trackProb: 0.9 })).toBe(Infinity);
});

test('credible objects and generations are sums', () => {
  const mixed = { warheads: 10, decoys: 40, warheadTakenProb: 0.9, decoyTakenProb: 0.25 };
  expect(credibleObjects(mixed)).toBeCloseTo(19, 12);
  expect([generations(20, 5), generations(20, 7), generations(3, 5)]).toEqual([4, 2, 1]);
});
