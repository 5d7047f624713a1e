import { describe, expect, it } from 'vitest';
import { RandomStream, degrees, radians } from '../../foundation/index.ts';
import { flyToImpact } from '../flight/ballistic.ts';
import { groundEllipse } from './ground-ellipse.ts';
import { instantaneousImpactPoint, predictImpact } from './predict-impact.ts';
import type { AssumedDrag, UncertainMotion } from './predict-impact.ts';
import { twoBodyImpactInto } from './two-body-impact.ts';

const MU = 3.986004418e14;
const RADIUS_M = 6_371_000;
const EARTH = { angleAtEpochRad: 0.7 };
const DRAG: AssumedDrag = { ballisticCoefficientKgPerM2: 10_000, logSigma: 0 };

/** State on a minimum-energy arc over a sphere, climbing through 120 km, `coastS` later by steps of the flight model's own. */
function afterBurnout(rangeM: number, coastS: number): Float64Array {
  const half = rangeM / (2 * RADIUS_M);
  const surfaceSpeed = Math.sqrt(((2 * MU) / RADIUS_M) * (Math.sin(half) / (1 + Math.sin(half))));
  const elevation = Math.PI / 4 - half / 2;
  const r = RADIUS_M + 120_000;
  const energy = surfaceSpeed ** 2 / 2 - MU / RADIUS_M;
  const speed = Math.sqrt(2 * (energy + MU / r));
  const horizontal = (surfaceSpeed * Math.cos(elevation) * RADIUS_M) / r;
  const climb = Math.sqrt(speed ** 2 - horizontal ** 2);
  // At 40 degrees north, heading 30 degrees east of north.
  const latitude = radians(40);
  const azimuth = radians(30);
  const up = [Math.cos(latitude), 0, Math.sin(latitude)];
  const north = [-Math.sin(latitude), 0, Math.cos(latitude)];
  const along = [0, 1, 2].map(
    (i) => Math.cos(azimuth) * (north[i] ?? 0) + Math.sin(azimuth) * (i === 1 ? 1 : 0),
  );
  const state = Float64Array.from([
    ...up.map((u) => u * r),
    ...up.map((u, i) => u * climb + (along[i] ?? 0) * horizontal),
  ]);
  for (let s = 0; s < coastS; s++) {
    const distance = Math.hypot(state[0]!, state[1]!, state[2]!);
    for (let i = 0; i < 3; i++) {
      const pull = (-MU / distance ** 3) * state[i]!;
      state[i] = state[i]! + state[i + 3]! + pull / 2;
      state[i + 3] = state[i + 3]! + pull;
    }
  }
  return state;
}

function diagonal(positionSigmaM: number, velocitySigmaMPerS: number): Float64Array {
  const covariance = new Float64Array(36);
  for (let i = 0; i < 6; i++) covariance[7 * i] = (i < 3 ? positionSigmaM : velocitySigmaMPerS) ** 2;
  return covariance;
}

function predicted(motion: UncertainMotion, drag: AssumedDrag = DRAG) {
  const outcome = predictImpact(motion, drag, EARTH);
  if (!outcome.ok) throw new Error(outcome.error.detail);
  return outcome.impact;
}

/** Root of the sum of the variances on the ground, m. */
function spreadOf(covarianceM2: readonly number[]): number {
  return Math.sqrt(covarianceM2[0]! + covarianceM2[2]!);
}

/** Unit vector of the motion across the local vertical. */
function alongTrack(state: Float64Array): number[] {
  const r = Math.hypot(state[0]!, state[1]!, state[2]!);
  const up = [state[0]! / r, state[1]! / r, state[2]! / r];
  const climb = up.reduce((sum, u, i) => sum + u * state[i + 3]!, 0);
  const level = up.map((u, i) => state[i + 3]! - climb * u);
  const size = Math.hypot(...level);
  return level.map((x) => x / size);
}

