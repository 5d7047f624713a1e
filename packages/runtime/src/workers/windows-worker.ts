import { parentPort, workerData } from 'node:worker_threads';
import { windowSearch } from '@cupola/core/coverage';
import { assert } from '@cupola/core/foundation';
import { ephemerisOf } from '../satellites/satellite-groups.ts';
import { windowQuestionOf } from '../coverage/windows/perform-windows.ts';
import type { WindowStretch } from './windows-pool.ts';

/** One worker: makes the same satellites for itself and searches its share. */
assert(parentPort !== null, 'this file runs as a worker');
const { job, share }: WindowStretch = workerData;
const search = windowSearch(windowQuestionOf(job, ephemerisOf(job.satellites, [])), share);
for (let piece = 0; piece < search.pieceCount; piece++) search.search();
// A part is small: some numbers a point.
parentPort.postMessage(search.part(), []);
