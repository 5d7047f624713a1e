import { describe, expect, it } from 'vitest';
import { present } from '../../foundation/index.ts';
import { gravityInto } from '../../physics/index.ts';
import { chainsOf, disjointChains } from './chains.ts';
import type { Fix } from './fixes.ts';
import { certainLinks, linksOf } from './links.ts';
import { placeAt } from './scan.test-data.ts';

const SIGMA_M = 100;

function fixAt(place: ArrayLike<number>, row: number): Fix {
  const covariance = new Float64Array(9);
  for (let i = 0; i < 3; i++) covariance[4 * i] = SIGMA_M ** 2;
  return { positionM: Float64Array.from(place), covariance, squaredDistance: 3, rows: [row] };
}

/** Places at 0, 1 and 2 s of a body under gravity and a constant thrust acceleration. */
function flight(
  start: readonly number[],
  velocity: readonly number[],
  thrust: readonly number[],
): number[][] {
  const g = new Float64Array(3);
  gravityInto(g, start[0]!, start[1]!, start[2]!, 2);
  return [0, 1, 2].map((t) =>
    start.map((value, i) => value + velocity[i]! * t + 0.5 * (g[i]! + thrust[i]!) * t * t),
  );
}

function scansOf(flights: readonly (readonly number[][])[]): readonly (readonly Fix[])[] {
  return [0, 1, 2].map((t) => flights.map((each, k) => fixAt(present(each[t]), k)));
}

function sharp(fixes: readonly Fix[]): readonly Fix[] {
  return fixes.map((fix) => ({ ...fix, covariance: fix.covariance.map((value) => value / 1e4) }));
}

const COAST = flight(placeAt(0, 0, 150_000), [2_000, 6_000, 0], [0, 0, 0]);

describe('links between two scans', () => {
  it('are certain when there is one object, and not when two are within a second of flight', () => {
    const [older = [], newer = []] = scansOf([COAST]);
    const alone = linksOf(older, newer, 1);
    expect(certainLinks(alone)).toEqual(alone);
    expect(alone).toHaveLength(1);
    expect(alone[0]?.state[4]).toBeCloseTo(6_000, -1);
    const beside = flight(placeAt(0, 0.0005, 150_000), [2_000, 6_000, 0], [0, 0, 0]);
    const [a = [], b = []] = scansOf([COAST, beside]);
    expect(linksOf(a, b, 1).length).toBeGreaterThan(2);
    expect(certainLinks(linksOf(a, b, 1))).toEqual([]);
  });

  it.each([
    ['too far to have been flown', [0, 13_000, 0], 150_000],
    ['of one that stands still above the air', [0, 465, 0], 2_000_000],
    ['of one that leaves the Earth', [9_400, 0, 0], 9_000_000],
  ] as const)('are none %s', (_, velocity, height) => {
    const [older = [], newer = []] = scansOf([flight(placeAt(0, 0, height), velocity, [0, 0, 0])]);
    expect(linksOf(sharp(older), sharp(newer), 1)).toEqual([]);
  });
});

describe('chains through three scans', () => {
  it('follow each of several objects that two scans cannot tell apart', () => {
    const flights = [0, 0.0004, 0.0009, 0.0013].map((longitude, k) =>
      flight(placeAt(1e-4 * k, longitude, 150_000), [2_000, 6_000 - 500 * k, 300 * k], [0, 0, 0]),
    );
    const [a = [], b = [], c = []] = scansOf(flights);
    const chains = disjointChains(chainsOf(linksOf(a, b, 1), a, b, c, 1, 1));
    expect(
      chains
        .map(({ link, newest }) => [link.older, link.newer, newest])
        .toSorted((p, q) => present(p[0]) - present(q[0])),
    ).toEqual([
      [0, 0, 0],
      [1, 1, 1],
      [2, 2, 2],
      [3, 3, 3],
    ]);
  });

  it('hold for unknown thrust, and not for a turn that no missile makes', () => {
    const boosting = flight(placeAt(0, 0, 60_000), [1_500, 500, 0], [60, 30, 0]);
    const [a = [], b = [], c = []] = scansOf([boosting]);
    expect(disjointChains(chainsOf(linksOf(a, b, 1), a, b, c, 1, 1))).toHaveLength(1);
    const turning = flight(placeAt(0, 0, 60_000), [1_500, 500, 0], [2_500, 0, 0]);
    const [d = [], e = [], f = []] = scansOf([turning]);
    expect(chainsOf(linksOf(d, e, 1), d, e, f, 1, 1)).toEqual([]);
  });
});
