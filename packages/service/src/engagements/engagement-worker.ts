import { parentPort, workerData } from 'node:worker_threads';
import { assert } from '@cupola/core/foundation';
import { fleetOf } from '@cupola/core/mission/fleet-of';
import { engagementAnswer } from './engagement-answer.ts';
import type { EngagementReply, EngagementRequest, EngagementStart } from './engagement-messages.ts';
import { fleetRecord, policyOf } from './fleet-record.ts';

/** The thread that engagements are worked out in: neither reports nor other doors wait for it. */
assert(parentPort !== null, 'this file runs as a worker');
const port = parentPort;
const start: EngagementStart = workerData;
const policy = policyOf(start.scenario);
assert(policy !== null, 'who has no second fleet asks nobody');
const { interceptors, problems } = fleetOf(start);
assert(problems.length === 0, 'a mission that was planned once can be planned again');

function reply(message: EngagementReply): void {
  port.postMessage(message);
}

reply({ kind: 'fleet', fleet: fleetRecord(interceptors, policy) });
port.on('message', (targets: EngagementRequest) => {
  reply({ kind: 'answers', answers: targets.map((each) => engagementAnswer(interceptors, policy, each)) });
});
