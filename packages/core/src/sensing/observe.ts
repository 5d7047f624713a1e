import { poissonFromUniform, present, RandomStream } from '../foundation/index.ts';
import { isOut } from '../constellation/index.ts';
import { LOOK_STAGES } from '../messages/index.ts';
import { SPEED_OF_LIGHT_M_PER_S, earthAngleRad, sunDirectionInto } from '../physics/index.ts';
import { julianDateAfter, sFromUs } from '../foundation/index.ts';
import {
  STAGE_GEOMETRY,
  STAGE_OUTAGE,
  STAGE_SIGNAL,
  backgroundOf,
  emptyLook,
  fieldStage,
  localAxesInto,
  measureLookInto,
  signalToNoise,
  turnByErrorInPlace,
} from '../sensors/index.ts';
import type { Channel, SensorSpec } from '../sensors/index.ts';
import { intensityAtInto, stateAtInto } from '../truth/index.ts';
import { GrowingColumn } from './growing-columns.ts';
import type { ObservedBlock } from './observed-block.ts';
import { pointingErrorsOf } from './pointing-errors.ts';
import type { SensedWorld } from './sensed-world.ts';

/** Below the threshold by this many sigmas a source is not drawn: it would be reported once in 10^9 looks. */
const HOPELESS_SIGMAS = 6;

const STAGE_SEEN_SIGNAL = LOOK_STAGES.indexOf('saturation');

/** How far over the threshold a false alarm stands, in noise sigmas: Gaussian tails fall off by e every 1/threshold. */
function alarmSnr(sensor: SensorSpec, uniform: number): number {
  return sensor.detectionThreshold - Math.log(uniform) / sensor.detectionThreshold;
}

/**
 * Looks of every channel at every object, with noise, and the false alarms, for scans `fromScan .. fromScan + scanCount - 1`.
 *
 * A look is drawn only where geometry, limb, Sun and range allow it; it is reported when its signal plus unit Gaussian noise crosses
 * the threshold. Directions carry independent Gaussian noise of `sigmaRad` in two components across the line of sight, and the pointing
 * error of their channel, which stays the same.
 */
