import { RandomStream, julianDateAfter, poissonFromUniform, present, sFromUs } from '../foundation/index.ts';
import type { SimTimeUs } from '../foundation/index.ts';
import { isOut } from '../constellation/index.ts';
import { LOOK_STAGES } from '../messages/index.ts';
import { SPEED_OF_LIGHT_M_PER_S, earthAngleRad, sunDirectionInto } from '../physics/index.ts';
import {
  STAGE_GEOMETRY,
  STAGE_OUTAGE,
  STAGE_SIGNAL,
  backgroundNoiseFactor,
  backgroundOf,
  emptyLook,
  fieldStage,
  localAxesInto,
  measureLookInto,
  signalToNoise,
  sunCosineOf,
  turnByErrorInPlace,
} from '../sensors/index.ts';
import type { Channel, Look } from '../sensors/index.ts';
import { intensityAtInto, stateAtInto } from '../truth/index.ts';
import { alarmSnr } from './alarms.ts';
import { pointingErrorsOf } from './pointing-errors.ts';
import type { ScanColumns } from './scan-columns.ts';
import type { SensedWorld } from './sensed-world.ts';
import { tilt } from './tilt.ts';

/** Below the threshold by this many sigmas a source is not drawn: it would be reported once in 10^9 looks. */
const HOPELESS_SIGMAS = 6;

const STAGE_SATURATION = LOOK_STAGES.indexOf('saturation');
/** A detection was made, or would have been: what is left is to be asked for and sent down. */
const STAGE_TASKING = LOOK_STAGES.indexOf('tasking');
/** Where a detection ends is known when the scan is closed. */
const DETECTED = -1;

/** Where a sensor whose limits take a line of sight looks in this frame: there; or elsewhere, by its own rhythm or for want of a tasking. */
export type Regard = 'there' | 'elsewhere' | 'untasked';

/** Channels of each satellite, by their indices: [satellite][...]. */
export type ChannelsBySatellite = readonly (readonly number[])[];

/** The draws of one world, scan by scan: every number is a pure function of seed, stream, satellite, scan and object. */
export class Draws {
  readonly satellites: Float64Array;
  atUs: SimTimeUs = 0;
  readonly #world: SensedWorld;
  readonly #kindOfChannel: Uint8Array;
  readonly #noise: readonly RandomStream[];
  readonly #clutter: readonly RandomStream[];
  readonly #errorsRad: Float64Array;
  readonly #axes = new Float64Array(9);
  readonly #state = new Float64Array(6);
  readonly #intensity = new Float64Array(2);
  readonly #sun = new Float64Array(3);
  readonly #normals = new Float64Array(4);
  readonly #uniforms = new Float64Array(4);
  readonly #direction = new Float64Array(3);
  readonly #look = emptyLook();
  #scan = 0;
  #cosEarth = 1;
  #sinEarth = 0;

