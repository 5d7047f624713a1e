import { LOOK_STAGES } from '../messages/index.ts';
import { present } from '../foundation/index.ts';
import type { SimTimeUs } from '../foundation/index.ts';
import { isOut } from '../constellation/index.ts';
import type { PlannedLook, Tasking } from '../messages/index.ts';
import { earthAngleRad } from '../physics/index.ts';
import { isPointedAt, narrowGazeOf, parkedDirection, turnUs } from '../sensors/index.ts';
import { narrowAlarmDirectionInto } from './alarms.ts';
import { Draws } from './draws.ts';
import type { ChannelsBySatellite } from './draws.ts';
import { channelsBySatellite } from './observe.ts';
import type { ObservedBlock } from './observed-block.ts';
import { inForce, predictedInto } from './obeyed-taskings.ts';
import { ScanColumns } from './scan-columns.ts';
import type { SensedWorld } from './sensed-world.ts';

/** What the narrow fields saw in one scan, and where each of them looked. */
export interface NarrowScan {
  readonly block: ObservedBlock;
  /** Earth-fixed unit vectors, [channel][x, y, z]; NaN of a channel that has no narrow field, or whose field turned or waited. */
  readonly pointingItrf: Float64Array;
}

interface Order {
  readonly tasking: Tasking;
  readonly steerUs: SimTimeUs;
}

/**
 * The narrow fields of a world: the part of sensing that cannot be computed ahead, since it follows the taskings. Scans are asked for in their
 * order. A field follows the predicted motion that its tasking tells; sent to another object, it turns at its rate, settles, and sees nothing
 * meanwhile. Without a tasking it stays where it is and waits.
 */
export class NarrowFields {
  readonly channelIndices: readonly number[];
  readonly #world: SensedWorld;
  readonly #draws: Draws;
  readonly #own: ChannelsBySatellite;
  /** By channel, inertial; undefined of a field that was never sent anywhere. */
  readonly #boresight = new Map<number, Float64Array>();
  /** The object that each field follows, and from when on its frames are good. */
  readonly #following = new Map<number, { readonly trackId: string; readonly readyUs: SimTimeUs }>();

  constructor(world: SensedWorld) {
    const { channels, satelliteIds } = world.ownSide;
    this.#world = world;
    this.#draws = new Draws(world);
    this.#own = channelsBySatellite(channels, satelliteIds.length, true);
    this.channelIndices = this.#own.flat().toSorted((a, b) => a - b);
  }

  /** @param taskings - Those that have reached the satellites, newer ones beside older ones. */
  look(scan: number, taskings: readonly Tasking[]): NarrowScan {
    const { flights, sensorKinds, ownSide } = this.#world;
    this.#draws.turnToScan(scan);
    const atUs = this.#draws.atUs;
    const looking = this.#steer(ordersOf(inForce(taskings, atUs), atUs));
    const stageCounts = new Uint16Array(flights.length * sensorKinds.length * LOOK_STAGES.length);
    const columns = new ScanColumns(4 * this.channelIndices.length, this.channelIndices.length);
    for (let object = 0; object < flights.length; object++) {
      this.#draws.lookAt(
        object,
        this.#own,
        (index, { sensor }, look) =>
          isPointedAt(sensor, look, looking.get(index), 0) ? 'there' : 'untasked',
        columns,
        stageCounts,
        0,
      );
    }
    for (const [index, boresight] of looking) {
      this.#draws.alarmsOf(index, columns, (out, { sensor }, uniforms) =>
        narrowAlarmDirectionInto(out, boresight, present(narrowGazeOf(sensor)).widthRad, uniforms),
      );
    }
    this.#draws.closeScan(columns, stageCounts, 0);
    return {
      block: { fromScan: scan, scanCount: 1, ...columns.taken(), stageCounts },
      pointingItrf: pointingItrf(looking, ownSide.channels.length, earthAngleRad(ownSide.earth, atUs)),
    };
  }

  /** Turns every field as it was told. @returns The boresights of those that look, in order of channel. */
  #steer(orders: ReadonlyMap<number, Order>): ReadonlyMap<number, Float64Array> {
    const { ownSide, outages } = this.#world;
    const { atUs, satellites } = this.#draws;
    const looking = new Map<number, Float64Array>();
    for (const index of this.channelIndices) {
      const order = orders.get(index);
      const { satelliteIndex, sensor } = present(ownSide.channels[index]);
      if (order === undefined || isOut(outages, satelliteIndex, atUs)) {
        this.#following.delete(index);
        continue;
      }
      const { tasking, steerUs } = order;
      const direction = directionTo(tasking, atUs, satellites, 3 * satelliteIndex);
      const followed = this.#following.get(index);
      let readyUs = followed?.readyUs ?? 0;
      if (followed?.trackId !== tasking.trackId) {
        const from = this.#boresight.get(index) ?? parkedDirection(satellites, 3 * satelliteIndex);
        const gaze = present(narrowGazeOf(sensor));
        readyUs = Math.max(steerUs, tasking.validFromUs) + turnUs(gaze, from, direction);
        this.#following.set(index, { trackId: tasking.trackId, readyUs });
      }
      this.#boresight.set(index, direction);
      if (readyUs <= atUs) looking.set(index, direction);
    }
    return looking;
  }
}

