import { TWO_PI, US_PER_S, sFromUs } from '../foundation/index.ts';
import type { SimTimeUs } from '../foundation/index.ts';
import { localAxesInto } from './local-axes.ts';
import type { Look } from './look.ts';
import type { Channel } from './own-side.ts';
import type { NarrowGaze, SensorSpec } from './sensor-spec.ts';

/** Turns satellites' lines out of step with each other, so that a place is passed by one after the other: the golden section's even spread. */
const PHASE_STEP = (Math.sqrt(5) - 1) / 2;

const axes = new Float64Array(9);

/**
 * Does the frame of a sweeping line at this instant take the line of sight? Its azimuth, clockwise from north at the satellite, must lie in the
 * wedge passed since the frame before; every direction is taken once in a period. Always so of a sensor that does not sweep.
 */
export function isSwept(
  { satelliteIndex, sensor: { gaze, framePeriodS } }: Channel,
  look: Look,
  satellites: Float64Array,
  atUs: SimTimeUs,
): boolean {
  if (gaze.kind !== 'sweep') return true;
  localAxesInto(axes, satellites, 3 * satelliteIndex);
  const east = look.losX * axes[3]! + look.losY * axes[4]! + look.losZ * axes[5]!;
  const north = look.losX * axes[6]! + look.losY * axes[7]! + look.losZ * axes[8]!;
  const turned = share(Math.atan2(east, north) / TWO_PI - satelliteIndex * PHASE_STEP);
  const wedges = wedgesOf(gaze.periodS, framePeriodS);
  return Math.min(Math.floor(turned * wedges), wedges - 1) === wedgeAt(atUs, framePeriodS, wedges);
}

function wedgesOf(periodS: number, framePeriodS: number): number {
  return Math.round(periodS / framePeriodS);
}

/** Number of the wedge that the frame at an instant takes. */
function wedgeAt(atUs: SimTimeUs, framePeriodS: number, wedges: number): number {
  return Math.round(sFromUs(atUs) / framePeriodS) % wedges;
}

/** An azimuth in the wedge of a frame, rad: its start for a share of 0, its end for 1; of a sensor that does not sweep any at all. */
export function sweptAzimuthRad(
  { satelliteIndex, sensor: { gaze, framePeriodS } }: Channel,
  atUs: SimTimeUs,
  within: number,
): number {
  if (gaze.kind !== 'sweep') return TWO_PI * within;
  const wedges = wedgesOf(gaze.periodS, framePeriodS);
  return TWO_PI * (satelliteIndex * PHASE_STEP + (wedgeAt(atUs, framePeriodS, wedges) + within) / wedges);
}

function share(turns: number): number {
  return turns - Math.floor(turns);
}

/** The narrow gaze of a sensor that has to be pointed; null of any other. */
export function narrowGazeOf({ gaze }: SensorSpec): NarrowGaze | null {
  return gaze.kind === 'point' ? gaze : null;
}

/**
 * Does a sensor's field, if it is a narrow one, hold the line of sight? Always so of a sensor that needs no pointing.
 *
 * @param boresights - Unit vectors in the frame of the look, the field's at `offset`; one without a direction holds nothing.
 */
export function isPointedAt(
  sensor: SensorSpec,
  look: Look,
  boresights: Float64Array | undefined,
  offset: number,
): boolean {
  const gaze = narrowGazeOf(sensor);
  if (gaze === null) return true;
  if (boresights === undefined) return false;
  const cosine =
    look.losX * boresights[offset]! +
    look.losY * boresights[offset + 1]! +
    look.losZ * boresights[offset + 2]!;
  return cosine >= Math.cos(gaze.widthRad / 2);
}

/** Time from pointing in one direction to the first good frame in another, us: the slew and the settling. */
export function turnUs(
  { slewRadPerS, settleS }: NarrowGaze,
  from: Float64Array,
  to: Float64Array,
): SimTimeUs {
  const cosine = from[0]! * to[0]! + from[1]! * to[1]! + from[2]! * to[2]!;
  return Math.ceil(US_PER_S * (Math.acos(Math.max(-1, Math.min(1, cosine))) / slewRadPerS + settleS));
}

/** Where a field points that was never sent anywhere: straight down. */
export function parkedDirection(satellites: Float64Array, offset: number): Float64Array {
  const place = satellites.slice(offset, offset + 3);
  const radiusM = Math.sqrt(place[0]! * place[0]! + place[1]! * place[1]! + place[2]! * place[2]!);
  return place.map((each) => -each / radiusM);
}

/** Solid angle that a sensor covers in one frame, sr. */
export function frameSolidAngleSr({ fields, gaze, framePeriodS }: SensorSpec): number {
  if (gaze.kind === 'point') return TWO_PI * (1 - Math.cos(gaze.widthRad / 2));
  const all = fields.reduce(
    (sum, { offNadirRad: [from, to] }) => sum + TWO_PI * (Math.cos(from) - Math.cos(to)),
    0,
  );
  return gaze.kind === 'sweep' ? (all * framePeriodS) / gaze.periodS : all;
}
