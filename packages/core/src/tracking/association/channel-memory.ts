import { present } from '../../foundation/index.ts';
import { frameSolidAngleSr } from '../../sensors/index.ts';
import type { OwnSide, SensorSpec } from '../../sensors/index.ts';
import type { Scan } from '../scan.ts';
import type { Share } from './weigh-together.ts';

/** What the tracker has learnt of each channel; sums that fade, so that old scans count less. */
export interface ChannelMemory {
  /** Looks at tracks that the channel held a scan before and still looked at, and how many of them it saw. */
  readonly looks: Float64Array;
  readonly sightings: Float64Array;
  /** Scans with a report, and detections in them that no track took. */
  readonly scans: Float64Array;
  readonly strays: Float64Array;
}

/** By channel. */
export interface ChannelRates {
  /** How likely it sees an object that it held a scan before. */
  readonly detectionProb: (channel: number) => number;
  /** How many of its detections are no track's, 1/sr. */
  readonly straysPerSr: (channel: number) => number;
}

/** What a sensor is taken for until it has shown more; a sensor's signal decides, which nobody knows beforehand. Notional. */
const DEFAULT_DETECTION_PROB = 0.9;
/** Mean false alarms in a scan of a sensor that does not say. Notional. */
const DEFAULT_STRAYS = 3;
/** Looks, and scans, that the first opinion weighs as much as. */
const PRIOR_WEIGHT = 10;
/** Share of a sum that is left a scan later: a memory of some three hundred scans. */
const FADING = 1 - 1 / 300;
/** A look may always fail, and need not. */
const MOST_DETECTION_PROB = 0.99;
const LEAST_DETECTION_PROB = 0.5;
const FEWEST_STRAYS = 0.01;
/** Solid angle of a sensor whose fields are not known, sr: the disc of the Earth seen from 1,000 km. */
const UNKNOWN_FIELD_SR = Math.PI;

export function newChannelMemory(channels: number): ChannelMemory {
  return {
    looks: new Float64Array(channels),
    sightings: new Float64Array(channels),
    scans: new Float64Array(channels),
    strays: new Float64Array(channels),
  };
}

/** A memory with room for channels that have come since, of which nothing is known yet: files name their sensors as they go. */
export function withRoomFor(memory: ChannelMemory, channels: number): ChannelMemory {
  if (memory.looks.length >= channels) return memory;
  const grown = (sums: Float64Array): Float64Array => {
    const out = new Float64Array(channels);
    out.set(sums);
    return out;
  };
  const { looks, sightings, scans, strays } = memory;
  return { looks: grown(looks), sightings: grown(sightings), scans: grown(scans), strays: grown(strays) };
}

/** The rates that what was learnt and the first opinion say together. */
export function channelRates(memory: ChannelMemory, { channels }: Pick<OwnSide, 'channels'>): ChannelRates {
  return {
    detectionProb(channel) {
      const seen = PRIOR_WEIGHT * DEFAULT_DETECTION_PROB + memory.sightings[channel]!;
      const prob = seen / (PRIOR_WEIGHT + memory.looks[channel]!);
      return Math.min(Math.max(prob, LEAST_DETECTION_PROB), MOST_DETECTION_PROB);
    },
    straysPerSr(channel) {
      const { sensor } = present(channels[channel]);
      const told = Number.isFinite(sensor.falseAlarmsPerScan) ? sensor.falseAlarmsPerScan : DEFAULT_STRAYS;
      const strays =
        (PRIOR_WEIGHT * told + memory.strays[channel]!) / (PRIOR_WEIGHT + memory.scans[channel]!);
      return Math.max(strays, FEWEST_STRAYS) / solidAngleSr(sensor);
    },
  };
}

function solidAngleSr(sensor: SensorSpec): number {
  return sensor.fields.length === 0 ? UNKNOWN_FIELD_SR : frameSolidAngleSr(sensor);
}

/** What one track had to expect of a scan, and what came. */
export interface Sighting {
  /** Channels that held it a scan before and looked again. */
  readonly watchers: readonly number[];
  readonly shares: readonly Share[];
}

/** The memory after a scan. */
export function remembered(
  memory: ChannelMemory,
  scan: Scan,
  taken: Uint8Array,
  sightings: readonly Sighting[],
): ChannelMemory {
  const looks = memory.looks.map((each) => each * FADING);
  const seen = memory.sightings.map((each) => each * FADING);
  for (const { watchers, shares } of sightings) {
    const watching = new Set(watchers);
    for (const channel of watchers) looks[channel]! += 1;
    for (const { row, prob } of shares) {
      const channel = scan.channelIndex[row]!;
      if (watching.has(channel)) seen[channel]! += prob;
    }
  }
  const scans = memory.scans.map((each, channel) => each * FADING + scan.reported[channel]!);
  const strays = memory.strays.map((each) => each * FADING);
  taken.forEach((mark, row) => {
    if (mark === 0) strays[scan.channelIndex[row]!]! += 1;
  });
  return { looks, sightings: seen, scans, strays };
}
