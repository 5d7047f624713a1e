import { describe, expect, it } from 'vitest';
import { CUSTODY_LEVELS } from '../messages/index.ts';
import { observe } from '../sensing/index.ts';
import { FLIGHT_PHASES } from '../truth/index.ts';
import { runMission } from './run.ts';
import { SMALL_SCENARIO, smallPlan } from './small-mission.test-data.ts';

describe('a small mission from plan to record', async () => {
  const plan = smallPlan();
  const record = await runMission(plan);

  it('follows both missiles with one track each and nothing else', () => {
    expect(record.objects.map((object) => object.trackIds.length)).toEqual([1, 1]);
    expect(record.tracking).toMatchObject({ tracksConfirmed: 2, falseTracks: 0, identitySwitches: 0 });
  });

  it.each([0, 1])(
    'has three satellites on missile %i within ten seconds of cloud break, and custody',
    (index) => {
      const object = record.objects[index];
      if (object === undefined) throw new Error('the scenario has two objects');
      const breakS = Math.ceil(object.flight.cloudBreakAtUs / 1e6);
      expect(object.observers['wide-mwir']?.[breakS + 10]).toBeGreaterThanOrEqual(3);
      expect(CUSTODY_LEVELS[object.custody[breakS + 10] ?? 0]).toBe('held');
      expect(object.longestLookGapS.boost).toBeLessThanOrEqual(2);
    },
  );

  it('knows the error of what it holds: as small as the tracker says', () => {
    for (const object of record.objects) {
      const boost = [...object.phase.keys()].filter(
        (second) => FLIGHT_PHASES[object.phase[second]!] === 'boost',
      );
      const known = boost.filter((second) => object.nees[second]! >= 0);
      const mean = known.reduce((sum, second) => sum + object.nees[second]!, 0) / known.length;
      expect(known.length).toBeGreaterThan(100);
      expect(mean).toBeGreaterThan(2);
      expect(mean).toBeLessThan(12);
    }
  });

  it('is the same when the blocks are computed elsewhere, several at once and out of step', async () => {
    const order: number[] = [];
    const elsewhere = await runMission(plan, {
      blocksAhead: 3,
      async observeBlock(fromScan, scanCount) {
        // The first of three ends last.
        for (let turn = 0; turn < (fromScan % 180 === 0 ? 50 : 1); turn++) await Promise.resolve();
        order.push(fromScan);
        return observe(plan.world, fromScan, scanCount);
      },
    });
    expect(order).not.toEqual(order.toSorted((a, b) => a - b));
    expect(elsewhere).toEqual(record);
  });

  it('depends on the seed', async () => {
    const other = await runMission(smallPlan({ ...SMALL_SCENARIO, seed: 8, durationMin: 2 }));
    const same = await runMission(smallPlan({ ...SMALL_SCENARIO, durationMin: 2 }));
    expect(other.detections.losItrf).not.toEqual(same.detections.losItrf);
  });

  it('that ends early is the same as far as it goes', async () => {
    const early = await runMission(plan, { isOver: (second) => second === 121, blockScans: 7 });
    expect(early.durationS).toBe(121);
    expect(early.events).toEqual(record.events.filter((event) => event.atUs <= 121e6));
    for (const [index, object] of early.objects.entries()) {
      const whole = record.objects[index];
      expect(object.jointProb).toHaveLength(122);
      expect(object.jointProb).toEqual(whole?.jointProb.slice(0, 122));
      expect(object.custody).toEqual(whole?.custody.slice(0, 122));
      expect(object.confirmedAtS).toBe(whole?.confirmedAtS);
      expect(object.jointProb.filter(Number.isFinite).length).toBeGreaterThan(50);
    }
  });
});
