import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { closest, editDistance } from './suggestion.ts';

test.each([
  ['altitudeKm', 'altitudeKm', 0],
  ['titel', 'title', 1],
  ['icbm-solif', 'icbm-solid', 1],
  ['', 'abc', 3],
  ['kitten', 'sitting', 3],
])('%s and %s are %i apart', (a, b, distance) => {
  expect(editDistance(a, b)).toBe(distance);
});

test('a suggestion is made only for something near', () => {
  const keys = ['title', 'epoch', 'durationMin', 'satellites'];
  expect(closest('sattelites', keys)).toBe('satellites');
  expect(closest('Title', keys)).toBe('title');
  expect(closest('interceptors', keys)).toBeNull();
  expect(closest('x', keys)).toBeNull();
  expect(closest('title', [])).toBeNull();
});

test('the distance is symmetric, zero only between equals, and at most the longer length', () => {
  const word = fc.string({ maxLength: 12 });
  fc.assert(
    fc.property(word, word, (a, b) => {
      const distance = editDistance(a, b);
      expect(distance).toBe(editDistance(b, a));
      expect(distance === 0).toBe(a === b);
      expect(distance).toBeLessThanOrEqual(Math.max(a.length, b.length));
    }),
  );
});
