import { describe, expect, it } from 'vitest';
import { RandomStream, choleskyInPlace, leadingBlock, present, usFromS } from '@cupola/core/foundation';
import type { Track } from '@cupola/core/messages';
import { flyToImpact, predictImpact } from '@cupola/core/physics';
import { offsetM, squaredDistance } from './ground-distance.ts';
import { raidScene } from './raid-scene.ts';
import { trackedScene } from './tracked-scene.ts';

/**
 * Do impact ellipses hold what they say? From the tracks that the tracker really made of three raids (60 tracks), 167 draws each of motion, from
 * the track's own covariance, and of the ballistic coefficient, flown numerically to the ground. The span of coefficients is that of the
 * weapon classes, two sigma to either side. A two-dimensional normal law holds 39.35 % within one sigma and 86.47 % within two.
 */
const SEEDS = 3;
const DRAWS = 167;
const DRAG = { ballisticCoefficientKgPerM2: Math.sqrt(1500 * 12_000), logSigma: Math.log(12_000 / 1500) / 4 };
const LIMIT = 0.04;

const scenes = Array.from({ length: SEEDS }, (_, k) => raidScene({ seed: k + 1, objects: 20 }));
const tracks = scenes.flatMap(trackedScene);

describe('impact ellipses of real tracks over 10,000 draws', () => {
  it.each([30, 120])('%i s after they were first seen', (age) => {
    const stream = new RandomStream(2026, `impact/${age}`);
    const { earth } = present(scenes[0]).ownSide;
    let within1 = 0;
    let within2 = 0;
    let draws = 0;
    tracks.forEach(({ rows }, k) => {
      const track = present(rows.find((row) => row.atUs === usFromS(age)));
      const outcome = predictImpact(track, DRAG, earth);
      if (!outcome.ok) return;
      const root = leadingBlock(track.covariance, track.state.length, 6);
      expect(choleskyInPlace(root, 6)).toBe(true);
      for (let draw = 0; draw < DRAWS; draw++) {
        const normals = normalsOf(stream, k, draw);
        const coefficient = DRAG.ballisticCoefficientKgPerM2 * Math.exp(DRAG.logSigma * normals[6]!);
        const flown = flyToImpact(moved(track, root, normals), track.atUs, coefficient, earth);
        if (!flown.ok) continue;
        const squared = squaredDistance(outcome.impact, offsetM(outcome.impact, flown.impact.geodetic));
        draws++;
        if (squared <= 1) within1++;
        if (squared <= 4) within2++;
      }
    });
    expect(draws).toBe(SEEDS * 20 * DRAWS);
    expect(Math.abs(within1 / draws - 0.3935)).toBeLessThan(LIMIT);
    expect(Math.abs(within2 / draws - 0.8647)).toBeLessThan(LIMIT);
  });
});

function normalsOf(stream: RandomStream, track: number, draw: number): Float64Array {
  const normals = new Float64Array(8);
  const four = new Float64Array(4);
  for (const half of [0, 1]) {
    stream.normalsInto(four, track, draw, half);
    normals.set(four, 4 * half);
  }
  return normals;
}

function moved(track: Track, root: Float64Array, normals: Float64Array): Float64Array {
  return Float64Array.from({ length: 6 }, (_, i) => {
    let value = present(track.state[i]);
    for (let j = 0; j <= i; j++) value += root[6 * i + j]! * normals[j]!;
    return value;
  });
}
