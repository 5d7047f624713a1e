import { expect, test } from 'vitest';
import { radians, usFromS } from '../foundation/index.ts';
import { circularRates } from '../physics/index.ts';
import { explicitEphemeris, explicitIds } from './explicit-orbits.ts';
import { walkerEphemeris, walkerIds, walkerSlot } from './walker.ts';
import type { WalkerShell } from './walker.ts';

const SHELL: WalkerShell = {
  kind: 'star',
  count: 66,
  planes: 6,
  phasing: 3,
  altitudeM: 780_000,
  inclinationRad: radians(86.4),
};

test('a Walker shell written out plane by plane moves as the shell does, and its satellites have the same ids', () => {
  const orbits = Array.from({ length: 6 }, (_, plane) => ({
    altitudeM: SHELL.altitudeM,
    inclinationRad: SHELL.inclinationRad,
    nodeRad: walkerSlot(SHELL, plane, 0).nodeRad,
    argumentsOfLatitudeRad: Array.from(
      { length: 11 },
      (_slot, slot) => walkerSlot(SHELL, plane, slot).argumentOfLatitudeRad,
    ),
  }));
  expect(explicitIds('g', orbits)).toEqual(walkerIds('g', SHELL));
  const [one, other] = [new Float64Array(198), new Float64Array(198)];
  explicitEphemeris(orbits).positionsInertialInto(one, usFromS(5000));
  walkerEphemeris(SHELL).positionsInertialInto(other, usFromS(5000));
  expect(one).toEqual(other);
});

test('a polar and an inclined orbit drift apart by the difference of their J2 rates', () => {
  const altitudeM = 1_000_000;
  const orbits = [90, 53].map((deg) => ({
    altitudeM,
    inclinationRad: radians(deg),
    nodeRad: 0,
    argumentsOfLatitudeRad: [0],
  }));
  const ephemeris = explicitEphemeris(orbits);
  const states = new Float64Array(12);
  const nodeAfter = (atUs: number): number => {
    ephemeris.statesInertialInto(states, atUs, { first: 0, count: 2 });
    const nodes = [0, 6].map((at) => {
      const [x, y, z, vx, vy, vz] = states.subarray(at, at + 6);
      return Math.atan2(y! * vz! - z! * vy!, -(z! * vx! - x! * vz!));
    });
    return nodes[1]! - nodes[0]!;
  };
  const perS = circularRates(altitudeM, radians(53)).nodeRadPerS;
  expect(perS).toBeLessThan(0);
  const measured = nodeAfter(usFromS(86_400)) - nodeAfter(0);
  // The planes that states span are off by the drift of the velocities, 0.0002 rad.
  expect(measured).toBeCloseTo(perS * 86_400, 3);
});
