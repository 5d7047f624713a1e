import { parentPort, workerData } from 'node:worker_threads';
import { assert } from '@cupola/core/foundation';
import { EngineCore } from './engine-core.ts';
import type { EngineAnswer, EngineRequest, EngineStart } from './engine-messages.ts';
import { operatedMission } from './operated-mission.ts';

/** The thread that `operate` runs in, so that doors stay quick whatever it has to do. */
assert(parentPort !== null, 'this file runs as a worker');
const port = parentPort;
const { inputs, from }: EngineStart = workerData;
const outcome = operatedMission(inputs);
assert(outcome.ok, 'a mission that was planned once can be planned again');
const core = new EngineCore(outcome.config, from);

port.on('message', (request: EngineRequest) => {
  const answer = answerTo(request);
  if (answer !== null) port.postMessage(answer);
});

function answerTo(request: EngineRequest): EngineAnswer | null {
  if (request.kind === 'take') {
    core.take(request.record, request.position);
    return null;
  }
  if (request.kind === 'step') return { kind: 'step', step: core.step(request.second) };
  if (request.kind === 'preview') {
    return { kind: 'preview', tracks: core.preview(request.second, request.atUs) };
  }
  if (request.kind === 'foresee') return { kind: 'foresee', events: core.foresee(request.second) };
  if (request.kind === 'detections') return { kind: 'detections', answer: core.detections(request.query) };
  if (request.kind === 'snapshot') return { kind: 'snapshot', snapshot: core.snapshot() };
  return { kind: 'finish', finalTracks: core.finish() };
}
