import { expect, test } from 'vitest';
import { LookLog } from './look-log.ts';
import { watchesOf } from './watches.ts';

test('a watch ends when a satellite is silent for longer than allowed, and goes on when it is not', () => {
  const log = new LookLog();
  for (const second of [5, 6, 7, 8, 9, 18, 19, 35]) log.add(0, 0, second);
  log.add(0, 1, 7);
  const looks = new Map([
    ['cold', log.ofKind(0, 40)],
    ['wide', log.ofKind(1, 40)],
  ]);
  expect(watchesOf(looks, ['east', 'west'], 10)).toEqual([
    { satelliteId: 'east', sensorKind: 'cold', fromS: 5, toS: 20, looks: 7 },
    { satelliteId: 'west', sensorKind: 'cold', fromS: 7, toS: 8, looks: 1 },
    { satelliteId: 'east', sensorKind: 'cold', fromS: 35, toS: 36, looks: 1 },
  ]);
});
