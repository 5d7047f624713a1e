import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { RandomStream } from '../../foundation/index.ts';
import { allPairsMeetings } from './all-pairs.test-data.ts';
import { fixesFrom, fixesOf } from './fixes.ts';
import { meetingsOf } from './meetings.ts';
import { raysOf } from './rays.ts';
import type { Rays } from './rays.ts';
import { allRows, madeUpScan, placeAt } from './scan.test-data.ts';

/** Satellites low and high, targets bunched or far apart, some above the satellites, and false alarms. */
function rays(seed: number, bunchRad: number, sigmaRad: number, falseAlarms: number): Rays {
  const random = new RandomStream(seed, 'meetings/places');
  const u = (item: number, index: number): number => random.uniform(item, 0, index);
  const satellites = Array.from({ length: 7 }, (_, k) =>
    placeAt(
      0.5 * (u(k, 0) - 0.5),
      0.5 * (u(k, 1) - 0.5),
      k === 0 ? 35_786_000 : 500_000 + 1_500_000 * u(k, 2),
    ),
  );
  const targets = Array.from({ length: 24 }, (_, k) =>
    placeAt(
      bunchRad * (u(100 + k, 0) - 0.5),
      bunchRad * (u(100 + k, 1) - 0.5),
      k < 20 ? 300_000 * u(100 + k, 2) : 3_000_000 * u(100 + k, 2),
    ),
  );
  const scan = madeUpScan({ seed, satellites, targets, falseAlarms, sigmaRad });
  return raysOf(scan, allRows(scan));
}

const shapes = fc.tuple(
  fc.integer({ min: 1, max: 1e6 }),
  fc.constantFrom(0.003, 0.05, 0.6),
  fc.constantFrom(2e-5, 1e-4, 1e-3),
  fc.constantFrom(0, 30),
);

describe('meetings of rays', () => {
  it('are those that trying all pairs finds', () => {
    fc.assert(
      fc.property(shapes, (shape) => {
        const made = rays(...shape);
        const { meetings, boundReached } = meetingsOf(made);
        expect(boundReached).toBe(false);
        expect(meetings).toEqual(allPairsMeetings(made));
      }),
      { numRuns: 12 },
    );
  });

  it('lead to the same fixes as all pairs', () => {
    const made = rays(5, 0.05, 1e-4, 30);
    expect(fixesOf(made).fixes).toEqual(fixesFrom(made, allPairsMeetings(made)).fixes);
    expect(fixesOf(made).fixes.length).toBeGreaterThan(15);
  });

  it('are none without rays, and none of one satellite', () => {
    const one = madeUpScan({
      seed: 1,
      satellites: [placeAt(0, 0, 1e6)],
      targets: [placeAt(0.1, 0, 1e5), placeAt(0.1, 0.01, 1e5)],
      falseAlarms: 5,
      sigmaRad: 1e-4,
    });
    expect(meetingsOf(raysOf(one, allRows(one))).meetings).toEqual([]);
    expect(meetingsOf(raysOf(one, new Uint32Array(0))).meetings).toEqual([]);
  });
});
