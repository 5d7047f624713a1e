import { describe, expect, test } from 'vitest';
import { degrees, radians, usFromS } from '../foundation/index.ts';
import { EARTH_EQUATORIAL_RADIUS_M, circularRates } from '../physics/index.ts';
import { walkerEphemeris, walkerIds, walkerSlot } from './walker.ts';
import type { WalkerShell } from './walker.ts';

const SHELL: WalkerShell = {
  kind: 'delta',
  count: 24,
  planes: 3,
  phasing: 1,
  altitudeM: 20_200_000,
  inclinationRad: radians(55),
};

function slotDeg(shell: WalkerShell, plane: number, slot: number): readonly [node: number, argument: number] {
  const { nodeRad, argumentOfLatitudeRad } = walkerSlot(shell, plane, slot);
  return [degrees(nodeRad), degrees(argumentOfLatitudeRad)];
}

describe('Walker 24/3/1', () => {
  test('nodes are 120 degrees apart, slots 45, neighbouring planes 15', () => {
    expect(slotDeg(SHELL, 0, 0)).toEqual([0, 0]);
    expect(slotDeg(SHELL, 1, 0)[0]).toBeCloseTo(120, 12);
    expect(slotDeg(SHELL, 2, 0)[0]).toBeCloseTo(240, 12);
    expect(slotDeg(SHELL, 0, 1)[1]).toBeCloseTo(45, 12);
    expect(slotDeg(SHELL, 1, 0)[1]).toBeCloseTo(15, 12);
  });

  test('a star has its nodes on half of the circle', () => {
    expect(slotDeg({ ...SHELL, kind: 'star' }, 1, 0)[0]).toBeCloseTo(60, 12);
  });

  test('ids name plane and slot, padded', () => {
    const ids = walkerIds('custody', { ...SHELL, count: 600, planes: 20 });
    expect(ids).toHaveLength(600);
    expect(ids[3 * 30 + 7]).toBe('custody-03-07');
    expect(new Set(ids).size).toBe(600);
  });
});

/** Longitude in degrees and direction of each crossing, eastward round the equator. */
function crossings(shell: WalkerShell): readonly (readonly [deg: number, north: boolean])[] {
  const states = new Float64Array(6 * shell.count);
  walkerEphemeris(shell).statesInertialInto(states, 0, { first: 0, count: shell.count });
  return Array.from({ length: shell.count }, (_, index) => {
    const [x, y, , , , vz] = states.subarray(6 * index, 6 * index + 6);
    const deg = Math.round(degrees(Math.atan2(y!, x!)) * 1e6) / 1e6;
    return [(deg + 360) % 360, vz! > 0] as const;
  }).toSorted(([a], [b]) => a - b);
}

describe('a star beside a delta of the same size', () => {
  /** All satellites over the equator at the epoch: slot 0 of each plane northbound, slot 1 southbound. */
  const star: WalkerShell = {
    kind: 'star',
    count: 12,
    planes: 6,
    phasing: 0,
    altitudeM: 1e6,
    inclinationRad: radians(90),
  };

  test('its planes all move one way on one half of the Earth and the other way on the other: two seams', () => {
    const found = crossings(star);
    expect(found.map(([deg]) => deg)).toEqual(Array.from({ length: 12 }, (_, index) => 30 * index));
    const turns = found.filter(([, north], index) => north !== found[(index + 1) % 12]?.[1]);
    expect(turns.map(([deg]) => deg)).toEqual([150, 330]);
  });

  test("a delta's planes pass each other everywhere: both directions at every crossing", () => {
    const found = crossings({ ...star, kind: 'delta' });
    for (let index = 0; index < 12; index += 2) {
      expect(found[index]?.[0]).toBeCloseTo(30 * index, 5);
      expect(found[index + 1]?.[0]).toBeCloseTo(30 * index, 5);
      expect(found[index]?.[1]).not.toBe(found[index + 1]?.[1]);
    }
  });

  test("Iridium's published offset of neighbouring planes, half of the 32.7273 degrees between slots, is phasing 3 of 66/6", () => {
    const iridium: WalkerShell = { ...star, count: 66, planes: 6, phasing: 3 };
    expect(slotDeg(iridium, 0, 1)[1]).toBeCloseTo(32.7273, 4);
    expect(slotDeg(iridium, 1, 0)[1]).toBeCloseTo(16.3636, 4);
    expect(slotDeg(iridium, 1, 0)[0]).toBeCloseTo(30, 12);
  });
});

describe('motion', () => {
  const shell: WalkerShell = {
    kind: 'delta',
    count: 20,
    planes: 4,
    phasing: 3,
    altitudeM: 1_000_000,
    inclinationRad: radians(80),
  };
  const ephemeris = walkerEphemeris(shell);
  const radiusM = EARTH_EQUATORIAL_RADIUS_M + 1_000_000;

  function positionsAt(s: number): Float64Array {
    const out = new Float64Array(3 * shell.count);
    ephemeris.positionsInertialInto(out, usFromS(s));
    return out;
  }

  test.each([0, 1, 5400, 86_400])('after %i s every satellite is where its own angles say', (s) => {
    const rates = circularRates(shell.altitudeM, shell.inclinationRad);
    const positions = positionsAt(s);
    for (let index = 0; index < shell.count; index++) {
      const slot = walkerSlot(shell, Math.floor(index / 5), index % 5);
      const node = slot.nodeRad + rates.nodeRadPerS * s;
      const argument = slot.argumentOfLatitudeRad + rates.argumentOfLatitudeRadPerS * s;
      const across = Math.sin(argument) * Math.cos(shell.inclinationRad);
      const expected = [
        Math.cos(argument) * Math.cos(node) - across * Math.sin(node),
        Math.cos(argument) * Math.sin(node) + across * Math.cos(node),
        Math.sin(argument) * Math.sin(shell.inclinationRad),
      ];
      expected.forEach((value, axis) => {
        expect(Math.abs(positions[3 * index + axis]! - radiusM * value)).toBeLessThan(1e-5);
      });
    }
  });

  test('the velocity is the change of the position, for any range of satellites', () => {
    const s = 3000;
    const range = { first: 7, count: 9 };
    const states = new Float64Array(6 * range.count);
    ephemeris.statesInertialInto(states, usFromS(s), range);
    const at = positionsAt(s);
    const before = positionsAt(s - 0.5);
    const after = positionsAt(s + 0.5);
    for (let index = 0; index < range.count; index++) {
      for (let axis = 0; axis < 3; axis++) {
        const k = 3 * (range.first + index) + axis;
        expect(states[6 * index + axis]).toBeCloseTo(at[k]!, 6);
        expect(Math.abs(states[6 * index + 3 + axis]! - (after[k]! - before[k]!))).toBeLessThan(1e-3);
      }
    }
  });

  test('a time that was asked before gives the same bits', () => {
    const first = positionsAt(1234);
    positionsAt(5000);
    expect(positionsAt(1234)).toEqual(first);
  });
});
