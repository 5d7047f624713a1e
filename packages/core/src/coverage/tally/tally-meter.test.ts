import fc from 'fast-check';
import { expect, test } from 'vitest';
import { tallyMeter } from './tally-meter.ts';
import { TILE_CELLS, cellHistogram } from './tally.ts';

test('batches of samples in tiles of cells are every count of every cell and sample', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 2 * TILE_CELLS + 40 }),
      fc.integer({ min: 1, max: 70 }),
      fc.integer({ min: 0, max: 9 }),
      fc.constantFrom(3, 50, 3000),
      (cellCount, samples, fromSample, most) => {
        // Any numbers that differ from cell to cell and sample to sample, none for a third of the cells.
        const counted = (cell: number, sample: number): number =>
          (cell + sample) % 3 === 0 ? 0 : (cell * 31 + sample * 17) % most;
        const meter = tallyMeter(cellCount, fromSample, fromSample + samples);
        const { tally } = meter;
        const inView = new Uint16Array(cellCount);
        for (let sample = fromSample; sample < fromSample + samples; sample++) {
          inView.forEach((_, cell) => (inView[cell] = counted(cell, sample)));
          meter.add(sample, inView);
        }
        const every = Array.from({ length: samples }, (_, index) => fromSample + index);
        for (const cell of new Set([0, TILE_CELLS - 1, TILE_CELLS, cellCount >> 1, cellCount - 1])) {
          if (cell >= cellCount) continue;
          const wanted = new Map<number, number>();
          for (const sample of every) {
            wanted.set(counted(cell, sample), (wanted.get(counted(cell, sample)) ?? 0) + 1);
          }
          const found = [...cellHistogram(tally, cell)].flatMap((count, k) =>
            count === 0 ? [] : [[k, count] as const],
          );
          expect(new Map(found)).toEqual(wanted);
        }
        const cells = Array.from({ length: cellCount }, (_, cell) => cell);
        expect([...tally.inViewSum]).toEqual(
          every.map((sample) => cells.reduce((sum, cell) => sum + counted(cell, sample), 0)),
        );
        expect([...tally.coveredCells]).toEqual(
          every.map((sample) => cells.filter((cell) => counted(cell, sample) > 0).length),
        );
      },
    ),
    { numRuns: 40 },
  );
});