export function observe(world: SensedWorld, fromScan: number, scanCount: number): ObservedBlock {
  const { ownSide, flights, sensorKinds } = world;
  const channels = ownSide.channels;
  const kindOfChannel = Uint8Array.from(channels, (channel) => sensorKinds.indexOf(channel.sensor));
  const channelsBySatellite = groupBySatellite(channels, ownSide.satelliteIds.length);
  const noise = sensorKinds.map((kind) => new RandomStream(world.seed, `noise/${kind.id}`));
  const clutter = sensorKinds.map((kind) => new RandomStream(world.seed, `clutter/${kind.id}`));
  const errorsRad = pointingErrorsOf(world);
  const axes = new Float64Array(9);
  const satellites = new Float64Array(3 * ownSide.satelliteIds.length);
  const state = new Float64Array(6);
  const intensity = new Float64Array(2);
  const sun = new Float64Array(3);
  const normals = new Float64Array(4);
  const uniforms = new Float64Array(4);
  const direction = new Float64Array(3);
  const look = emptyLook();

  const lookStart = new Uint32Array(scanCount + 1);
  const alarmStart = new Uint32Array(scanCount + 1);
  const stageCounts = new Uint16Array(scanCount * flights.length * sensorKinds.length * LOOK_STAGES.length);
  const looks = lookColumns(scanCount * flights.length * 16);
  const alarms = alarmColumns(scanCount * channels.length);

  for (let s = 0; s < scanCount; s++) {
    const scan = fromScan + s;
    const atUs = scan * world.framePeriodUs;
    ownSide.ephemeris.positionsInertialInto(satellites, atUs);
    sunDirectionInto(sun, julianDateAfter(world.epoch, sFromUs(atUs)));
    const earthRad = earthAngleRad(ownSide.earth, atUs);
    const cosEarth = Math.cos(earthRad);
    const sinEarth = Math.sin(earthRad);

    for (let object = 0; object < flights.length; object++) {
      const flight = present(flights[object]);
      if (atUs < flight.cloudBreakAtUs || !stateAtInto(state, flight, atUs)) continue;
      intensityAtInto(intensity, flight, atUs);
      const row = (s * flights.length + object) * sensorKinds.length;
      const count = (kindIndex: number, reached: number): void => {
        stageCounts[(row + kindIndex) * LOOK_STAGES.length + reached]!++;
      };
      for (let satellite = 0; satellite < channelsBySatellite.length; satellite++) {
        const own = present(channelsBySatellite[satellite]);
        if (own.length === 0) continue;
        if (isOut(world.outages, satellite, atUs)) {
          for (const channel of own) count(kindOfChannel[channel]!, STAGE_OUTAGE);
          continue;
        }
        measureLookInto(look, satellites, 3 * satellite, state[0]!, state[1]!, state[2]!);
        if (look.blocked) {
          for (const channel of own) count(kindOfChannel[channel]!, STAGE_GEOMETRY);
          continue;
        }
        const lightTimeS = look.rangeM / SPEED_OF_LIGHT_M_PER_S;
        measureLookInto(
          look,
          satellites,
          3 * satellite,
          state[0]! - state[3]! * lightTimeS,
          state[1]! - state[4]! * lightTimeS,
          state[2]! - state[5]! * lightTimeS,
        );
        const sunCosine = look.losX * sun[0]! + look.losY * sun[1]! + look.losZ * sun[2]!;
        for (const channel of own) {
          const kindIndex = kindOfChannel[channel]!;
          const sensor = present(channels[channel]).sensor;
          let reached = fieldStage(sensor, look, sunCosine);
          if (reached === STAGE_SIGNAL) {
            const source = intensity[sensor.band === 'lwir' ? 1 : 0]!;
            const meanSnr = signalToNoise(sensor, look, source);
            if (meanSnr > sensor.detectionThreshold - HOPELESS_SIGMAS) {
              present(noise[kindIndex]).normalsInto(normals, satellite, scan, object);
              const snr = meanSnr + normals[2]!;
              if (snr > sensor.detectionThreshold) {
                reached = STAGE_SEEN_SIGNAL;
                direction[0] = look.losX;
                direction[1] = look.losY;
                direction[2] = look.losZ;
                tilt(direction, sensor.sigmaRad * normals[0]!, sensor.sigmaRad * normals[1]!);
                if (sensor.biasSigmaRad > 0) {
                  localAxesInto(axes, satellites, 3 * satellite);
                  turnByErrorInPlace(direction, 0, axes, errorsRad, 3 * channel);
                }
                looks.channelIndex.push(channel);
                looks.objectIndex.push(object);
                looks.background.push(backgroundOf(look));
                looks.snr.push(snr);
                pushItrf(looks.los, direction, cosEarth, sinEarth);
              }
            }
          }
          count(kindIndex, reached);
        }
      }
    }
    lookStart[s + 1] = looks.snr.length;

    for (let channel = 0; channel < channels.length; channel++) {
      const { satelliteIndex, sensor } = present(channels[channel]);
      if (isOut(world.outages, satelliteIndex, atUs)) continue;
      const stream = present(clutter[kindOfChannel[channel]!]);
      const count = poissonFromUniform(sensor.falseAlarmsPerScan, stream.uniform(satelliteIndex, scan));
      for (let alarm = 0; alarm < count; alarm++) {
        stream.uniformsInto(uniforms, 0, satelliteIndex, scan, alarm);
        const offNadirCosine = drawOffNadirCosine(sensor, uniforms[0]!, uniforms[1]!);
        fromNadirInto(direction, satellites, 3 * satelliteIndex, offNadirCosine, 2 * Math.PI * uniforms[2]!);
        alarms.channelIndex.push(channel);
        alarms.snr.push(alarmSnr(sensor, uniforms[3]!));
        pushItrf(alarms.los, direction, cosEarth, sinEarth);
      }
    }
    alarmStart[s + 1] = alarms.snr.length;
  }

  return {
    fromScan,
    scanCount,
    lookStart,
    lookChannelIndex: Uint16Array.from(looks.channelIndex.taken()),
    lookObjectIndex: Uint16Array.from(looks.objectIndex.taken()),
    lookBackground: Uint8Array.from(looks.background.taken()),
    lookLosItrf: looks.los.taken(),
    lookSnr: Float32Array.from(looks.snr.taken()),
    alarmStart,
    alarmChannelIndex: Uint16Array.from(alarms.channelIndex.taken()),
    alarmLosItrf: alarms.los.taken(),
    alarmSnr: Float32Array.from(alarms.snr.taken()),
    stageCounts,
  };
}

