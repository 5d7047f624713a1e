import { radians } from '@cupola/core/foundation';
import { regionsAt } from '@cupola/core/physics';
import { expect, it } from 'vitest';
import { landIndex } from './land.ts';

const land = landIndex();

it.each([
  ['Washington', 38.9, -77, true],
  ['the far east of Siberia, across 180°', 66, -172, true],
  ['the South Pole', -90, 0, true],
  ['the North Pole', 88, 0, false],
  ['the Sea of Japan', 42, 134, false],
  ['the Atlantic', 30, -40, false],
])('%s', (_, latDeg, lonDeg, isLand) => {
  expect(regionsAt(land, radians(lonDeg), radians(latDeg)).length > 0).toBe(isLand);
});
