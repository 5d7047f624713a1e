import { describe, expect, it } from 'vitest';
import { EARTH_EQUATORIAL_RADIUS_M } from '../../physics/index.ts';
import { probOf } from '../motion/hypothesis.ts';
import { birthHypotheses } from './birth-hypotheses.ts';

function bornAt(heightM: number, climbMPerS: number): ReturnType<typeof birthHypotheses> {
  const covariance = new Float64Array(36);
  for (let i = 0; i < 6; i++) covariance[7 * i] = i < 3 ? 100 ** 2 : 150 ** 2;
  const state = Float64Array.of(EARTH_EQUATORIAL_RADIUS_M + heightM, 0, 0, climbMPerS, 1000, 0);
  return birthHypotheses({ state, covariance, atUs: 0, elapsedS: 1, sights: [], squaredDistance: 0 });
}

describe('a new object', () => {
  it('burns if it rises through the air, falls if it sinks there, and may do either above it', () => {
    expect(probOf(bornAt(20_000, 500), 'boost')).toBeCloseTo(0.95);
    expect(probOf(bornAt(60_000, -3000), 'boost')).toBeCloseTo(0.02);
    expect(probOf(bornAt(300_000, 2000), 'boost')).toBeCloseTo(0.5);
  });

  it('has a velocity as much wider under thrust as half an interval of unknown thrust makes it', () => {
    const [boost, coast] = bornAt(20_000, 500);
    expect(coast?.covariance[21]).toBeCloseTo(150 ** 2);
    expect(boost?.covariance[3 * 9 + 3]).toBeCloseTo(150 ** 2 + 20 ** 2);
  });
});
