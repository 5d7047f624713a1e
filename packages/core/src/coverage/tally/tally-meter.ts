import { emptyStretch, rise } from './run-lengths.ts';
import { TILE_CELLS, tileCells } from './tally.ts';
import type { Tally } from './tally.ts';

/** A tally under way. Every sample of its stretch must be added, in order. */
export interface TallyMeter {
  readonly tally: Tally;
  /** @param inView - Of each cell; copied. */
  add(sample: number, inView: Uint16Array): void;
}

/** Most in view that is foreseen at first; more make the table of a tile grow. */
const FIRST_STRIDE = 32;
const UINT16_SAMPLES = 65_535;
/** Samples that wait to be taken in together, and the memory that they may take. */
const BATCH_SAMPLES = 32;
const BATCH_BYTES = 32_000_000;

/**
 * Takes samples in by batches: one tile of cells is done for the whole batch before the next. Sample by sample the counters of a million
 * cells would come from memory each time.
 */
export function tallyMeter(cellCount: number, fromSample: number, toSample: number): TallyMeter {
  const sampleCount = toSample - fromSample;
  const histograms = Array.from({ length: Math.ceil(cellCount / TILE_CELLS) }, (_, tile) =>
    counters(tileCells(cellCount, tile) * FIRST_STRIDE, sampleCount),
  );
  const tally = {
    fromSample,
    toSample,
    cellCount,
    histograms,
    inViewSum: new Float64Array(sampleCount),
    coveredCells: new Int32Array(sampleCount),
    runs: emptyStretch(cellCount, fromSample, toSample),
  };
  const slots = Math.max(1, Math.min(BATCH_SAMPLES, sampleCount, Math.floor(BATCH_BYTES / (2 * cellCount))));
  const waiting = Array.from({ length: slots }, () => new Uint16Array(cellCount));
  let count = 0;
  return {
    tally,
    add(sample: number, inView: Uint16Array): void {
      waiting[count]!.set(inView);
      count += 1;
      if (count < slots && sample + 1 < toSample) return;
      for (let tile = 0; tile < histograms.length; tile++) {
        for (let slot = 0; slot < count; slot++) {
          histograms[tile] = withTile(tally, tile, sample + 1 - count + slot, waiting[slot]!);
        }
      }
      count = 0;
    },
  };
}

function counters(length: number, samples: number): Uint16Array | Uint32Array {
  return samples <= UINT16_SAMPLES ? new Uint16Array(length) : new Uint32Array(length);
}

/** Takes in the cells of a tile at one sample; returns the tile's table, a wider one when it was too narrow. */
function withTile(
  tally: Tally,
  tile: number,
  sample: number,
  inView: Uint16Array,
): Uint16Array | Uint32Array {
  const { runs, fromSample, inViewSum, coveredCells } = tally;
  const { openSince } = runs;
  const first = tile * TILE_CELLS;
  const cells = tileCells(tally.cellCount, tile);
  let histogram = tally.histograms[tile]!;
  let stride = histogram.length / cells;
  let sum = 0;
  let covered = 0;
  for (let index = 0; index < cells; index++) {
    const cell = first + index;
    const k = inView[cell]!;
    if (k >= stride) {
      histogram = widened(histogram, cells, k + 1, inViewSum.length);
      stride = histogram.length / cells;
    }
    histogram[index * stride + k]! += 1;
    if (k > 0) {
      sum += k;
      covered += 1;
      if (openSince[cell]! >= 0) rise(runs, cell, sample);
    } else if (openSince[cell]! < 0) openSince[cell] = sample;
  }
  inViewSum[sample - fromSample]! += sum;
  coveredCells[sample - fromSample]! += covered;
  return histogram;
}

/** The same counts with room for at least so many values of k, and for some more. */
function widened(
  histogram: Uint16Array | Uint32Array,
  cells: number,
  atLeast: number,
  samples: number,
): Uint16Array | Uint32Array {
  const stride = histogram.length / cells;
  const wider = Math.ceil(Math.max(1.25 * stride, atLeast));
  const grown = counters(cells * wider, samples);
  for (let cell = 0; cell < cells; cell++) {
    grown.set(histogram.subarray(cell * stride, (cell + 1) * stride), cell * wider);
  }
  return grown;
}
