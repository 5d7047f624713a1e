/**
 * What engagements of live tracks cost: 100 tracks of generic missiles, 30 s after burnout, against 200 interceptors, worked out here and asked of the
 * service's thread, which tells also how long this thread could do nothing else meanwhile.
 *
 *   npm run bench:engagements
 */
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { targetFlight } from '@cupola/core/engagement';
import { radians, usFromS } from '@cupola/core/foundation';
import { fleetOf } from '@cupola/core/mission';
import { vehicleClass } from '@cupola/core/vehicles';
import { engagementAnswer } from '../packages/service/src/engagements/engagement-answer.ts';
import { EngagementDesk } from '../packages/service/src/engagements/engagement-desk.ts';
import { policyOf } from '../packages/service/src/engagements/fleet-record.ts';
import { ENGAGED_INPUTS } from '../packages/service/src/engagements/second-fleet.test-data.ts';
import type { Engageable } from '../packages/service/src/picture/engageable.ts';
import { machineLine } from './machine.ts';

const TRACKS = 100;
const AFTER_BURNOUT_S = 30;
const ROUNDS = 5;

const vehicle = vehicleClass('icbm-solid');
const policy = policyOf(ENGAGED_INPUTS.scenario);
if (vehicle === undefined || policy === null) throw new Error('there is no such class, or no fleet');
const { interceptors } = fleetOf(ENGAGED_INPUTS);

/** New ones each round, as each second brings: nothing is known of them yet. */
function tracks(): readonly Engageable[] {
  return Array.from({ length: TRACKS }, (_, number): Engageable => {
    const launch = { latitudeRad: radians(20 + (number % 40)), longitudeRad: radians(3.6 * number) };
    const flown = targetFlight(vehicle!, launch, {
      kind: 'minimum-energy',
      aim: { latitudeRad: radians(45 - (number % 50)), longitudeRad: radians(3.6 * number + 80) },
    });
    if (!flown.ok) throw new Error(flown.error.code);
    const atS = flown.flight.burnoutS + AFTER_BURNOUT_S;
    return {
      trackId: `T${number}`,
      track: {
        atUs: usFromS(atS),
        phase: 'coast',
        state: [...flown.flight.motion.subarray(6 * atS, 6 * atS + 6)],
        firstDetectedAtUs: 0,
        firstPositionM: [6_378_137, 0, 0],
      },
      vehicleClass: 'icbm-solid',
      sinceS: { declared: null, confirmed: atS },
    };
  });
}

const some = tracks();
const renewed = (): readonly Engageable[] => some.map((each) => ({ ...each }));
const here: number[] = [];
let reached = 0;
for (let round = 0; round < ROUNDS; round++) {
  const start = process.cpuUsage();
  const answers = renewed().map((each) => engagementAnswer(interceptors, policy, each));
  const { user, system } = process.cpuUsage(start);
  here.push((user + system) / 1000);
  reached = answers.filter(({ state }) => state === 'in-reach').length;
}

const desk = new EngagementDesk(ENGAGED_INPUTS);
const began = performance.now();
await desk.answersTo([]);
const beginMs = performance.now() - began;
await desk.answersTo(renewed());
const asked: number[] = [];
const delay = monitorEventLoopDelay({ resolution: 1 });
delay.enable();
for (let round = 0; round < ROUNDS; round++) {
  const start = performance.now();
  // oxlint-disable-next-line no-await-in-loop -- one after the other
  await desk.answersTo(renewed());
  asked.push(performance.now() - start);
}
delay.disable();
const known = renewed();
await desk.answersTo(known);
const again = performance.now();
await desk.answersTo(known);
const againMs = performance.now() - again;
await desk.close();

const middle = (values: readonly number[]): string =>
  (values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN).toFixed(0);
process.stdout.write(
  `${machineLine()}\n${TRACKS} tracks (${reached} in reach) x ${interceptors[0]?.ids.length} interceptors: ${middle(here)} ms of processor time here; asked of the thread ${middle(asked)} ms, and this thread is held up ${(delay.max / 1e6).toFixed(1)} ms at the most; the same again ${againMs.toFixed(2)} ms; the thread begins in ${beginMs.toFixed(0)} ms\n`,
);
