import { describe, expect, it } from 'vitest';
import { usFromS } from '../foundation/index.ts';
import { LOOK_STAGES } from '../messages/index.ts';
import type { Tasking } from '../messages/index.ts';
import { SMALL_SCENARIO, smallPlan } from '../mission/small-mission.test-data.ts';
import { stateAtInto } from '../truth/index.ts';
import { downlink } from './downlink.ts';
import { observe } from './observe.ts';

const plan = smallPlan();
const { world } = plan;
const SECOND = 100;

function objectOf(sent: ReturnType<typeof downlink>, object: number): number {
  return sent.truth.objectIndex.reduce((sum, each) => sum + (each === object ? 1 : 0), 0);
}

describe('observe', () => {
  const block = observe(world, 0, 200);

  it('does not depend on how the scans are cut into blocks', () => {
    const alone = observe(world, SECOND, 1);
    const from = block.lookStart[SECOND]!;
    const until = block.lookStart[SECOND + 1]!;
    expect(until - from).toBeGreaterThan(12);
    expect([...alone.lookLosItrf]).toEqual([...block.lookLosItrf.subarray(3 * from, 3 * until)]);
    expect([...alone.alarmLosItrf]).toEqual([
      ...block.alarmLosItrf.subarray(3 * block.alarmStart[SECOND]!, 3 * block.alarmStart[SECOND + 1]!),
    ]);
  });

  it('sees nothing before cloud break and the plume right after', () => {
    const breakS = Math.ceil((world.flights[0]?.cloudBreakAtUs ?? 0) / 1e6);
    expect(block.lookStart[breakS]).toBe(0);
    expect(block.lookStart[breakS + 1]).toBeGreaterThan(0);
  });

  it('draws false alarms at the mean of the specification', () => {
    const channels = world.ownSide.channels.length;
    const mean = block.alarmSnr.length / (200 * channels);
    expect(Math.abs(mean - 1)).toBeLessThan(3.3 / Math.sqrt(200 * channels));
  });

  it('keeps the luck of others when a sensor kind is taken away', () => {
    const alone = smallPlan({
      ...SMALL_SCENARIO,
      satellites: SMALL_SCENARIO.satellites.map((group) => ({ ...group, sensors: ['wide-mwir'] })),
    });
    const wideOnly = observe(alone.world, SECOND, 1);
    const both = observe(world, SECOND, 1);
    const wideRows = [...both.lookChannelIndex.keys()].filter(
      (row) => world.ownSide.channels[both.lookChannelIndex[row]!]?.sensor.id === 'wide-mwir',
    );
    expect([...wideOnly.lookLosItrf]).toEqual(
      wideRows.flatMap((row) => [...both.lookLosItrf.subarray(3 * row, 3 * row + 3)]),
    );
  });

  it('loses nothing of the range law: noise is as wide as specified', () => {
    const state = new Float64Array(6);
    const positions = new Float64Array(3 * world.ownSide.satelliteIds.length);
    let squares = 0;
    let count = 0;
    for (let scan = 60; scan < 160; scan++) {
      world.ownSide.ephemeris.positionsInertialInto(positions, usFromS(scan));
      const angle = world.ownSide.earth.angleAtEpochRad + 7.292115146706979e-5 * scan;
      for (let row = block.lookStart[scan]!; row < block.lookStart[scan + 1]!; row++) {
        const flight = world.flights[block.lookObjectIndex[row]!];
        const channel = world.ownSide.channels[block.lookChannelIndex[row]!];
        if (flight === undefined || channel === undefined || !stateAtInto(state, flight, usFromS(scan)))
          continue;
        const s = positions.subarray(3 * channel.satelliteIndex, 3 * channel.satelliteIndex + 3);
        const range = Math.hypot(state[0]! - s[0]!, state[1]! - s[1]!, state[2]! - s[2]!);
        const delay = range / 299_792_458;
        const d = [0, 1, 2].map((axis) => (state[axis]! - state[3 + axis]! * delay - s[axis]!) / range);
        const [x = 0, y = 0, z = 0] = d;
        const los = block.lookLosItrf.subarray(3 * row, 3 * row + 3);
        const ix = Math.cos(angle) * los[0]! - Math.sin(angle) * los[1]!;
        const iy = Math.sin(angle) * los[0]! + Math.cos(angle) * los[1]!;
        squares += (ix - x) ** 2 + (iy - y) ** 2 + (los[2]! - z) ** 2;
        count++;
      }
    }
    const sigma = Math.sqrt(squares / (2 * count));
    expect(count).toBeGreaterThan(2000);
    expect(Math.abs(sigma / 1e-4 - 1)).toBeLessThan(3.3 / Math.sqrt(4 * count) + 0.005);
  });
});

