import { describe, expect, it } from 'vitest';
import { present } from '../foundation/index.ts';
import { FLIGHT_PHASES } from '../truth/index.ts';
import { observe } from '../sensing/index.ts';
import type { Scenario } from '../scenario/index.ts';
import { runMission } from './run.ts';
import { SMALL_SCENARIO, smallPlan } from './small-mission.test-data.ts';

const NARROW: Scenario = {
  ...SMALL_SCENARIO,
  durationMin: 4,
  satellites: SMALL_SCENARIO.satellites.map((group) => ({ ...group, sensors: ['wide-mwir', 'narrow-lwir'] })),
};
const midcourse = FLIGHT_PHASES.indexOf('midcourse');

describe('narrow fields in the closed loop', async () => {
  const plan = smallPlan(NARROW);
  const record = await runMission(plan);

  it('follow both missiles after burnout, three at a time or more', () => {
    for (const { phase, observers } of record.objects) {
      const seconds = [...phase.keys()].filter((second) => phase[second] === midcourse).slice(20, -5);
      const looks = present(observers['narrow-lwir']);
      expect(seconds.length).toBeGreaterThan(25);
      expect(seconds.filter((second) => looks[second]! >= 3).length).toBeGreaterThan(0.6 * seconds.length);
    }
  });

  it('do not depend on who computes the open half, nor in which order', async () => {
    const elsewhere = await runMission(plan, {
      blocksAhead: 3,
      async observeBlock(fromScan, scanCount) {
        for (let turn = 0; turn < (fromScan % 180 === 0 ? 50 : 1); turn++) await Promise.resolve();
        return observe(plan.world, fromScan, scanCount);
      },
    });
    expect(elsewhere).toEqual(record);
  });
});

describe('reports that take paths of their own', () => {
  const short = { ...SMALL_SCENARIO, durationMin: 1.5 };

  it('over relays of one second give the same tracks as the plain latency', async () => {
    const plain = await runMission(smallPlan(short));
    const network = { ...short.network, paths: { relayed: { leastS: 1 } } };
    expect(await runMission(smallPlan({ ...short, network }))).toEqual(plain);
  });

  it('arrive apart and out of order, and still make one track of each missile', async () => {
    const paths = { direct: { leastS: 0.3, moreS: 0.4 }, relayed: { leastS: 1, moreS: 1 } };
    const record = await runMission(smallPlan({ ...short, network: { ...short.network, paths } }));
    expect(record.tracking).toMatchObject({ tracksConfirmed: 2, falseTracks: 0, identitySwitches: 0 });
  });
});
