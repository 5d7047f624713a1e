import { RandomStream } from '../../foundation/index.ts';

/** Lattices of so many samples, each put down at random on its own: their spread is the standard error. */
export const REPLICATES = 8;

/**
 * How finely to look: `glance` to put phasings in order, `slider` for an answer while a hand moves, `search` for one to choose by. Points of
 * a lattice, a Fibonacci number, and the step of its second axis, the one before [Sloan-1994].
 */
const LATTICES = {
  glance: { points: 21, step: 13 },
  slider: { points: 55, step: 34 },
  search: { points: 144, step: 89 },
} as const;

export type Fineness = keyof typeof LATTICES;

export function latticePoints(fineness: Fineness): number {
  return LATTICES[fineness].points;
}

/** Where samples lie in the slices of several shells: shares of longitude and time, both from 0 to 1. */
export interface SliceSample {
  readonly longitudeShare: number;
  readonly timeShare: number;
}

/**
 * Samples of one replicate, [sample][shell]. Each shell has a lattice over its own slice, put down at random [Cranley-1976]; those of the
 * second shell and on are taken in random order, so that every part of one slice meets every part of the others [Owen-1998].
 */
export function sliceSamples(
  fineness: Fineness,
  shellCount: number,
  seed: number,
  replicate: number,
): readonly (readonly SliceSample[])[] {
  const { points, step } = LATTICES[fineness];
  const shifts = new RandomStream(seed, `walker-slice-${fineness}`);
  const orders = Array.from({ length: shellCount }, (_, shell) =>
    shell === 0 ? null : randomOrder(points, seed, replicate, shell),
  );
  return Array.from({ length: points }, (_, sample) =>
    orders.map((order, shell) => {
      const index = order?.[sample] ?? sample;
      return {
        longitudeShare: (index / points + shifts.uniform(replicate, 2 * shell)) % 1,
        timeShare: ((index * step) / points + shifts.uniform(replicate, 2 * shell + 1)) % 1,
      };
    }),
  );
}

/** 0 .. count - 1 shuffled [Knuth-1997, algorithm 3.4.2P]. */
function randomOrder(count: number, seed: number, replicate: number, shell: number): readonly number[] {
  const random = new RandomStream(seed, 'walker-order');
  const order = Array.from({ length: count }, (_, index) => index);
  for (let last = count - 1; last > 0; last--) {
    const chosen = Math.floor(random.uniform(replicate, last, shell) * (last + 1));
    [order[last], order[chosen]] = [order[chosen] ?? 0, order[last] ?? 0];
  }
  return order;
}