describe('downlink', () => {
  const block = observe(world, SECOND, 1);
  const limits = { looksPerObject: 12, latencyUs: usFromS(1) };
  it('sends at most the limit of looks at one object, and every false alarm', () => {
    const sent = downlink(world, block, 0, [], limits);
    expect(objectOf(sent, 0)).toBe(12);
    expect(sent.withheld[0]).toBe(block.lookObjectIndex.filter((each) => each === 0).length - 12);
    expect(objectOf(sent, -1)).toBe(block.alarmSnr.length);
  });

  it('sends tasked channels first', () => {
    const state = new Float64Array(6);
    const flight = world.flights[0];
    if (flight === undefined) throw new Error('the scenario has a flight');
    stateAtInto(state, flight, usFromS(SECOND));
    const own = [...block.lookChannelIndex.keys()].filter((row) => block.lookObjectIndex[row] === 0);
    const weakest = own.toSorted((a, b) => block.lookSnr[a]! - block.lookSnr[b]!).slice(0, 5);
    const tasking: Tasking = {
      trackId: 'T0001',
      issuedAtUs: usFromS(SECOND - 2),
      validFromUs: usFromS(SECOND),
      validUntilUs: usFromS(SECOND + 1),
      channelIndices: weakest.map((row) => block.lookChannelIndex[row]!),
      looks: [],
      predictedInertial: [...state],
      positionUncertaintyM: 100,
    };
    const sent = downlink(world, block, 0, [tasking], limits);
    const channels = new Set<number>();
    for (let report = 0; report < sent.reports.reportCount; report++) {
      for (
        let row = sent.reports.detectionStart[report]!;
        row < sent.reports.detectionStart[report + 1]!;
        row++
      ) {
        if (sent.truth.objectIndex[row] === 0) channels.add(sent.reports.channelIndex[report]!);
      }
    }
    expect(tasking.channelIndices.filter((channel) => !channels.has(channel))).toEqual([]);
    expect(objectOf(sent, 0)).toBe(12);
  });

  it('reports every channel, empty ones too', () => {
    const { reports } = downlink(world, block, 0, [], limits);
    expect(reports.reportCount).toBe(world.ownSide.channels.length);
    expect(reports.detectionStart[reports.reportCount]).toBe(reports.detectionCount);
  });
});

describe('stages', () => {
  it('count every satellite once for each sensor kind', () => {
    const block = observe(world, SECOND, 1);
    const kinds = world.sensorKinds.map((kind) => kind.id);
    expect(kinds).toEqual(['wide-mwir', 'above-limb-lwir']);
    for (const [k] of kinds.entries()) {
      const counts = block.stageCounts.subarray(k * LOOK_STAGES.length, (k + 1) * LOOK_STAGES.length);
      expect(counts.reduce((sum, each) => sum + each, 0)).toBe(world.ownSide.satelliteIds.length);
    }
    // As many signals as there are looks, and none further: what becomes of them is for the down-link.
    const withSignal = block.stageCounts.filter(
      (_, index) => LOOK_STAGES[index % LOOK_STAGES.length] === 'tasking',
    );
    expect(withSignal[0]).toBeGreaterThan(0);
    expect(withSignal.reduce((sum, each) => sum + each, 0)).toBe(block.lookStart[1]);
  });
});
