import { describe, expect, it } from 'vitest';
import { RandomStream, present } from '@cupola/core/foundation';
import { EARTH_EQUATORIAL_RADIUS_M } from '@cupola/core/physics';
import { ringOf } from './circling-satellites.ts';
import { DENSE_BOX_M, coastingFlight, secondOfFlight } from './coasting-flight.ts';
import { raidScene } from './raid-scene.ts';
import type { RaidShape } from './raid-scene.ts';
import { startedTracks } from './started-tracks.ts';
import type { StartedTracks } from './started-tracks.ts';

/** Bars of the start; `benchmarks/starts.ts` measures them on more seeds. Seeds were fixed before the first run. */
function confirmed(of: StartedTracks): StartedTracks['tracks'] {
  return of.tracks.filter((each) => each.id !== null);
}

function quantile(values: readonly number[], share: number): number {
  return present(values.toSorted((a, b) => a - b)[Math.floor(share * (values.length - 1))]);
}

describe('a spread raid of 100', () => {
  const started = startedTracks(raidScene({ seed: 1, objects: 100, scans: 20 }));

  it('is found whole, within 4 s in the median and 6 s in 95 of 100', () => {
    expect(started.missing).toBe(0);
    expect(quantile(started.delaysS, 0.5)).toBeLessThanOrEqual(4);
    expect(quantile(started.delaysS, 0.95)).toBeLessThanOrEqual(6);
  });

  it('starts no track twice and none that is false', () => {
    expect(started.falseTracks).toBe(0);
    expect(started.doubles).toBe(0);
  });
});

describe('a dense raid of 20', () => {
  it('is found whole without a false track', () => {
    const started = startedTracks(raidScene({ seed: 1, objects: 20, boxM: DENSE_BOX_M, scans: 20 }));
    expect(started.missing).toBe(0);
    expect(started.falseTracks).toBe(0);
  });
});

describe('two satellites', () => {
  it('start a lone object after five scans, and say that there were two', () => {
    const started = [1, 2, 3, 4, 5].map((seed) =>
      startedTracks(raidScene({ seed, objects: 1, circles: ringOf(2), scans: 20 })),
    );
    for (const each of started) {
      expect(each.falseTracks).toBe(0);
      expect(confirmed(each)).toHaveLength(1);
      expect(each.confirmedByTwo).toBe(1);
    }
  });

  it('start nothing that is false in a raid or in clutter', () => {
    for (const objects of [0, 6, 20]) {
      const started = startedTracks(raidScene({ seed: 1, objects, circles: ringOf(2), scans: 60 }));
      expect(started.falseTracks).toBe(0);
    }
  });
});

/** One object that becomes two or more at some second, each child drifting off; children are seen apart once so far from the parent. */
function parting(driftsMPerS: readonly (readonly number[])[], apartM: number): readonly Float64Array[][] {
  const seconds = 60;
  const parent = coastingFlight(new RandomStream(1, 'parting'), 0, 1, seconds);
  const partAtS = 10;
  const children = driftsMPerS.map((drift) => {
    const state = present(parent[partAtS]).slice();
    for (let axis = 0; axis < 3; axis++) state[3 + axis]! += drift[axis]!;
    return parent.map((whole, second) => {
      if (second <= partAtS) return new Float64Array(6).fill(Number.NaN);
      secondOfFlight(state);
      const distanceM = Math.hypot(state[0]! - whole[0]!, state[1]! - whole[1]!, state[2]! - whole[2]!);
      return distanceM < apartM ? new Float64Array(6).fill(Number.NaN) : state.slice();
    });
  });
  return [[...parent], ...children];
}

/** A scene of given flights, one a second. */
function flying(
  flights: readonly (readonly Float64Array[])[],
): Pick<RaidShape, 'objects' | 'flight' | 'scans'> {
  return { objects: flights.length, flight: (_, target) => present(flights[target]), scans: 60 };
}

describe('an object that parts', () => {
  it.each([
    ['stage and payload', [[0, 20, 0]]],
    [
      'three payloads of one launch',
      [
        [0, 25, 0],
        [0, -10, 25],
      ],
    ],
  ] as const)('becomes as many tracks: %s', (_, drifts) => {
    const started = startedTracks(raidScene({ seed: 1, ...flying(parting(drifts, 300)) }));
    expect(confirmed(started)).toHaveLength(1 + drifts.length);
    expect(started.falseTracks).toBe(0);
    expect(started.doubles).toBe(0);
    expect(started.missing).toBe(0);
  });
});

describe('an object under thrust', () => {
  it('is started from 15 km on within 4 s', () => {
    const state = Float64Array.of(EARTH_EQUATORIAL_RADIUS_M + 15_000, 0, 0, 500, 464, 200);
    const flight = Array.from({ length: 60 }, (_, second) => {
      if (second > 0) secondOfFlight(state, 30 + second / 2);
      return state.slice();
    });
    const started = startedTracks(raidScene({ seed: 1, ...flying([flight]) }));
    expect(started.delaysS).toHaveLength(1);
    expect(started.delaysS[0]).toBeLessThanOrEqual(4);
    expect(confirmed(started).map((each) => each.phase)).toEqual(['boost']);
    expect(started.falseTracks + started.doubles).toBe(0);
  });
});
