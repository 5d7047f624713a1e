import { parentPort } from 'node:worker_threads';
import { assert } from '@cupola/core/foundation';
import { HighsSolver } from '../solver/highs-solver.ts';
import type { SolveReply, SolveTask } from '../solver/worker-solver.ts';

/** One worker: solves the programmes it is sent, one after the other. */
assert(parentPort !== null, 'this file runs as a worker');
const port = parentPort;
const solver = new HighsSolver();

function reply(message: SolveReply): void {
  port.postMessage(message, []);
}

port.on('message', async ({ programme, limits, tellsProgress }: SolveTask) => {
  const onProgress = tellsProgress
    ? (progress: { objective: number; bound: number }): void => reply({ kind: 'progress', progress })
    : undefined;
  reply({ kind: 'outcome', outcome: await solver.solve(programme, limits, onProgress) });
});
