import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { TrackId } from '../messages/index.ts';
import { turnsOf, waitingTold } from './decision-turns.ts';

const names = (count: number): TrackId[] => Array.from({ length: count }, (_, i) => `T${i}`);

test('all tracks are decided on where there is room, and nothing is told', () => {
  expect([...turnsOf(names(5), new Map(), 5)]).toEqual(names(5));
  expect(waitingTold(0, 7)).toEqual([]);
});

test('a track without a decision goes before one that waits', () => {
  const decided = new Map([
    ['T0', 1],
    ['T1', 2],
  ]);
  expect([...turnsOf(names(3), decided, 2)]).toEqual(['T2', 'T0']);
  expect(waitingTold(1, 7)).toMatchObject([
    { kind: 'bound-reached', reason: '1 more keep theirs until it is their turn' },
  ]);
});

test('nobody waits longer than a whole round', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 60 }), fc.integer({ min: 1, max: 20 }), (count, most) => {
      const ids = names(count);
      const decided = new Map<TrackId, number>();
      const round = Math.ceil(count / most);
      for (let second = 0; second < 3 * round; second++) {
        const turns = turnsOf(ids, decided, most);
        expect(turns.size).toBe(Math.min(count, most));
        for (const id of turns) {
          expect(second - (decided.get(id) ?? second - 1)).toBeLessThanOrEqual(round);
          decided.set(id, second);
        }
      }
      expect(decided.size).toBe(count);
    }),
    { seed: 11, numRuns: 60 },
  );
});
