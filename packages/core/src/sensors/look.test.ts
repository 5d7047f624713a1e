import { describe, expect, it } from 'vitest';
import { radians } from '../foundation/index.ts';
import { BACKGROUNDS, LOOK_STAGES } from '../messages/index.ts';
import {
  backgroundOf,
  detectionProb,
  emptyLook,
  fieldStage,
  measureLookInto,
  signalToNoise,
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
