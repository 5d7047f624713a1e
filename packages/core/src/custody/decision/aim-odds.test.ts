import { describe, expect, it } from 'vitest';
import { radians } from '../../foundation/index.ts';
import { aimedTotal, nearTestOf } from './aim-odds.ts';
import { CONTEXT } from './followed-flight.test-data.ts';

const context = { ...CONTEXT, aimedOdds: 30, aimedNearOdds: 40 };

describe('odds of an aim', () => {
  it('call near what lies within 300 km of a region, and nothing where nobody asks', () => {
    const isNear = nearTestOf(context);
    // The eastern corner of the rough outline of the 48 states, and places 200 km and 900 km off it.
    expect(isNear(radians(-95), radians(40))).toBe(true);
    expect(isNear(radians(-64.5), radians(45))).toBe(true);
    expect(isNear(radians(-55), radians(45))).toBe(false);
    expect(nearTestOf(CONTEXT)(radians(-95), radians(40))).toBe(false);
  });

  it('raise what is open by what lies inside and near, and nothing when they are even', () => {
    expect(aimedTotal(context, 0.1, 0.2)).toBeCloseTo(1 + 2.9 + 7.8, 12);
    expect(aimedTotal(CONTEXT, 0.5, 0.5)).toBe(1);
  });
});