/** What each field is told to do at an instant: by the newest tasking, and of one tasking the latest look. */
function ordersOf(taskings: readonly Tasking[], atUs: SimTimeUs): ReadonlyMap<number, Order> {
  const orders = new Map<number, Order>();
  for (const tasking of taskings) {
    for (const look of tasking.looks) {
      if (!isDue(look, atUs)) continue;
      const { channelIndex, steerUs } = look;
      const known = orders.get(channelIndex);
      if (known === undefined || isNewer({ tasking, steerUs }, known))
        orders.set(channelIndex, { tasking, steerUs });
    }
  }
  return orders;
}

function isDue(look: PlannedLook, atUs: SimTimeUs): look is PlannedLook & { readonly steerUs: SimTimeUs } {
  return look.steerUs !== null && look.steerUs <= atUs && atUs < look.untilUs;
}

function isNewer(a: Order, b: Order): boolean {
  if (a.tasking.issuedAtUs !== b.tasking.issuedAtUs) return a.tasking.issuedAtUs > b.tasking.issuedAtUs;
  if (a.steerUs !== b.steerUs) return a.steerUs > b.steerUs;
  return a.tasking.trackId < b.tasking.trackId;
}

function directionTo(
  tasking: Tasking,
  atUs: SimTimeUs,
  satellites: Float64Array,
  offset: number,
): Float64Array {
  const out = new Float64Array(3);
  predictedInto(out, tasking, atUs);
  for (let axis = 0; axis < 3; axis++) out[axis]! -= satellites[offset + axis]!;
  const rangeM = Math.hypot(out[0]!, out[1]!, out[2]!);
  return out.map((each) => each / rangeM);
}

function pointingItrf(
  looking: ReadonlyMap<number, Float64Array>,
  channelCount: number,
  earthRad: number,
): Float64Array {
  const out = new Float64Array(3 * channelCount).fill(Number.NaN);
  const cosEarth = Math.cos(earthRad);
  const sinEarth = Math.sin(earthRad);
  for (const [index, boresight] of looking) {
    out[3 * index] = cosEarth * boresight[0]! + sinEarth * boresight[1]!;
    out[3 * index + 1] = cosEarth * boresight[1]! - sinEarth * boresight[0]!;
    out[3 * index + 2] = boresight[2]!;
  }
  return out;
}

/** One scan of a block together with what the narrow fields saw in it, as a block of its own. */
export function withNarrow(block: ObservedBlock, s: number, narrow: ObservedBlock): ObservedBlock {
  const parts = [
    { block, s },
    { block: narrow, s: 0 },
  ];
  const of = (start: 'lookStart' | 'alarmStart' | 'saturatedStart', width = 1) =>
    parts.map((part) => ({
      block: part.block,
      from: width * part.block[start][part.s]!,
      until: width * part.block[start][part.s + 1]!,
    }));
  const numbers = (
    start: 'lookStart' | 'alarmStart' | 'saturatedStart',
    column: keyof ObservedBlock,
    width = 1,
  ): number[] =>
    of(start, width).flatMap(({ block: each, from, until }) => {
      const values = each[column];
      return typeof values === 'number' ? [] : [...values.subarray(from, until)];
    });
  const counted = (start: 'lookStart' | 'alarmStart' | 'saturatedStart'): Uint32Array =>
    Uint32Array.of(
      0,
      of(start).reduce((sum, { from, until }) => sum + until - from, 0),
    );
  const width = narrow.stageCounts.length;
  return {
    fromScan: narrow.fromScan,
    scanCount: 1,
    lookStart: counted('lookStart'),
    lookChannelIndex: Uint16Array.from(numbers('lookStart', 'lookChannelIndex')),
    lookObjectIndex: Uint16Array.from(numbers('lookStart', 'lookObjectIndex')),
    lookBackground: Uint8Array.from(numbers('lookStart', 'lookBackground')),
    lookLosItrf: Float64Array.from(numbers('lookStart', 'lookLosItrf', 3)),
    lookSnr: Float32Array.from(numbers('lookStart', 'lookSnr')),
    alarmStart: counted('alarmStart'),
    alarmChannelIndex: Uint16Array.from(numbers('alarmStart', 'alarmChannelIndex')),
    alarmLosItrf: Float64Array.from(numbers('alarmStart', 'alarmLosItrf', 3)),
    alarmSnr: Float32Array.from(numbers('alarmStart', 'alarmSnr')),
    saturatedStart: counted('saturatedStart'),
    saturatedChannelIndex: Uint16Array.from(numbers('saturatedStart', 'saturatedChannelIndex')),
    stageCounts: narrow.stageCounts.map((each, at) => each + block.stageCounts[s * width + at]!),
  };
}
