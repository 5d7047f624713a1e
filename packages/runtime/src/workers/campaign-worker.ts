import { parentPort, workerData } from 'node:worker_threads';
import { assert } from '@cupola/core/foundation';
import { campaignRuns } from '../campaign/campaign-run.ts';
import type { CampaignJob } from '../campaign/campaign-run.ts';

/** One worker: does the runs it is sent, one after the other. */
assert(parentPort !== null, 'this file runs as a worker');
const port = parentPort;
const job: CampaignJob = workerData;
const perform = campaignRuns(job);
port.on('message', async (run: number) => port.postMessage(await perform(run)));
