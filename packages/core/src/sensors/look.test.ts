import { describe, expect, it } from 'vitest';
import { radians } from '../foundation/index.ts';
import { BACKGROUNDS, LOOK_STAGES } from '../messages/index.ts';
import {
  backgroundNoiseFactor,
  backgroundOf,
  detectionProb,
  emptyLook,
  fieldStage,
  isSunHidden,
  measureLookInto,
  signalToNoise,
  sunCosineOf,
} from './look.ts';
import { SENSOR_KINDS } from './sensor-kinds.ts';

const EARTH_M = 6_378_137;
const satellite = Float64Array.of(EARTH_M + 1_000_000, 0, 0);
const cold = SENSOR_KINDS.find((kind) => kind.id === 'above-limb-lwir')!;
const wide = SENSOR_KINDS.find((kind) => kind.id === 'wide-mwir')!;

/** Looks at a target at a height above the equator, `arcDeg` along it from the satellite. */
function lookAt(heightKm: number, arcDeg: number): ReturnType<typeof emptyLook> {
  const look = emptyLook();
  const radiusM = EARTH_M + heightKm * 1000;
  measureLookInto(
    look,
    satellite,
    0,
    radiusM * Math.cos(radians(arcDeg)),
    radiusM * Math.sin(radians(arcDeg)),
    0,
  );
  return look;
}

function stage(sensor: typeof cold, look: ReturnType<typeof emptyLook>, sunCosine = -1): string {
  return LOOK_STAGES[fieldStage(sensor, look, sunCosine)]!;
}

describe('a line of sight from 1,000 km', () => {
  it('meets the hard Earth only where it lies between', () => {
    expect(lookAt(20, 10).blocked).toBe(false);
    expect(lookAt(20, 40).blocked).toBe(true);
    expect(lookAt(20, 31).blocked).toBe(false);
  });

  it('has its tangent point 100 km high at 61.4 degrees off nadir', () => {
    const tangentRadiusM = (EARTH_M + 1_000_000) * Math.sin(radians(61.4));
    expect(tangentRadiusM - EARTH_M).toBeGreaterThan(99_000);
    expect(tangentRadiusM - EARTH_M).toBeLessThan(101_000);
  });

  it('sees a 150 km target before the Earth near by, before space from 19.4 to 39.4 degrees of arc', () => {
    expect(BACKGROUNDS[backgroundOf(lookAt(150, 15))]).toBe('earth');
    expect(BACKGROUNDS[backgroundOf(lookAt(150, 30))]).toBe('space');
    expect(stage(cold, lookAt(150, 15))).toBe('geometry');
    expect(stage(cold, lookAt(150, 27))).toBe('signal');
  });

  it('names limb, Sun and range in that order', () => {
    expect(stage(cold, lookAt(60, 31))).toBe('limb');
    expect(stage(cold, lookAt(200, 27), 1)).toBe('Sun');
    expect(stage(cold, lookAt(6_500, 5))).toBe('range');
  });

  it('sees a 30 W/sr body at 4,000 km nine times in ten against space, never against the Earth', () => {
    const far = lookAt(700, 32.05);
    expect(far.rangeM / 1000).toBeGreaterThan(3_950);
    expect(far.rangeM / 1000).toBeLessThan(4_050);
    expect(detectionProb(cold, signalToNoise(cold, far, 30))).toBeGreaterThan(0.85);
    expect(detectionProb(cold, signalToNoise(cold, far, 30))).toBeLessThan(0.92);
    expect(detectionProb(wide, signalToNoise(wide, lookAt(300, 2), 30))).toBeLessThan(1e-5);
  });
});

describe('range law', () => {
  it('gives equal signal at ten times the range for a hundred times the intensity', () => {
    const near = lookAt(1_000, 3);
    const far = { ...near, rangeM: near.rangeM * 10 };
    expect(signalToNoise(cold, far, 3000)).toBeCloseTo(signalToNoise(cold, near, 30), 9);
  });
});

/** The Sun at an angle from the satellite's nadir. */
function sunAt(offNadirRad: number): Float64Array {
  return Float64Array.of(-Math.cos(offNadirRad), Math.sin(offNadirRad), 0);
}

function towards([losX = 0, losY = 0, losZ = 0]: Float64Array): ReturnType<typeof emptyLook> {
  return { ...lookAt(200, 27), losX, losY, losZ };
}

describe('the Sun', () => {
  /** Behind the Earth as seen from the satellite, a little above the horizon, and beside it. */
  const behind = Float64Array.of(-1, 0, 0);
  const beside = Float64Array.of(Math.cos(radians(100)), Math.sin(radians(100)), 0);

  it('is hidden by the Earth within the angle that the Earth fills', () => {
    const limbRad = Math.asin(EARTH_M / (EARTH_M + 1_000_000));
    expect(isSunHidden(satellite, 0, sunAt(limbRad - 1e-6))).toBe(true);
    expect(isSunHidden(satellite, 0, sunAt(limbRad + 1e-6))).toBe(false);
    expect(isSunHidden(satellite, 0, sunAt(Math.PI))).toBe(false);
  });

  it('blinds nobody who cannot see it, and everybody who looks near it otherwise', () => {
    expect(sunCosineOf(towards(behind), satellite, 0, behind)).toBe(-1);
    expect(sunCosineOf(towards(beside), satellite, 0, beside)).toBeCloseTo(1, 12);
  });

  it('makes the ground behind a target noisier by day, never the sky, and only for those whose band shows it', () => {
    const sweeping = SENSOR_KINDS.find((kind) => kind.id === 'sweeping-swir')!;
    const noon = Float64Array.of(1, 0, 0);
    const ground = lookAt(10, 5);
    expect(backgroundNoiseFactor(sweeping, ground, satellite, 0, noon)).toBe(3);
    expect(backgroundNoiseFactor(sweeping, ground, satellite, 0, behind)).toBe(1);
    expect(backgroundNoiseFactor(wide, ground, satellite, 0, noon)).toBe(1);
    expect(backgroundNoiseFactor(sweeping, { ...ground, tangentHeightM: 2e5 }, satellite, 0, noon)).toBe(1);
    expect(signalToNoise(sweeping, ground, 1e5, 3)).toBeCloseTo(signalToNoise(sweeping, ground, 1e5) / 3, 9);
  });

  it('stands above the horizon where the ray meets the ground, not where the satellite is', () => {
    const sweeping = SENSOR_KINDS.find((kind) => kind.id === 'sweeping-swir')!;
    // The Sun rises at 20 degrees of arc: ground at 15 is dark, at 25 lit.
    const dawn = Float64Array.of(Math.cos(radians(110)), Math.sin(radians(110)), 0);
    expect(backgroundNoiseFactor(sweeping, lookAt(0, 15), satellite, 0, dawn)).toBe(1);
    expect(backgroundNoiseFactor(sweeping, lookAt(0, 25), satellite, 0, dawn)).toBe(3);
  });
});
