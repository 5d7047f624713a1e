import { expect, test } from 'vitest';
import type { Problem } from '@cupola/core/scenario';
import { shellFlag } from './shell-flag.ts';

const LIMITS = { most: 20_000, lowestKm: 160, highestKm: 50_000 };

test('a shell is read from its notation', () => {
  const problems: Problem[] = [];
  expect(shellFlag('--design-beside', 'star:66/6/2:780:90', LIMITS, problems)).toEqual({
    kind: 'star',
    count: 66,
    planes: 6,
    phasing: 2,
    altitudeM: 780_000,
    inclinationRad: Math.PI / 2,
  });
  expect(problems).toEqual([]);
});

test.each([
  ['', 'no shell'],
  ['star', 'no shell'],
  ['star:66/6:780:86', 'no shell'],
  ['ring:66/6/2:780:86', 'no shell'],
  ['star:66/6/2:780:86:1', 'no shell'],
  ['star:66/6/2.5:780:86', 'whole'],
  ['star:66//2:780:86', 'whole'],
  ['star:66/7/2:780:86', 'no multiple'],
  ['star:0/1/0:780:86', 'no multiple'],
  ['star:66/6/6:780:86', 'F is not 0 to 5'],
  ['star:66/6/2::86', 'altitude'],
  ['star:66/6/2:-780:86', 'altitude'],
  ['star:66/6/2:780:181', 'inclination'],
  ['star:66/6/2:780:', 'inclination'],
  ['delta:40000/10/1:780:86', 'more than 20000'],
])('%s is refused', (text, message) => {
  const problems: Problem[] = [];
  expect(shellFlag('--design-beside', text, LIMITS, problems)).toBeNull();
  expect(problems).toHaveLength(1);
  expect(problems[0]).toMatchObject({ path: '--design-beside', value: text });
  expect(problems[0]?.message).toContain(message);
});