describe('predictImpact', () => {
  it('grows by about 5.2 km per m/s along track at 10,000 km [tracking reference §6]', () => {
    const state = afterBurnout(10_000_000, 60);
    const along = alongTrack(state);
    const covariance = new Float64Array(36);
    for (let i = 0; i < 3; i++) {
      for (let j = 0; j < 3; j++) covariance[6 * (3 + i) + 3 + j] = along[i]! * along[j]!;
    }
    const { majorM, minorM } = groundEllipse(predicted({ atUs: 0, state, covariance }).covarianceM2);
    expect(majorM).toBeGreaterThan(4400);
    expect(majorM).toBeLessThan(6200);
    expect(minorM).toBeLessThan(0.05 * majorM);
  });

  // Rows "2 sats, 60 s" and "4 sats, 60 s": root sum square of position and velocity, major and minor axis on the ground. The rows do not
  // state how the axes lie, so an even spread over the three axes is compared, and 35 % allowed.
  it.each([
    ['2 satellites', 81.5, 2.25, 8270, 1360],
    ['4 satellites', 50.4, 1.42, 5020, 860],
  ])('of %s after 60 s has the published size', (_name, positionM, velocityMPerS, majorM, minorM) => {
    const covariance = diagonal(positionM / Math.sqrt(3), velocityMPerS / Math.sqrt(3));
    const ellipse = groundEllipse(
      predicted({ atUs: 0, state: afterBurnout(10_000_000, 60), covariance }).covarianceM2,
    );
    expect(ellipse.majorM / majorM).toBeGreaterThan(0.65);
    expect(ellipse.majorM / majorM).toBeLessThan(1.35);
    expect(ellipse.minorM / minorM).toBeGreaterThan(0.65);
    expect(ellipse.minorM / minorM).toBeLessThan(1.35);
  });

  it.each([
    ['intercontinental', 10_000_000, 50, 1.4, 0],
    ['intermediate', 3_000_000, 80, 2.2, 0],
    ['short', 500_000, 80, 3, 0.3],
  ])('covers what it says by Monte Carlo: %s range', (name, rangeM, positionM, velocityMPerS, logSigma) => {
    const state = afterBurnout(rangeM, 20);
    const drag = { ballisticCoefficientKgPerM2: 5000, logSigma };
    const covariance = diagonal(positionM, velocityMPerS);
    const impact = predicted({ atUs: 0, state, covariance }, drag);
    const [ee, en, nn] = impact.covarianceM2;
    const determinant = ee * nn - en * en;
    const stream = new RandomStream(2026, `impact/${name}`);
    const draws = 1000;
    let within1 = 0;
    let within2 = 0;
    const normals = new Float64Array(8);
    const four = new Float64Array(4);
    for (let draw = 0; draw < draws; draw++) {
      for (const half of [0, 1]) {
        stream.normalsInto(four, draw, half);
        normals.set(four, 4 * half);
      }
      const moved = state.map((x, i) => x + normals[i]! * (i < 3 ? positionM : velocityMPerS));
      const coefficient = 5000 * Math.exp(logSigma * normals[6]!);
      const flown = flyToImpact(moved, 0, coefficient, EARTH);
      if (!flown.ok) throw new Error(flown.error.detail);
      const { latitudeRad, longitudeRad } = flown.impact.geodetic;
      const north = (latitudeRad - impact.latitudeRad) * 6_367_000;
      const east = (longitudeRad - impact.longitudeRad) * 6_378_000 * Math.cos(impact.latitudeRad);
      const squared = (nn * east * east - 2 * en * east * north + ee * north * north) / determinant;
      if (squared <= 1) within1++;
      if (squared <= 4) within2++;
    }
    // 39.35 % and 86.47 %; half width of the 99.9 % binomial band at 1,000 draws: 5.1 % and 3.6 %.
    expect(Math.abs(within1 / draws - 0.3935)).toBeLessThan(0.051);
    expect(Math.abs(within2 / draws - 0.8647)).toBeLessThan(0.036);
  });

  it('keeps the drag apart: a light body is spread along its track by its unknown coefficient', () => {
    const motion = { atUs: 0, state: afterBurnout(10_000_000, 60), covariance: diagonal(30, 0.5) };
    const certain = predicted(motion, { ballisticCoefficientKgPerM2: 1000, logSigma: 0 });
    const unsure = predicted(motion, { ballisticCoefficientKgPerM2: 1000, logSigma: 0.5 });
    expect(certain.dragSpreadM).toEqual([0, 0]);
    const spreadM = Math.hypot(...unsure.dragSpreadM);
    expect(spreadM).toBeGreaterThan(1000);
    expect(unsure.covarianceM2[0] + unsure.covarianceM2[2]).toBeCloseTo(
      certain.covarianceM2[0] + certain.covarianceM2[2] + spreadM ** 2,
      3,
    );
  });

  it('flies a drag that the motion holds as the assumed one of that size, and keeps what the errors share', () => {
    const motion = { atUs: 0, state: afterBurnout(3_000_000, 20), covariance: diagonal(40, 1) };
    const inverse = 1 / 3000;
    const share = 0.1;
    const withDrag = (correlation: number): UncertainMotion => {
      const covariance = new Float64Array(49);
      for (let i = 0; i < 6; i++) covariance[8 * i] = motion.covariance[7 * i]!;
      covariance[48] = (share * inverse) ** 2;
      for (const at of [7 * 6 + 5, 7 * 5 + 6]) covariance[at] = correlation * share * inverse;
      return { atUs: 0, state: Float64Array.of(...motion.state, inverse), covariance };
    };
    const predictedWith = (correlation: number) => {
      const outcome = predictImpact(withDrag(correlation), { inverseAt: 6 }, EARTH);
      if (!outcome.ok) throw new Error(outcome.error.detail);
      return outcome.impact;
    };
    const assumed = predicted(motion, { ballisticCoefficientKgPerM2: 3000, logSigma: share });
    const alone = predictedWith(0);
    expect(spreadOf(alone.covarianceM2) / spreadOf(assumed.covarianceM2)).toBeCloseTo(1, 2);
    // One standard deviation of velocity is 1 m/s: a covariance of share times inverse is a correlation of 1.
    const up = spreadOf(predictedWith(0.9).covarianceM2) ** 2 - spreadOf(alone.covarianceM2) ** 2;
    const down = spreadOf(predictedWith(-0.9).covarianceM2) ** 2 - spreadOf(alone.covarianceM2) ** 2;
    expect(Math.abs(up)).toBeGreaterThan(1000);
    expect(up + down).toBeCloseTo(0, 3);
  });

  it('says no impact for an orbit, an escape and a state that is not a number', () => {
    const covariance = diagonal(100, 1);
    const orbit = Float64Array.of(6_678_000, 0, 0, 0, 7726, 0);
    const escape = Float64Array.of(6_678_000, 0, 0, 3000, 12_000, 0);
    const broken = Float64Array.of(Number.NaN, 0, 0, 0, 0, 0);
    for (const state of [orbit, escape, broken]) {
      const outcome = predictImpact({ atUs: 0, state, covariance }, DRAG, EARTH);
      expect(outcome).toMatchObject({ ok: false, error: { code: 'no-impact' } });
      expect(instantaneousImpactPoint(state, 0, EARTH)).toBeNull();
    }
  });
});

