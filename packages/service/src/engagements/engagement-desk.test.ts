import { afterAll, beforeAll, expect, it } from 'vitest';
import { fleetOf } from '@cupola/core/mission';
import { radians } from '@cupola/core/foundation';
import type { Engageable } from '../picture/engageable.ts';
import { engagementAnswer } from './engagement-answer.ts';
import { EngagementDesk } from './engagement-desk.ts';
import { policyOf } from './fleet-record.ts';
import { ENGAGED_INPUTS } from './second-fleet.test-data.ts';

/** Climbing through 300 km at 6 km/s, some degrees of longitude apart. */
function coasting(number: number): Engageable {
  const lon = radians(130 + number);
  const lat = radians(41);
  const up = [Math.cos(lat) * Math.cos(lon), Math.cos(lat) * Math.sin(lon), Math.sin(lat)];
  const north = [-Math.sin(lat) * Math.cos(lon), -Math.sin(lat) * Math.sin(lon), Math.cos(lat)];
  const position = up.map((each) => 6_678_000 * each);
  const velocity = up.map((each, i) => 3_000 * each + 5_000 * (north[i] ?? 0));
  return {
    trackId: `T${String(number).padStart(4, '0')}`,
    track: {
      atUs: 200_000_000,
      phase: 'coast',
      state: [...position, ...velocity],
      firstDetectedAtUs: 40_000_000,
      firstPositionM: [6_388_000, 0, 0],
    },
    vehicleClass: null,
    sinceS: { declared: null, confirmed: 190 },
  };
}

let desk: EngagementDesk;
beforeAll(() => {
  desk = new EngagementDesk(ENGAGED_INPUTS);
});
afterAll(() => desk.close());

it('answers as the functions of core do, in the order it is asked, once for each track and second', async () => {
  const targets = Array.from({ length: 6 }, (_, number) => coasting(number));
  const [first, again] = await Promise.all([desk.answersTo(targets), desk.answersTo(targets.toReversed())]);
  if (!first.ok || !again.ok) throw new Error('too many');
  const policy = policyOf(ENGAGED_INPUTS.scenario);
  if (policy === null) throw new Error('there is a fleet');
  const { interceptors } = fleetOf(ENGAGED_INPUTS);
  expect(first.answers).toEqual(targets.map((each) => engagementAnswer(interceptors, policy, each)));
  // The very same: it was not worked out twice.
  expect(again.answers.every((each, index) => each === first.answers[5 - index])).toBe(true);
  expect(first.answers.some(({ state }) => state === 'in-reach')).toBe(true);
  expect(first.fleet).toMatchObject({ interceptors: 200, ready: 200, policy });
  expect(desk.waitingCount).toBe(0);
});

it('asks whoever wants too much at once to come back, and serves the next', async () => {
  const many = Array.from({ length: 1_001 }, (_, number) => coasting(number));
  expect(await desk.answersTo(many)).toEqual({ ok: false });
  expect((await desk.answersTo(many.slice(0, 3))).ok).toBe(true);
});

it('tells whoever waits when its thread ends by itself, and begins another with the next question', async () => {
  const target = coasting(1);
  const half = { ...target, track: { ...target.track, atUs: 200_500_000 } };
  const asked = [desk.answersTo([half]), desk.answersTo([coasting(2)])];
  const outcomes = await Promise.allSettled(asked);
  expect(outcomes.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
  await expect(asked[0]).rejects.toThrow('whole seconds');
  expect((await desk.answersTo([target])).ok).toBe(true);
});

it('tells whoever waits that the service is stopping', async () => {
  const other = new EngagementDesk(ENGAGED_INPUTS);
  const asked = other.answersTo([coasting(1)]);
  const [outcome] = await Promise.all([Promise.allSettled([asked]), other.close()]);
  expect(outcome[0].status === 'rejected' && String(outcome[0].reason)).toContain('stopping');
  await expect(other.answersTo([])).rejects.toThrow('stopping');
});

it('knows no rules where there is no second fleet', () => {
  const { interceptors: _, engagement: __, ...scenario } = ENGAGED_INPUTS.scenario;
  expect(new EngagementDesk({ scenario, catalogues: new Map() }).policy).toBeNull();
});
