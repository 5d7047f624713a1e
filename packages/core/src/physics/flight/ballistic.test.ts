import { describe, expect, it } from 'vitest';
import { EARTH_EQUATORIAL_RADIUS_M, geodeticFromItrf, itrfFromGeodeticInto } from '../earth.ts';
import { gravityPotentialM2PerS2 } from '../gravity.ts';
import { arcThroughApogee, minimumEnergyArc } from '../kepler-arc.ts';
import { keplerPropagateInto } from '../kepler.ts';
import { flyToImpact, heightAboveEllipsoidM, propagateBallisticInto } from './ballistic.ts';
import type { BallisticOptions, Impact } from './ballistic.ts';
import { groundDistanceM } from './ground-distance.ts';

const EARTH = { angleAtEpochRad: 1 };
const NO_DRAG = Number.POSITIVE_INFINITY;

/** 200 km up over latitude 40°, climbing along a bearing. */
function risingState(speedMPerS: number, elevationRad: number, bearingRad: number): Float64Array {
  const latitudeRad = 0.7;
  const up = [Math.cos(latitudeRad), 0, Math.sin(latitudeRad)];
  const north = [-Math.sin(latitudeRad), 0, Math.cos(latitudeRad)];
  const east = [0, 1, 0];
  const state = new Float64Array(6);
  for (let i = 0; i < 3; i++) {
    const along = Math.cos(bearingRad) * (north[i] ?? 0) + Math.sin(bearingRad) * (east[i] ?? 0);
    state[i] = 6.569e6 * (up[i] ?? 0);
    state[i + 3] = speedMPerS * (Math.sin(elevationRad) * (up[i] ?? 0) + Math.cos(elevationRad) * along);
  }
  return state;
}

function impactOf(state: Float64Array, coefficient: number, options: BallisticOptions = {}): Impact {
  const outcome = flyToImpact(state, 0, coefficient, EARTH, options);
  if (!outcome.ok) throw new Error(outcome.error.detail);
  return outcome.impact;
}

function energyOf(s: Float64Array): number {
  return (s[3]! ** 2 + s[4]! ** 2 + s[5]! ** 2) / 2 + gravityPotentialM2PerS2(s[0]!, s[1]!, s[2]!, 2);
}

const longArc = minimumEnergyArc(9e6, EARTH_EQUATORIAL_RADIUS_M);
const loftedArc = arcThroughApogee(6_648_400, 1_001_200, EARTH_EQUATORIAL_RADIUS_M);
const lofted = risingState(loftedArc.speedMPerS * 0.98, loftedArc.elevationRad, 1);

describe('height above the ellipsoid', () => {
  it('agrees with the geodetic height', () => {
    const point = new Float64Array(3);
    for (const latitudeRad of [-1.5, -0.8, 0, 0.3, 1.2]) {
      itrfFromGeodeticInto(point, 0, { latitudeRad, longitudeRad: 2, heightM: 100_000 });
      const [x, y, z] = [point[0]!, point[1]!, point[2]!];
      expect(Math.abs(heightAboveEllipsoidM(x, y, z) - geodeticFromItrf(x, y, z).heightM)).toBeLessThan(0.6);
    }
  });
});

describe('free flight', () => {
  it('keeps energy with J2 to 1e-7 on the arc of 6,648 km', () => {
    const out = new Float64Array(6);
    let highestM = 0;
    for (let timeS = 100; timeS <= 4200; timeS += 100) {
      propagateBallisticInto(out, lofted, timeS, NO_DRAG);
      highestM = Math.max(highestM, heightAboveEllipsoidM(out[0]!, out[1]!, out[2]!));
      expect(Math.abs(energyOf(out) / energyOf(lofted) - 1)).toBeLessThan(1e-7);
    }
    expect(highestM).toBeGreaterThan(6_000_000);
  });

  it('converges with half steps and goes back the way it came', () => {
    const full = new Float64Array(6);
    const half = new Float64Array(6);
    propagateBallisticInto(full, lofted, 4000, NO_DRAG);
    propagateBallisticInto(half, lofted, 4000, NO_DRAG, { stepScale: 0.5 });
    expect(Math.hypot(full[0]! - half[0]!, full[1]! - half[1]!, full[2]! - half[2]!)).toBeLessThan(2);
    propagateBallisticInto(half, half, -4000, NO_DRAG, { stepScale: 0.5 });
    expect(Math.hypot(half[0]! - lofted[0]!, half[1]! - lofted[1]!, half[2]! - lofted[2]!)).toBeLessThan(2);
  });

  it('differs from two bodies by what J2 does: kilometres, not metres nor hundreds of kilometres', () => {
    const start = risingState(longArc.speedMPerS, longArc.elevationRad, 0.5);
    const twoBody = new Float64Array(6);
    const withJ2 = new Float64Array(6);
    keplerPropagateInto(twoBody, start, 1500);
    propagateBallisticInto(withJ2, start, 1500, NO_DRAG);
    const apart = Math.hypot(twoBody[0]! - withJ2[0]!, twoBody[1]! - withJ2[1]!, twoBody[2]! - withJ2[2]!);
    expect(apart).toBeGreaterThan(1000);
    expect(apart).toBeLessThan(30_000);
  });
});

describe('flight to the ground', () => {
  it('moves by less than 2 m when every step is an eighth, from blunt to slender', () => {
    for (const coefficient of [300, 1500, 8000]) {
      for (const bearing of [0, 2, 4.5]) {
        const start = risingState(longArc.speedMPerS, longArc.elevationRad, bearing);
        const coarse = impactOf(start, coefficient);
        const fine = impactOf(start, coefficient, { stepScale: 0.125 });
        expect(groundDistanceM(coarse.geodetic, fine.geodetic)).toBeLessThan(2);
        expect(Math.abs(coarse.geodetic.heightM)).toBeLessThan(0.05);
      }
    }
  });

  it('survives the lofted arc that comes in at 8 km/s and nearly upright', () => {
    const coarse = impactOf(lofted, 8000);
    const fine = impactOf(lofted, 8000, { stepScale: 0.125 });
    expect(groundDistanceM(coarse.geodetic, fine.geodetic)).toBeLessThan(2);
    expect(Math.abs(coarse.atUs - fine.atUs)).toBeLessThan(2000);
  });

  it('falls short and arrives slower the blunter the body', () => {
    const start = risingState(longArc.speedMPerS, longArc.elevationRad, 0.5);
    const speeds = [200, 2000, 8000, NO_DRAG].map((coefficient) => {
      const s = impactOf(start, coefficient).stateInertial;
      return Math.hypot(s[3]!, s[4]!, s[5]!);
    });
    expect(speeds.toSorted((a, b) => a - b)).toEqual(speeds);
  });

  it('says when there is no impact', () => {
    const circle = risingState(7785, 0, 1);
    for (const state of [circle, risingState(12_000, 0.5, 1), circle.fill(Number.NaN)]) {
      const outcome = flyToImpact(state, 0, 8000, EARTH);
      expect(outcome.ok).toBe(false);
    }
  });

  it('takes a falling body below the ground as having hit', () => {
    const state = Float64Array.of(6_370_000, 0, 0, -100, 0, 0);
    expect(impactOf(state, 8000).atUs).toBe(0);
  });
});
