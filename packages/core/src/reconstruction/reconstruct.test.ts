import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { RandomStream, mahalanobisSquared, present, usFromS } from '../foundation/index.ts';
import type { MeasuredLook } from '../messages/index.ts';
import { flyFurtherInto } from './motion.ts';
import { looksAt } from './looks.test-data.ts';
import { reconstructed } from './reconstruct.ts';
import type { FlightRow } from './laws.ts';

const SIGMA_RAD = 1e-4;
const END_S = 24;
const BURN_S = 12.4;
/** Climbs at 150 km with 40 m/s² of thrust, which ends between two scans. */
const START = Float64Array.of(6_530_000, 0, 0, 2_000, 500, 4_500, 20, 5, 34);

function truthAt(atS: number): Float64Array {
  const state = START.slice();
  flyFurtherInto(state, 'driven', START, Math.min(atS, BURN_S));
  const free = Float64Array.of(...state.subarray(0, 6), Math.log(5_000));
  const out = new Float64Array(6);
  flyFurtherInto(out, 'free', free, Math.max(0, atS - BURN_S));
  return out;
}

/** Rows as a tracker might give them: hundreds of metres off, the end of thrust named two seconds late. */
function rowsOf(trackId = 'T0001'): readonly FlightRow[] {
  return Array.from({ length: END_S - 1 }, (_, k) => {
    const atS = k + 2;
    const burning = atS < 15;
    const state = [...truthAt(atS)].map((each, i) => each + (i < 3 ? 200 : 15));
    return {
      id: trackId,
      atUs: usFromS(atS),
      phase: burning ? ('boost' as const) : ('coast' as const),
      state: burning ? [...state, 15, 0, 30] : state,
      cutoffAtUs: burning ? null : usFromS(14.5),
    };
  });
}

function allLooks(noise: Parameters<typeof looksAt>[3]): readonly MeasuredLook[] {
  return Array.from({ length: END_S + 1 }, (_, atS) => looksAt(truthAt(atS), atS, SIGMA_RAD, noise)).flat();
}

describe('reconstructed', () => {
  it('finds the flight and the end of thrust from all looks, whatever the track thought', () => {
    const stream = new RandomStream(11, 'whole flight');
    const draws = 15;
    let nees = 0;
    let rows = 0;
    for (let draw = 0; draw < draws; draw++) {
      const found = reconstructed(rowsOf(), allLooks({ stream, draw }));
      expect(found?.rows).toHaveLength(END_S + 1);
      for (const row of found!.rows.filter((each) => each.atUs % usFromS(8) === 0)) {
        const truth = truthAt(row.atUs / 1e6);
        nees += mahalanobisSquared(
          row.covariance,
          6,
          truth.map((each, i) => row.state[i]! - each),
        );
        rows++;
      }
    }
    // Thrust here is steadier than the noise that the law of a drive allows, so errors are smaller than stated, never larger.
    expect(nees / rows).toBeGreaterThan(3);
    expect(nees / rows).toBeLessThan(6 + 3.29 * Math.sqrt(12 / draws));
  });

  it('takes an object that never burnt for what it is, though its track thought so at first', () => {
    const free = Float64Array.of(...START.subarray(0, 6), Math.log(5_000));
    const at = (atS: number): Float64Array => {
      const out = new Float64Array(6);
      flyFurtherInto(out, 'free', free, atS);
      return out;
    };
    const rows = rowsOf().map((row) => {
      const state = [...at(row.atUs / 1e6)];
      return { ...row, state: row.phase === 'boost' ? [...state, 1, 0, 1] : state };
    });
    const noise = { stream: new RandomStream(12, 'never burnt'), draw: 0 };
    const looks = Array.from({ length: END_S + 1 }, (_, atS) =>
      looksAt(at(atS), atS, SIGMA_RAD, noise),
    ).flat();
    const found = reconstructed(rows, looks);
    const known = reconstructed(
      rows.map((row) => ({
        ...row,
        phase: 'coast' as const,
        state: row.state.slice(0, 6),
        cutoffAtUs: null,
      })),
      looks,
    );
    const sigma = (each: typeof found): number => Math.sqrt(present(each?.rows[0]).covariance[21]!);
    expect(sigma(found)).toBeLessThan(1.1 * sigma(known));
  });

  it('does not depend on the order of looks', () => {
    const looks = allLooks({ stream: new RandomStream(13, 'order'), draw: 0 });
    const inOrder = reconstructed(rowsOf(), looks);
    fc.assert(
      fc.property(fc.shuffledSubarray([...looks], { minLength: looks.length }), (shuffled) => {
        expect(reconstructed(rowsOf(), shuffled)).toEqual(inOrder);
      }),
      { numRuns: 3 },
    );
  });

  it('sums residuals by satellite and fits the coast apart', () => {
    const found = reconstructed(rowsOf(), allLooks({ stream: new RandomStream(14, 'residuals'), draw: 0 }));
    expect(found?.residuals.map((each) => [each.satelliteId, each.looks])).toEqual(
      ['s0', 's1', 's2'].map((id) => [id, END_S + 1]),
    );
    for (const { chiSquare, freedom } of found!.residuals) {
      expect(freedom).toBeGreaterThan(20);
      expect(Math.abs(chiSquare / freedom - 1)).toBeLessThan(3.29 * Math.sqrt(2 / freedom));
    }
    expect(found?.coast?.atUs).toBe(usFromS(END_S));
    expect(found!.coast!.freedom).toBeGreaterThan(40);
  });

  it('says nothing without looks, or when they fix no flight', () => {
    expect(reconstructed(rowsOf(), [])).toBeNull();
    const alone = looksAt(truthAt(0), 0, SIGMA_RAD, null, 1);
    const found = reconstructed(rowsOf().slice(0, 1), alone);
    // One look from one satellite leaves the position open by what was presumed, a hundred kilometres.
    expect(Math.sqrt(present(found?.rows[0]).covariance[0]!)).toBeGreaterThan(10_000);
  });
});
