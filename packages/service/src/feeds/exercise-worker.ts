import { parentPort, workerData } from 'node:worker_threads';
import { binaryEnvelope } from '@cupola/contract/scan-batch';
import { assert, usFromS } from '@cupola/core/foundation';
import { Generation } from '@cupola/core/mission/generate';
import { OnTheWay } from '@cupola/core/mission/on-the-way';
import { planMission } from '@cupola/core/mission/plan';
import type { ScanReports } from '@cupola/core/messages';
import type { ExerciseAnswer, ExerciseRequest, ExerciseStart } from './exercise-messages.ts';
import { SequenceCounter, sentBatches } from './sent-batches.ts';

/** The thread that knows what flies: it plays all satellites of an exercise. Only what they send down leaves it. */
assert(parentPort !== null, 'this file runs as a worker');
const port = parentPort;
const { inputs }: ExerciseStart = workerData;
const outcome = planMission(inputs);
assert(outcome.ok, 'a mission that was planned once can be planned again');
const { plan } = outcome;
const generation = new Generation(plan);
const onTheWay = new OnTheWay();
const counter = new SequenceCounter();
/** Nobody outside made them: the log takes them from this process. */
const unsigned = (): Uint8Array => new Uint8Array(64);

port.on('message', (request: ExerciseRequest) => {
  void answered(request).then((answer) => port.postMessage(answer, []));
});

async function answered({ second, taskings }: ExerciseRequest): Promise<ExerciseAnswer> {
  const { sent } = await generation.scan(second, taskings);
  onTheWay.send(sent.reports);
  const envelopes = onTheWay.takenBy(usFromS(second)).flatMap(envelopesOf);
  return { envelopes: Uint8Array.from(Buffer.concat(envelopes)) };
}

function envelopesOf(reports: ScanReports): readonly Uint8Array[] {
  return sentBatches(reports, plan.ownSide, counter).map((batch) => binaryEnvelope(batch, unsigned));
}
