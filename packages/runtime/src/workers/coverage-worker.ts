import { parentPort, workerData } from 'node:worker_threads';
import { coverageMeter } from '@cupola/core/coverage';
import type { CoveragePart } from '@cupola/core/coverage';
import { assert } from '@cupola/core/foundation';
import { ephemerisOf } from '../satellites/satellite-groups.ts';
import { questionOf } from '../coverage/perform-coverage.ts';
import type { CoverageStretch } from './coverage-pool.ts';

/** One worker: makes the same satellites for itself and measures its stretch. */
assert(parentPort !== null, 'this file runs as a worker');
const { job, fromSample, toSample }: CoverageStretch = workerData;
const meter = coverageMeter(questionOf(job, ephemerisOf(job.satellites, [])), fromSample, toSample);
for (let sample = fromSample; sample < toSample; sample++) meter.measure(sample);
parentPort.postMessage(meter.part, buffersOf(meter.part));

/** The tables are handed over, not copied. */
function buffersOf({ inView, stereo }: CoveragePart): ArrayBuffer[] {
  const tables = [inView, stereo].flatMap((tally) =>
    tally === null
      ? []
      : [...Object.values<unknown>({ ...tally }), ...Object.values<unknown>({ ...tally.runs })],
  );
  return tables
    .flat()
    .flatMap((table) =>
      ArrayBuffer.isView(table) && table.buffer instanceof ArrayBuffer ? [table.buffer] : [],
    );
}
