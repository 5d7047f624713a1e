import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { radians } from '../../foundation/index.ts';
import { isWithin } from './area.test-data.ts';
import { corridorBetween } from './corridor.ts';
import type { CorridorEnd } from './corridor.ts';

const MEAN_RADIUS_KM = 6371.0088;

function place(latDeg: number, lonDeg: number): CorridorEnd {
  return { polygons: [[[[radians(lonDeg), radians(latDeg)]]]] };
}

function triangle(...corners: readonly (readonly [number, number])[]): CorridorEnd {
  return { polygons: [[corners.map(([lat, lon]) => [radians(lon), radians(lat)] as const)]] };
}

type Vector = readonly [number, number, number];

function direction(latDeg: number, lonDeg: number): Vector {
  const latitude = radians(latDeg);
  const longitude = radians(lonDeg);
  return [
    Math.cos(latitude) * Math.cos(longitude),
    Math.cos(latitude) * Math.sin(longitude),
    Math.sin(latitude),
  ];
}

function apartKm(a: Vector, b: Vector): number {
  return MEAN_RADIUS_KM * 2 * Math.asin(Math.hypot(a[0] - b[0], a[1] - b[1], a[2] - b[2]) / 2);
}

/** Along the arc in small steps. */
function nearestKm(from: Vector, to: Vector, at: Vector): number {
  const angle = apartKm(from, to) / MEAN_RADIUS_KM;
  let nearest = Number.POSITIVE_INFINITY;
  for (let step = 0; step <= 2000; step++) {
    const share = step / 2000;
    const a = Math.sin((1 - share) * angle) / Math.sin(angle);
    const b = Math.sin(share * angle) / Math.sin(angle);
    const on: Vector = [a * from[0] + b * to[0], a * from[1] + b * to[1], a * from[2] + b * to[2]];
    nearest = Math.min(nearest, apartKm(on, at));
  }
  return nearest;
}

const PLACES = fc.record({
  latDeg: fc.double({ min: -90, max: 90, noNaN: true }),
  lonDeg: fc.double({ min: -180, max: 180, noNaN: true }),
});

describe('a corridor', () => {
  test('between two places holds what lies within half its width of the arc', () => {
    fc.assert(
      fc.property(PLACES, PLACES, PLACES, (from, to, at) => {
        const outcome = corridorBetween(
          place(from.latDeg, from.lonDeg),
          place(to.latDeg, to.lonDeg),
          4_000_000,
        );
        const ends = [direction(from.latDeg, from.lonDeg), direction(to.latDeg, to.lonDeg)] as const;
        const lengthKm = apartKm(...ends);
        if (lengthKm < 1) return;
        expect(outcome.ok).toBe(lengthKm < 2 * Math.acos(0.02) * MEAN_RADIUS_KM);
        if (!outcome.ok) return;
        const km = nearestKm(...ends, direction(at.latDeg, at.lonDeg));
        if (Math.abs(km - 2000) < 6) return;
        const area = { kind: 'corridor', title: 'way', corridor: outcome.corridor } as const;
        expect(isWithin(area, at.latDeg, at.lonDeg)).toBe(km < 2000);
      }),
      { numRuns: 200, seed: 3 },
    );
  });

  test('to a region holds every arc from the place to any place of the region, and nothing beside them', () => {
    const outcome = corridorBetween(place(40, 129), triangle([30, -120], [48, -95], [26, -81]), 200_000);
    if (!outcome.ok) throw new Error(outcome.fault);
    const area = { kind: 'corridor', title: 'way', corridor: outcome.corridor } as const;
    const from = direction(40, 129);
    const inside = fc.tuple(
      fc.double({ min: 0, max: 1, noNaN: true }),
      fc.double({ min: 0, max: 1, noNaN: true }),
      fc.double({ min: 0, max: 1, noNaN: true }),
    );
    fc.assert(
      fc.property(inside, ([u, v, along]) => {
        const [a, b] = u + v > 1 ? [1 - u, 1 - v] : [u, v];
        // A place of the triangle on the map, whose sides are straight in latitude and longitude.
        const goal = direction(30 + 18 * a - 4 * b, -120 + 25 * a + 39 * b);
        const mixed = from.map((each, axis) => (1 - along) * each + along * goal[axis]!);
        const length = Math.hypot(...mixed);
        const latDeg = (Math.asin(mixed[2]! / length) * 180) / Math.PI;
        const lonDeg = (Math.atan2(mixed[1]!, mixed[0]!) * 180) / Math.PI;
        expect(isWithin(area, latDeg, lonDeg)).toBe(true);
      }),
      { numRuns: 200, seed: 4 },
    );
    expect(isWithin(area, 35, 127)).toBe(false);
    expect(isWithin(area, 10, -100)).toBe(false);
    expect(isWithin(area, -40, -51)).toBe(false);
  });

  test('needs two ends in one hemisphere', () => {
    expect(corridorBetween(place(10, 20), place(10, 20), 1e5)).toEqual({ ok: false, fault: 'same' });
    expect(corridorBetween(place(10, 20), place(-10, -160), 1e5)).toEqual({ ok: false, fault: 'apart' });
  });
});
