import { parentPort, workerData } from 'node:worker_threads';
import { assert } from '@cupola/core/foundation';
import { designTasks } from '../coverage/design/design-task.ts';
import type { DesignJob, DesignTask } from '../coverage/design/design-task.ts';

/** One worker: makes the same satellites for itself and does the tasks it is sent, one after the other. */
assert(parentPort !== null, 'this file runs as a worker');
const port = parentPort;
const job: DesignJob = workerData;
const perform = designTasks(job);
port.on('message', (task: DesignTask) => port.postMessage(perform(task)));
