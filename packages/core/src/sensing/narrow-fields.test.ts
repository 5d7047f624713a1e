import { describe, expect, it } from 'vitest';
import { present, radians, usFromS } from '../foundation/index.ts';
import { SCAN_STATUSES } from '../messages/index.ts';
import type { Tasking } from '../messages/index.ts';
import { SMALL_SCENARIO, smallPlan } from '../mission/small-mission.test-data.ts';
import { stateAtInto } from '../truth/index.ts';
import { downlink } from './downlink.ts';
import { NarrowFields, withNarrow } from './narrow-fields.ts';
import { observe } from './observe.ts';

const { world } = smallPlan({
  ...SMALL_SCENARIO,
  satellites: SMALL_SCENARIO.satellites.map((group) => ({ ...group, sensors: ['narrow-lwir'] })),
});
/** Both missiles coast, ten seconds of flight apart. */
const FROM_S = 240;

/** Points a field at an object, as exactly as the truth knows it. */
function tasking(object: number, channelIndex: number, steerS = FROM_S): Tasking {
  const flight = present(world.flights[object]);
  const state = new Float64Array(6);
  const predictedInertial: number[] = [];
  for (let second = FROM_S; second <= FROM_S + 20; second++) {
    stateAtInto(state, flight, usFromS(second));
    predictedInertial.push(...state);
  }
  return {
    trackId: `T${object}`,
    issuedAtUs: usFromS(FROM_S - 2),
    validFromUs: usFromS(FROM_S),
    validUntilUs: usFromS(FROM_S + 20),
    channelIndices: [channelIndex],
    looks: [
      {
        channelIndex,
        steerUs: usFromS(steerS),
        fromUs: usFromS(steerS),
        untilUs: usFromS(FROM_S + 20),
        losesAtUs: null,
      },
    ],
    predictedInertial,
    positionUncertaintyM: 100,
  };
}

/** Objects that each of the next scans shows through a channel. */
function seen(
  taskings: readonly Tasking[],
  channelIndex: number,
  scans: number,
): readonly (readonly number[])[] {
  const fields = new NarrowFields(world);
  return Array.from({ length: scans }, (_, k) => {
    const { block } = fields.look(FROM_S + k, taskings);
    return [...block.lookObjectIndex].filter((_object, row) => block.lookChannelIndex[row] === channelIndex);
  });
}

/** A channel that sees both missiles with a margin: what a staring sensor of the same limits detects in every frame. */
const channel = ((): number => {
  const sensorKinds = world.sensorKinds.map((kind) => ({ ...kind, gaze: { kind: 'stare' } as const }));
  const channels = world.ownSide.channels.map(({ satelliteIndex }) => ({
    satelliteIndex,
    sensor: sensorKinds[0]!,
  }));
  const block = observe({ ...world, sensorKinds, ownSide: { ...world.ownSide, channels } }, FROM_S, 20);
  const counts = new Uint32Array(channels.length);
  for (const each of block.lookChannelIndex) counts[each]!++;
  return counts.indexOf(40);
})();

describe('a narrow field', () => {
  it('is not drawn ahead, and sees nothing without a tasking', () => {
    expect(channel).toBeGreaterThanOrEqual(0);
    expect(observe(world, FROM_S, 5).lookSnr).toHaveLength(0);
    expect(seen([], channel, 5).flat()).toEqual([]);
  });

  it('turns first: from straight down to near the limb takes three to five seconds at 20 degrees a second', () => {
    const frames = seen([tasking(0, channel)], channel, 10).map((objects) => objects.includes(0));
    const first = frames.indexOf(true);
    expect(first).toBeGreaterThanOrEqual(3);
    expect(first).toBeLessThanOrEqual(6);
    expect(frames.slice(first)).toEqual(frames.slice(first).map(() => true));
  });

  it('sees all that its field holds, not only what it follows, and each object by the same luck', () => {
    const follows = seen([tasking(0, channel)], channel, 10).at(-1);
    const angleRad = ((): number => {
      const [a, b] = [0, 1].map((object) => {
        const state = new Float64Array(6);
        stateAtInto(state, present(world.flights[object]), usFromS(FROM_S + 9));
        const satellites = new Float64Array(3 * world.ownSide.satelliteIds.length);
        world.ownSide.ephemeris.positionsInertialInto(satellites, usFromS(FROM_S + 9));
        const at = 3 * present(world.ownSide.channels[channel]).satelliteIndex;
        const d = [0, 1, 2].map((axis) => state[axis]! - satellites[at + axis]!);
        const range = Math.hypot(...d);
        return d.map((each) => each / range);
      });
      return Math.acos((a ?? []).reduce((sum, each, axis) => sum + each * (b?.[axis] ?? 0), 0));
    })();
    expect(follows).toEqual(angleRad < radians(0.99) ? [0, 1] : [0]);
  });

  it('obeys the newer of two taskings, and turns again for another object', () => {
    const newer = { ...tasking(1, channel, FROM_S + 10), issuedAtUs: usFromS(FROM_S + 8) };
    const fields = new NarrowFields(world);
    const looked = Array.from({ length: 16 }, (_, k) => {
      const { pointingItrf } = fields.look(FROM_S + k, [tasking(0, channel), newer]);
      return !Number.isNaN(pointingItrf[3 * channel]!);
    });
    expect(looked.slice(6, 10)).toEqual([true, true, true, true]);
    expect(looked[10]).toBe(false);
    expect(looked.slice(12)).toEqual([true, true, true, true]);
  });

  it('reports that it did not look while it turns or waits', () => {
    const fields = new NarrowFields(world);
    const statusAt = (k: number): string | undefined => {
      const { block, pointingItrf } = fields.look(FROM_S + k, [tasking(0, channel)]);
      const both = withNarrow(observe(world, FROM_S + k, 1), 0, block);
      const limits = { looksPerObject: 12, latencyUs: 0 };
      const { reports } = downlink(world, both, 0, [tasking(0, channel)], limits, pointingItrf);
      expect(reports.status.filter((each) => SCAN_STATUSES[each] === 'ok').length).toBeLessThanOrEqual(1);
      return SCAN_STATUSES[reports.status[channel]!];
    };
    const statuses = Array.from({ length: 9 }, (_, k) => statusAt(k));
    expect(statuses[0]).toBe('off');
    expect(statuses.at(-1)).toBe('ok');
  });
});
