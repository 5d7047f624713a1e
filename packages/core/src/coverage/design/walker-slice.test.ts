import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { walkerEphemeris } from '../../constellation/index.ts';
import type { WalkerShell } from '../../constellation/index.ts';
import { TWO_PI, radians, usFromS } from '../../foundation/index.ts';
import { circularRates } from '../../physics/index.ts';
import { turnToEarthFixed } from '../positions/earth-fixed.ts';
import { keepStep, walkerSlice } from './walker-slice.ts';

const anyShell: fc.Arbitrary<WalkerShell> = fc
  .record({
    kind: fc.constantFrom('delta' as const, 'star' as const),
    planes: fc.integer({ min: 1, max: 12 }),
    perPlane: fc.integer({ min: 1, max: 12 }),
    phasing: fc.nat(11),
    inclinationDeg: fc.integer({ min: 0, max: 180 }),
  })
  .map(({ kind, planes, perPlane, phasing, inclinationDeg }) => ({
    kind,
    count: planes * perPlane,
    planes,
    phasing: phasing % planes,
    altitudeM: 1_000_000,
    inclinationRad: radians(inclinationDeg),
  }));

/** Positions, [satellite][x, y, z], m. */
function positions(of: WalkerShell, atS: number, turnRad = 0): Float64Array {
  const out = new Float64Array(3 * of.count);
  walkerEphemeris(of).positionsInertialInto(out, usFromS(atS));
  turnToEarthFixed(out, turnRad);
  return out;
}

/** Is each place of one within 10 m of a place of the other? Whole microseconds of time are worth millimetres. */
function isSame(a: Float64Array, b: Float64Array): boolean {
  return placesOf(a).every(([x = 0, y = 0, z = 0]) =>
    placesOf(b).some(([u = 0, v = 0, w = 0]) => Math.hypot(x - u, y - v, z - w) < 10),
  );
}

function placesOf(values: Float64Array): readonly (readonly number[])[] {
  return Array.from({ length: values.length / 3 }, (_, i) => [...values.subarray(3 * i, 3 * i + 3)]);
}

function sliceOf(of: WalkerShell, longitudeShare: number, timeShare: number): Float64Array {
  const out = new Float64Array(3 * of.count);
  walkerSlice(of)(out, longitudeShare, timeShare);
  return out;
}

const anyShare = fc.double({ min: 0, max: 1, noNaN: true });

describe('the slice of a perfect shell', () => {
  test('closes in time and in longitude', () => {
    fc.assert(
      fc.property(anyShell, anyShare, anyShare, (of, longitudeShare, timeShare) => {
        const here = sliceOf(of, longitudeShare, timeShare);
        expect(isSame(sliceOf(of, longitudeShare, timeShare + 1), here)).toBe(true);
        expect(isSame(sliceOf(of, longitudeShare + 1, timeShare), here)).toBe(true);
      }),
      { numRuns: 40 },
    );
  });

  test('holds what the shell shows at any time to any longitude', () => {
    fc.assert(
      fc.property(
        anyShell,
        fc.integer({ min: 0, max: 20_000 }),
        fc.double({ min: 0, max: TWO_PI, noNaN: true }),
        (of, atS, longitudeRad) => {
          const { argumentOfLatitudeRadPerS, nodeRadPerS } = circularRates(of.altitudeM, of.inclinationRad);
          const sliceS = (TWO_PI / argumentOfLatitudeRadPerS / of.count) * of.planes;
          const isDelta = of.kind === 'delta';
          // Where the nodes have drifted to since the slice began.
          const driftRad = nodeRadPerS * atS;
          const longitudeShare = ((longitudeRad - driftRad) / TWO_PI) * (isDelta ? of.planes : 1);
          const timeShare = atS / sliceS + (isDelta ? (longitudeShare * of.phasing) / of.planes : 0);
          expect(isSame(sliceOf(of, longitudeShare, timeShare), positions(of, atS, longitudeRad))).toBe(true);
        },
      ),
      { numRuns: 40 },
    );
  });

  test('turned half about an axis in the equator is itself run backwards, so that south is as north', () => {
    fc.assert(
      fc.property(anyShell, fc.integer({ min: 0, max: 20_000 }), (of, atS) => {
        const { argumentOfLatitudeRadPerS, nodeRadPerS } = circularRates(of.altitudeM, of.inclinationRad);
        // The axis lies midway between first and last node of a star; slots of the last plane stand ahead.
        const last = of.kind === 'star' ? of.planes - 1 : 0;
        const axisRad = (Math.PI * last) / of.planes / 2;
        const aheadRad = (TWO_PI * of.phasing * last) / of.count;
        const turned = positions(of, atS, axisRad + nodeRadPerS * atS);
        turned.forEach((value, at) => {
          if (at % 3 > 0) turned[at] = -value;
        });
        const backS = -atS - aheadRad / argumentOfLatitudeRadPerS;
        expect(isSame(turned, positions(of, backS, axisRad + nodeRadPerS * backS))).toBe(true);
      }),
      { numRuns: 40 },
    );
  });
});

function shellAt(altitudeKm: number, inclinationDeg: number): WalkerShell {
  return {
    kind: 'delta',
    count: 10,
    planes: 5,
    phasing: 0,
    altitudeM: 1000 * altitudeKm,
    inclinationRad: radians(inclinationDeg),
  };
}

test('shells of one altitude keep step when their inclinations are equal or mirrored', () => {
  expect(keepStep(shellAt(700, 60), shellAt(700, 60))).toBe(true);
  expect(keepStep(shellAt(700, 60), shellAt(700, 120))).toBe(true);
  expect(keepStep(shellAt(700, 60), shellAt(700, 61))).toBe(false);
  expect(keepStep(shellAt(700, 60), shellAt(701, 60))).toBe(false);
});
