import { describe, expect, it } from 'vitest';
import { present, usFromS } from '../foundation/index.ts';
import { LOOK_STAGES, SCAN_STATUSES } from '../messages/index.ts';
import { smallPlan } from '../mission/small-mission.test-data.ts';
import type { SensorSpec } from '../sensors/index.ts';
import { downlink } from './downlink.ts';
import { observe } from './observe.ts';
import type { SensedWorld } from './sensed-world.ts';

const SECOND = 100;
const { world } = smallPlan();

function worldWith(change: Partial<SensorSpec>): SensedWorld {
  const sensorKinds = world.sensorKinds.map((kind) => ({ ...kind, ...change }));
  const channels = world.ownSide.channels.map((channel) => ({
    ...channel,
    sensor: present(sensorKinds[world.sensorKinds.indexOf(channel.sensor)]),
  }));
  return { ...world, sensorKinds, ownSide: { ...world.ownSide, channels } };
}

const LIMIT = 1;
const free = observe(world, SECOND, 1);
const limited = observe(worldWith({ maxDetectionsPerFrame: LIMIT }), SECOND, 1);

/** Signal over noise of everything in the frame of a channel, strongest first. */
function frame({ lookChannelIndex, lookSnr, alarmChannelIndex, alarmSnr }: typeof free, channel: number) {
  return [
    ...[...lookSnr].filter((_, row) => lookChannelIndex[row] === channel),
    ...[...alarmSnr].filter((_, row) => alarmChannelIndex[row] === channel),
  ].toSorted((a, b) => b - a);
}

describe('a frame that holds one detection', () => {
  it('keeps the strongest', () => {
    let full = 0;
    world.ownSide.channels.forEach((_, channel) => {
      const all = frame(free, channel);
      expect(frame(limited, channel)).toEqual(all.slice(0, LIMIT));
      if (all.length > LIMIT) full++;
    });
    expect(full).toBeGreaterThan(20);
    expect(limited.saturatedChannelIndex).toHaveLength(full);
    expect(free.saturatedChannelIndex).toHaveLength(0);
  });

  it('is called saturated in its report, and no other is', () => {
    const { reports } = downlink(world, limited, 0, [], { looksPerObject: 12, latencyUs: usFromS(1) });
    const saturated = [...reports.status.keys()].filter(
      (row) => SCAN_STATUSES[reports.status[row]!] === 'saturated',
    );
    expect(saturated).toEqual([...limited.saturatedChannelIndex]);
  });

  it('counts the looks that it drops as ended by saturation, and the others as before', () => {
    const ended = (block: typeof free, stage: string): number =>
      block.stageCounts.reduce(
        (sum, each, at) => sum + (LOOK_STAGES[at % LOOK_STAGES.length] === stage ? each : 0),
        0,
      );
    const dropped = free.lookSnr.length - limited.lookSnr.length;
    expect(dropped).toBeGreaterThan(0);
    expect(ended(limited, 'saturation')).toBe(dropped);
    expect(ended(limited, 'tasking')).toBe(limited.lookSnr.length);
    expect(ended(limited, 'signal')).toBe(ended(free, 'signal'));
  });
});

describe('a sweeping kind', () => {
  it('sees an object in one of ten frames what it would see staring in all of them', () => {
    const staring = observe(world, SECOND, 10);
    const sweeping = observe(worldWith({ gaze: { kind: 'sweep', periodS: 10 } }), SECOND, 10);
    expect(sweeping.lookSnr.length).toBeGreaterThan(0.07 * staring.lookSnr.length);
    expect(sweeping.lookSnr.length).toBeLessThan(0.13 * staring.lookSnr.length);
    const known = new Set(staring.lookSnr);
    expect([...sweeping.lookSnr].filter((snr) => !known.has(snr))).toEqual([]);
  });
});
