import { describe, expect, it } from 'vitest';
import { usFromS } from '@cupola/core/foundation';
import { EARTH_EQUATORIAL_RADIUS_M, flyToImpact, groundEllipse, predictImpact } from '@cupola/core/physics';
import { fallingFlight } from './falling-flight.ts';
import { offsetM, squaredDistance } from './ground-distance.ts';
import { followedFlight } from './honesty.ts';

/**
 * Impacts told in re-entry by the drag that the track has found, against where the bodies really came down. Seeds 1 to 100, coefficients
 * from 1,500 to 12,000 kg/m². Two-sided 99.9 % bands of 100 draws: 16 and 11 points.
 */
const SEEDS = 100;
const EARTH = { angleAtEpochRad: 0 };
const BEFORE_S = 30;

interface Told {
  readonly squared: number;
  readonly majorM: number;
}

function toldBelow(seed: number, heightKm: number): Told | null {
  const { states, ballisticCoefficientKgPerM2 } = fallingFlight(seed, BEFORE_S, 80);
  const start = Float64Array.from(states[BEFORE_S] ?? []);
  const flown = flyToImpact(start, usFromS(BEFORE_S), ballisticCoefficientKgPerM2, EARTH, { stepScale: 0.5 });
  const { told } = followedFlight(seed, states);
  const found = told.find(({ second }) => {
    const [x = 0, y = 0, z = 0] = states[second] ?? [];
    return Math.hypot(x, y, z) - EARTH_EQUATORIAL_RADIUS_M < 1000 * heightKm;
  })?.found;
  if (found?.state.length !== 7 || !flown.ok) return null;
  const outcome = predictImpact(found, { inverseAt: 6 }, EARTH);
  if (!outcome.ok) return null;
  return {
    squared: squaredDistance(outcome.impact, offsetM(outcome.impact, flown.impact.geodetic)),
    majorM: groundEllipse(outcome.impact.covarianceM2).majorM,
  };
}

describe('impacts told in re-entry', () => {
  const byHeight = new Map(
    [50, 30, 20].map((heightKm) => [
      heightKm,
      Array.from({ length: SEEDS }, (_, k) => toldBelow(k + 1, heightKm)).filter((each) => each !== null),
    ]),
  );

  it.each([50, 30, 20])('hold what they say below %i km', (heightKm) => {
    const told = byHeight.get(heightKm) ?? [];
    expect(told.length).toBeGreaterThan(0.9 * SEEDS);
    const share = (limit: number): number =>
      told.filter((each) => each.squared <= limit).length / told.length;
    expect(Math.abs(share(1) - 0.3935)).toBeLessThan(0.161);
    expect(Math.abs(share(4) - 0.8647)).toBeLessThan(0.113);
  });

  /** Median of the longer half axes below a height, m. */
  function median(heightKm: number): number {
    const sizes = (byHeight.get(heightKm) ?? []).map((each) => each.majorM).toSorted((a, b) => a - b);
    return sizes[Math.floor(sizes.length / 2)] ?? Number.NaN;
  }

  it('shrink tenfold between 50 and 20 km, as drag becomes known', () => {
    expect(median(20)).toBeLessThan(0.1 * median(50));
  });
});
