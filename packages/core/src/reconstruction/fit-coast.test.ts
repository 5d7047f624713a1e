import { describe, expect, it } from 'vitest';
import { RandomStream, mahalanobisSquared, usFromS } from '../foundation/index.ts';
import { propagateBallisticInto } from '../physics/index.ts';
import { coastFit } from './fit-coast.ts';
import { looksAt } from './looks.test-data.ts';

const START = Float64Array.of(6_600_000, 0, 0, 2_500, 1_000, 6_400);

function flownTo(atS: number): Float64Array {
  const state = new Float64Array(6);
  propagateBallisticInto(state, START, atS, Number.POSITIVE_INFINITY);
  return state;
}

describe('coastFit', () => {
  it('finds the motion itself from exact looks, at an instant between them, from a guess kilometres off', () => {
    const looks = [0, 20, 40, 60].flatMap((atS) => looksAt(flownTo(atS), atS, 1e-4, null));
    const guess = flownTo(30).map((each, i) => each + (i < 3 ? 5_000 : 100));
    const fit = coastFit(looks, usFromS(30), guess);
    const truth = flownTo(30);
    expect(Math.hypot(...[0, 1, 2].map((i) => fit!.state[i]! - truth[i]!))).toBeLessThan(0.1);
    expect(Math.hypot(...[3, 4, 5].map((i) => fit!.state[i]! - truth[i]!))).toBeLessThan(0.01);
    expect(fit!.chiSquare).toBeLessThan(1e-3);
    expect(fit!.freedom).toBe(2 * 12 - 6);
  });

  it('says how good it is: over 200 draws errors and residuals are chi-squares of their degrees of freedom', () => {
    const stream = new RandomStream(4, 'coast fit');
    const truth = flownTo(30);
    let nees = 0;
    let chiSquare = 0;
    let freedom = 0;
    for (let draw = 0; draw < 200; draw++) {
      const looks = [0, 15, 30, 45].flatMap((atS) => looksAt(flownTo(atS), atS, 1e-4, { stream, draw }));
      const fit = coastFit(looks, usFromS(30), truth);
      nees += mahalanobisSquared(
        fit!.covariance,
        6,
        truth.map((each, i) => fit!.state[i]! - each),
      );
      chiSquare += fit!.chiSquare;
      freedom += fit!.freedom;
    }
    // 99.9 % bands of the means.
    expect(Math.abs(nees / 200 - 6)).toBeLessThan(3.29 * Math.sqrt(12 / 200));
    expect(Math.abs(chiSquare / freedom - 1)).toBeLessThan(3.29 * Math.sqrt(2 / freedom));
  });

  it('leaves out what air moves, and says when the looks do not fix a motion', () => {
    const low = START.map((each, i) => (i === 0 ? 6_440_000 : each));
    expect(coastFit(looksAt(low, 0, 1e-4, null), 0, low)).toBeNull();
    const oneSatellite = [0, 10].flatMap((atS) => looksAt(flownTo(atS), atS, 1e-4, null, 1));
    expect(coastFit(oneSatellite, 0, START)).toBeNull();
    expect(coastFit([], 0, START)).toBeNull();
  });
});
