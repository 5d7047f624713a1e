import { TWO_PI } from '../foundation/index.ts';
import type { SimTimeUs } from '../foundation/index.ts';
import { localAxesInto, sweptAzimuthRad } from '../sensors/index.ts';
import type { Channel, SensorSpec } from '../sensors/index.ts';
import { tilt } from './tilt.ts';

/** How far over the threshold a false alarm stands, in noise sigmas: Gaussian tails fall off by e every 1/threshold. */
export function alarmSnr(sensor: SensorSpec, uniform: number): number {
  return sensor.detectionThreshold - Math.log(uniform) / sensor.detectionThreshold;
}

/**
 * Direction of a false alarm, even over the solid angle that the frame of a sensor which is not pointed covers: all its fields, or the wedge
 * of them that its line has passed.
 *
 * @param satellites - Positions, m, [satellite][x, y, z].
 * @param uniforms - Which field, where between its edges, and at which azimuth, each in (0, 1).
 */
export function alarmDirectionInto(
  out: Float64Array,
  channel: Channel,
  satellites: Float64Array,
  atUs: SimTimeUs,
  uniforms: Float64Array,
): void {
  const { sensor, satelliteIndex } = channel;
  const offNadirCosine = drawOffNadirCosine(sensor, uniforms[0]!, uniforms[1]!);
  if (sensor.gaze.kind === 'sweep') {
    const azimuthRad = sweptAzimuthRad(channel, atUs, uniforms[2]!);
    fromNorthInto(out, satellites, 3 * satelliteIndex, offNadirCosine, azimuthRad);
  } else fromNadirInto(out, satellites, 3 * satelliteIndex, offNadirCosine, TWO_PI * uniforms[2]!);
}

/** Direction of a false alarm in a narrow field, even over it. */
export function narrowAlarmDirectionInto(
  out: Float64Array,
  boresight: Float64Array,
  widthRad: number,
  uniforms: Float64Array,
): void {
  const awayRad = (widthRad / 2) * Math.sqrt(uniforms[0]!);
  const azimuthRad = TWO_PI * uniforms[1]!;
  out.set(boresight);
  tilt(out, Math.tan(awayRad) * Math.cos(azimuthRad), Math.tan(awayRad) * Math.sin(azimuthRad));
}

const axes = new Float64Array(9);

/** Unit vector at an angle from the nadir of a satellite and an azimuth clockwise from its north. */
function fromNorthInto(
  out: Float64Array,
  satellites: Float64Array,
  offset: number,
  offNadirCosine: number,
  azimuthRad: number,
): void {
  localAxesInto(axes, satellites, offset);
  const sine = Math.sqrt(Math.max(0, 1 - offNadirCosine * offNadirCosine));
  const east = sine * Math.sin(azimuthRad);
  const north = sine * Math.cos(azimuthRad);
  for (let k = 0; k < 3; k++)
    out[k] = -offNadirCosine * axes[k]! + east * axes[3 + k]! + north * axes[6 + k]!;
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