describe('twoBodyImpactInto', () => {
  it('meets the turning ellipsoid where flight without air and with J2 does, to tens of kilometres', () => {
    for (const rangeM of [500_000, 3_000_000, 10_000_000]) {
      const state = afterBurnout(rangeM, 0);
      const numeric = flyToImpact(state, 0, Infinity, EARTH);
      if (!numeric.ok) throw new Error(numeric.error.detail);
      const point = instantaneousImpactPoint(state, 0, EARTH);
      expect(
        Math.abs(degrees(point!.geodetic.latitudeRad - numeric.impact.geodetic.latitudeRad)),
      ).toBeLessThan(0.3);
      expect(Math.abs(point!.timeToImpactS - numeric.impact.atUs / 1e6)).toBeLessThan(15);
      expect(Math.abs(point!.geodetic.heightM)).toBeLessThan(1);
    }
  });

  it('falls straight: a body at rest in the rotating sense lands below itself', () => {
    const out = new Float64Array(4);
    expect(twoBodyImpactInto(out, [6_878_137, 0, 0, 0, 0, 0], 0)).toBe(true);
    // Free fall from 500 km: between the flat-Earth times with gravity at the bottom and at the top.
    expect(out[3]).toBeGreaterThan(Math.sqrt((2 * 500_000) / 9.8));
    expect(out[3]).toBeLessThan(Math.sqrt((2 * 500_000) / 8.42));
    expect(Math.hypot(out[0]!, out[1]!)).toBeCloseTo(6_378_137, 0);
  });

  it('counts a state below the surface as impact now', () => {
    const out = new Float64Array(4);
    expect(twoBodyImpactInto(out, [6_300_000, 0, 0, 100, 0, 0], 0)).toBe(true);
    expect(out[3]).toBe(0);
  });
});

describe('groundEllipse', () => {
  it('finds axes and direction', () => {
    expect(groundEllipse([4, 0, 1])).toEqual({ majorM: 2, minorM: 1, majorAzimuthRad: Math.PI / 2 });
    expect(groundEllipse([1, 0, 9])).toEqual({ majorM: 3, minorM: 1, majorAzimuthRad: 0 });
    const turned = groundEllipse([2.5, 1.5, 2.5]);
    expect(turned.majorM).toBeCloseTo(2);
    expect(turned.minorM).toBeCloseTo(1);
    expect(degrees(turned.majorAzimuthRad)).toBeCloseTo(45);
  });
});
