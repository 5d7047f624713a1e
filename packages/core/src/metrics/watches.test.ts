import { expect, test } from 'vitest';
import { watchesOf } from './watches.ts';

test('a watch ends when a satellite is silent for longer than allowed, and goes on when it is not', () => {
  const seconds = Array.from({ length: 40 }, (_, s) => {
    const seen = new Set<number>();
    if (s >= 5 && s < 10) seen.add(0);
    if (s >= 18 && s < 20) seen.add(0);
    if (s === 35) seen.add(0);
    if (s === 7) seen.add(1);
    return seen.size > 0 ? seen : undefined;
  });
  expect(watchesOf({ cold: seconds, wide: [] }, ['east', 'west'], 10)).toEqual([
    { satelliteId: 'east', sensorKind: 'cold', fromS: 5, toS: 20, looks: 7 },
    { satelliteId: 'west', sensorKind: 'cold', fromS: 7, toS: 8, looks: 1 },
    { satelliteId: 'east', sensorKind: 'cold', fromS: 35, toS: 36, looks: 1 },
  ]);
});
