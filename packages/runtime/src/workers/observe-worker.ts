import { parentPort, workerData } from 'node:worker_threads';
import { assert } from '@cupola/core/foundation';
import { planMission } from '@cupola/core/mission';
import type { MissionInputs } from '@cupola/core/mission';
import { observe } from '@cupola/core/sensing';
import type { BlockRequest } from './observe-pool.ts';

/** One worker: plans the same mission for itself, then computes the blocks it is asked for. */
assert(parentPort !== null, 'this file runs as a worker');
const port = parentPort;
const inputs: MissionInputs = workerData;
const outcome = planMission(inputs);
assert(outcome.ok, 'a mission that was planned once can be planned again');
const { world } = outcome.plan;

port.on('message', ({ fromScan, scanCount }: BlockRequest) => {
  const block = observe(world, fromScan, scanCount);
  const buffers = new Set<ArrayBuffer>();
  for (const column of Object.values<unknown>({ ...block })) {
    if (ArrayBuffer.isView(column) && column.buffer instanceof ArrayBuffer) buffers.add(column.buffer);
  }
  port.postMessage(block, [...buffers]);
});
