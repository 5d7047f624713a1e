import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { present, radians, usFromS } from '../foundation/index.ts';
import { frameSolidAngleSr, isPointedAt, isSwept, narrowGazeOf, sweptAzimuthRad, turnUs } from './gaze.ts';
import { localAxesInto } from './local-axes.ts';
import { emptyLook, measureLookInto } from './look.ts';
import { SENSOR_KINDS } from './sensor-kinds.ts';

const sweeping = present(SENSOR_KINDS.find(({ id }) => id === 'sweeping-swir'));
const narrow = present(SENSOR_KINDS.find(({ id }) => id === 'narrow-lwir'));
const wide = present(SENSOR_KINDS.find(({ id }) => id === 'wide-mwir'));
const satellites = Float64Array.of(7.378e6, 0, 0, 5e6, 3e6, 4.5e6);

describe('a sweeping line', () => {
  it('takes every direction once in a period', () => {
    fc.assert(
      fc.property(
        fc.double({ min: 6.4e6, max: 8e6, noNaN: true }),
        fc.double({ min: -3, max: 3, noNaN: true }),
        fc.double({ min: -1.4, max: 1.4, noNaN: true }),
        fc.nat(1),
        fc.nat(10_000),
        (radiusM, longitudeRad, latitudeRad, satelliteIndex, fromS) => {
          const look = emptyLook();
          const across = radiusM * Math.cos(latitudeRad);
          measureLookInto(
            look,
            satellites,
            3 * satelliteIndex,
            across * Math.cos(longitudeRad),
            across * Math.sin(longitudeRad),
            radiusM * Math.sin(latitudeRad),
          );
          const channel = { satelliteIndex, sensor: sweeping };
          const taken = Array.from({ length: 10 }, (_, k) => k + fromS).filter((second) =>
            isSwept(channel, look, satellites, usFromS(second)),
          );
          expect(taken).toHaveLength(1);
        },
      ),
    );
  });

  it('has its own azimuths in the wedge that it takes', () => {
    const axes = new Float64Array(9);
    localAxesInto(axes, satellites, 3);
    const channel = { satelliteIndex: 1, sensor: sweeping };
    for (const share of [0.01, 0.5, 0.99]) {
      const azimuthRad = sweptAzimuthRad(channel, usFromS(33), share);
      const [losX = 0, losY = 0, losZ = 0] = [0, 1, 2].map(
        (k) => Math.cos(azimuthRad) * axes[6 + k]! + Math.sin(azimuthRad) * axes[3 + k]!,
      );
      expect(isSwept(channel, { ...emptyLook(), losX, losY, losZ }, satellites, usFromS(33))).toBe(true);
      expect(isSwept(channel, { ...emptyLook(), losX, losY, losZ }, satellites, usFromS(34))).toBe(false);
    }
  });
});

describe('a narrow field', () => {
  it('holds what lies within half its width, and nothing when it looks nowhere', () => {
    const look = { ...emptyLook(), losX: Math.cos(radians(0.9)), losY: Math.sin(radians(0.9)), losZ: 0 };
    expect(isPointedAt(narrow, look, Float64Array.of(1, 0, 0), 0)).toBe(true);
    expect(isPointedAt(narrow, look, Float64Array.of(0, 1, 0), 0)).toBe(false);
    expect(isPointedAt(narrow, look, undefined, 0)).toBe(false);
    expect(isPointedAt(narrow, look, new Float64Array(3).fill(Number.NaN), 0)).toBe(false);
    expect(isPointedAt(wide, look, undefined, 0)).toBe(true);
  });

  it('turns at its rate and settles', () => {
    const gaze = present(narrowGazeOf(narrow));
    const quarter = turnUs(gaze, Float64Array.of(1, 0, 0), Float64Array.of(0, 1, 0));
    expect(quarter).toBeCloseTo(5e6, -1);
  });
});

it('a frame covers all fields of a staring sensor, a part of a sweeping one, and one small field of a narrow one', () => {
  const disc = 2 * Math.PI * (1 - Math.cos(radians(63)));
  expect(frameSolidAngleSr(wide)).toBeCloseTo(disc, 12);
  expect(frameSolidAngleSr(sweeping)).toBeCloseTo(disc / 10, 12);
  expect(frameSolidAngleSr(narrow)).toBeCloseTo(Math.PI * radians(1) ** 2, 6);
});