function lookColumns(capacity: number) {
  return {
    channelIndex: new GrowingColumn(capacity + 16),
    objectIndex: new GrowingColumn(capacity + 16),
    background: new GrowingColumn(capacity + 16),
    snr: new GrowingColumn(capacity + 16),
    los: new GrowingColumn(3 * capacity + 16),
  };
}

function alarmColumns(capacity: number) {
  return {
    channelIndex: new GrowingColumn(capacity + 16),
    snr: new GrowingColumn(capacity + 16),
    los: new GrowingColumn(3 * capacity + 16),
  };
}

function groupBySatellite(
  channels: readonly Channel[],
  satelliteCount: number,
): readonly (readonly number[])[] {
  const groups: number[][] = Array.from({ length: satelliteCount }, () => []);
  channels.forEach((channel, index) => groups[channel.satelliteIndex]?.push(index));
  return groups;
}

/** Rotates an inertial direction into the Earth-fixed frame and appends it. */
function pushItrf(column: GrowingColumn, direction: Float64Array, cosEarth: number, sinEarth: number): void {
  column.push(cosEarth * direction[0]! + sinEarth * direction[1]!);
  column.push(cosEarth * direction[1]! - sinEarth * direction[0]!);
  column.push(direction[2]!);
}

/** Moves a unit vector by two small angles across it, in a tangent plane that has no preferred direction in the sky. */
function tilt(direction: Float64Array, firstRad: number, secondRad: number): void {
  const x = direction[0]!;
  const y = direction[1]!;
  const z = direction[2]!;
  const away = Math.abs(z) < 0.9 ? 2 : 0;
  const hx = away === 0 ? 1 : 0;
  const hz = away === 2 ? 1 : 0;
  let ax = y * hz;
  let ay = z * hx - x * hz;
  let az = -y * hx;
  const length = Math.sqrt(ax * ax + ay * ay + az * az);
  ax /= length;
  ay /= length;
  az /= length;
  const bx = y * az - z * ay;
  const by = z * ax - x * az;
  const bz = x * ay - y * ax;
  const nx = x + firstRad * ax + secondRad * bx;
  const ny = y + firstRad * ay + secondRad * by;
  const nz = z + firstRad * az + secondRad * bz;
  const norm = Math.sqrt(nx * nx + ny * ny + nz * nz);
  direction[0] = nx / norm;
  direction[1] = ny / norm;
  direction[2] = nz / norm;
}

/** Cosine of the off-nadir angle of a false alarm: even over the solid angle of the sensor's fields. */
function drawOffNadirCosine(sensor: SensorSpec, pickField: number, within: number): number {
  let total = 0;
  for (const field of sensor.fields) total += Math.cos(field.offNadirRad[0]) - Math.cos(field.offNadirRad[1]);
  let remaining = pickField * total;
  for (const field of sensor.fields) {
    const high = Math.cos(field.offNadirRad[0]);
    const low = Math.cos(field.offNadirRad[1]);
    if (remaining <= high - low) return low + within * (high - low);
    remaining -= high - low;
  }
  return Math.cos(sensor.fields[0]?.offNadirRad[0] ?? 0);
}

/** Unit vector at an angle from the nadir of a satellite and an azimuth about it, same frame as the satellite's position. */
function fromNadirInto(
  out: Float64Array,
  satellites: Float64Array,
  offset: number,
  offNadirCosine: number,
  azimuthRad: number,
): void {
  const x = satellites[offset]!;
  const y = satellites[offset + 1]!;
  const z = satellites[offset + 2]!;
  const radius = Math.sqrt(x * x + y * y + z * z);
  const nx = -x / radius;
  const ny = -y / radius;
  const nz = -z / radius;
  const across = Math.sqrt(nx * nx + ny * ny);
  const ax = across > 1e-9 ? -ny / across : 1;
  const ay = across > 1e-9 ? nx / across : 0;
  const bx = -nz * ay;
  const by = nz * ax;
  const bz = nx * ay - ny * ax;
  const sine = Math.sqrt(Math.max(0, 1 - offNadirCosine * offNadirCosine));
  const c = sine * Math.cos(azimuthRad);
  const s = sine * Math.sin(azimuthRad);
  out[0] = offNadirCosine * nx + c * ax + s * bx;
  out[1] = offNadirCosine * ny + c * ay + s * by;
  out[2] = offNadirCosine * nz + s * bz;
}