  constructor(world: SensedWorld) {
    this.#world = world;
    this.satellites = new Float64Array(3 * world.ownSide.satelliteIds.length);
    this.#kindOfChannel = Uint8Array.from(world.ownSide.channels, ({ sensor }) =>
      world.sensorKinds.indexOf(sensor),
    );
    this.#noise = world.sensorKinds.map((kind) => new RandomStream(world.seed, `noise/${kind.id}`));
    this.#clutter = world.sensorKinds.map((kind) => new RandomStream(world.seed, `clutter/${kind.id}`));
    this.#errorsRad = pointingErrorsOf(world);
  }

  turnToScan(scan: number): void {
    const { ownSide, epoch, framePeriodUs } = this.#world;
    this.#scan = scan;
    this.atUs = scan * framePeriodUs;
    ownSide.ephemeris.positionsInertialInto(this.satellites, this.atUs);
    sunDirectionInto(this.#sun, julianDateAfter(epoch, sFromUs(this.atUs)));
    const earthRad = earthAngleRad(ownSide.earth, this.atUs);
    this.#cosEarth = Math.cos(earthRad);
    this.#sinEarth = Math.sin(earthRad);
  }

  /**
   * Looks of the channels at one object.
   *
   * @param stageCounts - Counts the looks that ended at each stage, from `stageFrom` on: [object][sensor kind][stage].
   * @param regard - Asked where the limits of a sensor take the line of sight.
   */
  lookAt(
    object: number,
    channelsBySatellite: ChannelsBySatellite,
    regard: (channelIndex: number, channel: Channel, look: Look) => Regard,
    columns: ScanColumns,
    stageCounts: Uint16Array,
    stageFrom: number,
  ): void {
    const { flights, ownSide, outages } = this.#world;
    const flight = present(flights[object]);
    const state = this.#state;
    const look = this.#look;
    const count = (channel: number, reached: number): void =>
      this.#count(stageCounts, stageFrom, object, channel, reached);
    if (this.atUs < flight.cloudBreakAtUs || !stateAtInto(state, flight, this.atUs)) return;
    intensityAtInto(this.#intensity, flight, this.atUs);
    for (let satellite = 0; satellite < channelsBySatellite.length; satellite++) {
      const own = present(channelsBySatellite[satellite]);
      if (own.length === 0) continue;
      if (isOut(outages, satellite, this.atUs)) {
        for (const channel of own) count(channel, STAGE_OUTAGE);
        continue;
      }
      measureLookInto(look, this.satellites, 3 * satellite, state[0]!, state[1]!, state[2]!);
      if (look.blocked) {
        for (const channel of own) count(channel, STAGE_GEOMETRY);
        continue;
      }
      const lightTimeS = look.rangeM / SPEED_OF_LIGHT_M_PER_S;
      measureLookInto(
        look,
        this.satellites,
        3 * satellite,
        state[0]! - state[3]! * lightTimeS,
        state[1]! - state[4]! * lightTimeS,
        state[2]! - state[5]! * lightTimeS,
      );
      const sunCosine = sunCosineOf(look, this.satellites, 3 * satellite, this.#sun);
      for (const index of own) {
        const channel = present(ownSide.channels[index]);
        const reached = fieldStage(channel.sensor, look, sunCosine);
        const ended =
          reached === STAGE_SIGNAL ? this.#draw(object, index, channel, regard, columns) : reached;
        if (ended !== DETECTED) count(index, ended);
      }
    }
  }

  #count(stageCounts: Uint16Array, stageFrom: number, object: number, channel: number, stage: number): void {
    const row = object * this.#world.sensorKinds.length + this.#kindOfChannel[channel]!;
    stageCounts[stageFrom + row * LOOK_STAGES.length + stage]!++;
  }

  /** Draws a look where the geometry allows one. Returns the stage at which it ended, or `DETECTED`. */
  #draw(
    object: number,
    index: number,
    channel: Channel,
    regard: (channelIndex: number, channel: Channel, look: Look) => Regard,
    columns: ScanColumns,
  ): number {
    const { sensor, satelliteIndex } = channel;
    const look = this.#look;
    const regarded = regard(index, channel, look);
    if (regarded === 'elsewhere') return STAGE_GEOMETRY;
    const source = this.#intensity[sensor.band === 'lwir' ? 1 : 0]!;
    const factor = backgroundNoiseFactor(sensor, look, this.satellites, 3 * satelliteIndex, this.#sun);
    const meanSnr = signalToNoise(sensor, look, source, factor);
    if (regarded === 'untasked') return meanSnr > sensor.detectionThreshold ? STAGE_TASKING : STAGE_SIGNAL;
    if (meanSnr <= sensor.detectionThreshold - HOPELESS_SIGMAS) return STAGE_SIGNAL;
    const normals = this.#normals;
    present(this.#noise[this.#kindOfChannel[index]!]).normalsInto(
      normals,
      satelliteIndex,
      this.#scan,
      object,
    );
    const snr = meanSnr + normals[2]!;
    if (snr <= sensor.detectionThreshold) return STAGE_SIGNAL;
    const direction = this.#direction;
    direction[0] = look.losX;
    direction[1] = look.losY;
    direction[2] = look.losZ;
    tilt(direction, sensor.sigmaRad * normals[0]!, sensor.sigmaRad * normals[1]!);
    if (sensor.biasSigmaRad > 0) {
      localAxesInto(this.#axes, this.satellites, 3 * satelliteIndex);
      turnByErrorInPlace(direction, 0, this.#axes, this.#errorsRad, 3 * index);
    }
    columns.addLook(index, object, backgroundOf(look), snr, direction, this.#cosEarth, this.#sinEarth);
    return DETECTED;
  }

  /** False alarms of one channel that works and looks. @param directionInto - Where one of them is, from four uniform numbers. */
  alarmsOf(
    index: number,
    columns: ScanColumns,
    directionInto: (out: Float64Array, channel: Channel, uniforms: Float64Array) => void,
  ): void {
    const channel = present(this.#world.ownSide.channels[index]);
    const { satelliteIndex, sensor } = channel;
    const stream = present(this.#clutter[this.#kindOfChannel[index]!]);
    const count = poissonFromUniform(sensor.falseAlarmsPerScan, stream.uniform(satelliteIndex, this.#scan));
    for (let alarm = 0; alarm < count; alarm++) {
      stream.uniformsInto(this.#uniforms, 0, satelliteIndex, this.#scan, alarm);
      directionInto(this.#direction, channel, this.#uniforms);
      const snr = alarmSnr(sensor, this.#uniforms[3]!);
      columns.addAlarm(index, snr, this.#direction, this.#cosEarth, this.#sinEarth);
    }
  }

  /** Lets every channel keep what a frame of it holds, and counts what became of the detections. */
  closeScan(columns: ScanColumns, stageCounts: Uint16Array, stageFrom: number): void {
    const { channels } = this.#world.ownSide;
    columns.saturate(
      (channel) => channels[channel]?.sensor.maxDetectionsPerFrame ?? null,
      (object, channel) => this.#count(stageCounts, stageFrom, object, channel, STAGE_SATURATION),
    );
    columns.forEachLook((object, channel) =>
      this.#count(stageCounts, stageFrom, object, channel, STAGE_TASKING),
    );
    columns.closeScan();
  }
}
