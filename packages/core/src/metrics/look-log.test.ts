import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { LookLog, distinctSatellites, satellitesAt } from './look-log.ts';

test('looks come out by second and kind, whatever order they came in', () => {
  const log = new LookLog();
  log.add(1, 7, 5);
  log.add(0, 3, 2);
  log.add(1, 9, 2);
  log.add(0, 7, 5);
  const all = log.ofAll(6);
  expect(satellitesAt(all, 2)).toEqual([3, 9]);
  expect(satellitesAt(all, 5)).toEqual([7]);
  expect(satellitesAt(log.ofKind(1, 6), 2)).toEqual([9]);
  expect(satellitesAt(log.ofKind(0, 3), 2)).toEqual([3]);
  expect(distinctSatellites(all, 5, 3)).toBe(3);
  expect(distinctSatellites(all, 5, 2)).toBe(1);
  expect(distinctSatellites(all, 1, 10)).toBe(0);
});

test('a window holds as many satellites as a plain count says', () => {
  const looks = fc.array(fc.tuple(fc.nat(2), fc.nat(5), fc.nat(40)), { maxLength: 200 });
  fc.assert(
    fc.property(looks, fc.nat(40), fc.nat(12), (rows, second, windowS) => {
      const log = new LookLog();
      for (const [kind, satellite, at] of rows) log.add(kind, satellite, at);
      const inWindow = rows.filter(([, , at]) => at >= second - windowS && at <= second);
      expect(distinctSatellites(log.ofAll(41), second, windowS)).toBe(
        new Set(inWindow.map(([, satellite]) => satellite)).size,
      );
      const ofFirst = inWindow.filter(([kind]) => kind === 0);
      expect(distinctSatellites(log.ofKind(0, 41), second, windowS)).toBe(
        new Set(ofFirst.map(([, satellite]) => satellite)).size,
      );
    }),
  );
});
