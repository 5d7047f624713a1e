import { assert, double, property } from 'fast-check';
import { expect, it } from 'vitest';
import { decimal, duration, percent, significant, span } from './numbers.ts';

const plain = (text: string): string => text.replaceAll('\u00a0', ' ');

it('writes numbers as a reader expects them', () => {
  expect(decimal(1234567.891, 1)).toBe('1,234,567.9');
  expect(decimal(-0.04, 1)).toBe('0.0');
  expect(decimal(null, 1)).toBe('–');
  expect(significant(0.000123456)).toBe('0.000123');
  expect(significant(1299.6)).toBe('1,300');
  expect(plain(duration(45))).toBe('45 s');
  expect(plain(duration(1801.6))).toBe('30 min 02 s');
  expect(span([8.2, 11.4], 0)).toBe('8–11');
  expect(span([8.2, 7.9], 0)).toBe('8');
});

it('says 100 % only of all and 0 % only of nothing', () => {
  expect(plain(percent(1))).toBe('100 %');
  expect(plain(percent(0.99999))).toBe('over 99.9 %');
  expect(plain(percent(0.0001))).toBe('under 0.1 %');
  expect(plain(percent(0.978))).toBe('97.8 %');
  assert(
    property(double({ min: 0, max: 1, noNaN: true, minExcluded: true, maxExcluded: true }), (share) => {
      expect(plain(percent(share))).not.toMatch(/^(100|0) %$/);
    }),
  );
});
