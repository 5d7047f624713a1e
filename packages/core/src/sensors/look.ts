import { normalCdf } from '../foundation/index.ts';
import { EARTH_EQUATORIAL_RADIUS_M, EARTH_POLAR_RADIUS_M } from '../physics/index.ts';
import { BACKGROUNDS, LOOK_STAGES } from '../messages/index.ts';
import type { FieldOfRegard, SensorSpec, SensorView } from './sensor-spec.ts';

/** Indices into LOOK_STAGES, for kernels. */
export const STAGE_OUTAGE: number = LOOK_STAGES.indexOf('outage');
export const STAGE_GEOMETRY: number = LOOK_STAGES.indexOf('geometry');
export const STAGE_LIMB: number = LOOK_STAGES.indexOf('limb');
export const STAGE_SUN: number = LOOK_STAGES.indexOf('Sun');
export const STAGE_RANGE: number = LOOK_STAGES.indexOf('range');
export const STAGE_SIGNAL: number = LOOK_STAGES.indexOf('signal');

const BACKGROUND_EARTH = BACKGROUNDS.indexOf('earth');
const BACKGROUND_LIMB = BACKGROUNDS.indexOf('limb');
const BACKGROUND_SPACE = BACKGROUNDS.indexOf('space');

/** Rays that pass below this height see air behind the target, m. Airglow and the carbon dioxide limb end near it. */
export const LIMB_TOP_M = 100_000;

/** Stretches the polar axis so that the ellipsoid becomes a sphere of the equatorial radius. */
const POLAR_STRETCH = EARTH_EQUATORIAL_RADIUS_M / EARTH_POLAR_RADIUS_M;
const CM2_PER_M2 = 1e4;

/** What a satellite and a point in space have to do with one another; filled by `measureLookInto`, reused between calls. */
export interface Look {
  rangeM: number;
  /** Unit vector from the satellite to the point, same frame as the inputs. */
  losX: number;
  losY: number;
  losZ: number;
  /** Angle at the satellite between its nadir and the point, rad. */
  offNadirRad: number;
  /** The solid Earth stands between. */
  blocked: boolean;
  /** Lowest height of the ray beyond the satellite, produced to infinity, m; negative when it meets the ground. */
  tangentHeightM: number;
}

export function emptyLook(): Look {
  return { rangeM: 0, losX: 0, losY: 0, losZ: 0, offNadirRad: 0, blocked: false, tangentHeightM: 0 };
}

/**
 * Geometry of one line of sight. Positions in any Earth-centred frame with the pole along z, m.
 *
 * The Earth is the WGS 84 ellipsoid, made a sphere by stretching the z axis; heights of tangent points are then good to 0.4 %.
 * The solid Earth blocks only where the tangent point lies between satellite and target.
 */
export function measureLookInto(
  look: Look,
  satellites: Float64Array,
  satelliteOffset: number,
  targetX: number,
  targetY: number,
  targetZ: number,
): void {
  const sx = satellites[satelliteOffset]!;
  const sy = satellites[satelliteOffset + 1]!;
  const sz = satellites[satelliteOffset + 2]!;
  const dx = targetX - sx;
  const dy = targetY - sy;
  const dz = targetZ - sz;
  const rangeM = Math.sqrt(dx * dx + dy * dy + dz * dz);
  look.rangeM = rangeM;
  look.losX = dx / rangeM;
  look.losY = dy / rangeM;
  look.losZ = dz / rangeM;
  const radiusM = Math.sqrt(sx * sx + sy * sy + sz * sz);
  const cosOffNadir = -(dx * sx + dy * sy + dz * sz) / (rangeM * radiusM);
  look.offNadirRad = Math.acos(Math.max(-1, Math.min(1, cosOffNadir)));

  const szStretched = sz * POLAR_STRETCH;
  const dzStretched = dz * POLAR_STRETCH;
  const stretched2 = dx * dx + dy * dy + dzStretched * dzStretched;
  const satellite2 = sx * sx + sy * sy + szStretched * szStretched;
  const along = -(sx * dx + sy * dy + szStretched * dzStretched) / stretched2;
  if (along <= 0) {
    look.blocked = false;
    look.tangentHeightM = Math.sqrt(satellite2) - EARTH_EQUATORIAL_RADIUS_M;
    return;
  }
  const closest2 = satellite2 - along * along * stretched2;
  look.tangentHeightM = Math.sqrt(Math.max(0, closest2)) - EARTH_EQUATORIAL_RADIUS_M;
  look.blocked = look.tangentHeightM < 0 && along < 1;
}

/** Index into BACKGROUNDS of what lies behind the target. */
export function backgroundOf(look: Look): number {
  if (look.tangentHeightM < 0) return BACKGROUND_EARTH;
  return look.tangentHeightM < LIMB_TOP_M ? BACKGROUND_LIMB : BACKGROUND_SPACE;
}

/**
 * Whether the sensor's field takes this line of sight: the stage it fails at, or `STAGE_SIGNAL` when only the signal is left to ask.
 * Stages in order: geometry (hard Earth, no field looks there), limb, Sun, range.
 *
 * @param sunCosine - Cosine of the angle between the line of sight and the Sun.
 */
export function fieldStage(sensor: SensorView, look: Look, sunCosine: number): number {
  if (look.blocked) return STAGE_GEOMETRY;
  const seeing = fieldOf(sensor, look.offNadirRad);
  if (seeing === null) return STAGE_GEOMETRY;
  if (seeing.tangentFloorM !== null && look.tangentHeightM < seeing.tangentFloorM) return STAGE_LIMB;
  if (sunCosine > Math.cos(sensor.sunExclusionRad)) return STAGE_SUN;
  if (look.rangeM > seeing.maxRangeM) return STAGE_RANGE;
  return STAGE_SIGNAL;
}

function fieldOf<Field extends FieldOfRegard>(
  sensor: { readonly fields: readonly Field[] },
  offNadirRad: number,
): Field | null {
  for (const each of sensor.fields) {
    if (offNadirRad >= each.offNadirRad[0] && offNadirRad < each.offNadirRad[1]) return each;
  }
  return null;
}

/**
 * Mean signal over noise of a point source: irradiance at the aperture over the field's noise-equivalent irradiance.
 *
 * @param intensityWPerSr - Radiant intensity in the sensor's band.
 * @param noiseFactor - What the background does to that noise, by `backgroundNoiseFactor`.
 * @returns 0 where no field looks.
 */
export function signalToNoise(
  sensor: SensorSpec,
  look: Look,
  intensityWPerSr: number,
  noiseFactor = 1,
): number {
  const seeing = fieldOf(sensor, look.offNadirRad);
  if (seeing === null) return 0;
  const irradianceWPerCm2 = intensityWPerSr / (look.rangeM * look.rangeM * CM2_PER_M2);
  return irradianceWPerCm2 / (noiseFactor * seeing.noiseEquivalentIrradianceWPerCm2);
}

/**
 * How many times noisier than in the dark the background of a line of sight is: the field's own factor where the ground, or the air below
 * the tangent point, is sunlit.
 *
 * @param sun - Unit vector from the Earth to the Sun, same frame as the satellites.
 */
export function backgroundNoiseFactor(
  sensor: SensorSpec,
  look: Look,
  satellites: Float64Array,
  satelliteOffset: number,
  sun: Float64Array,
): number {
  const seeing = fieldOf(sensor, look.offNadirRad);
  if (seeing === null || seeing.sunlitNoiseFactor === 1) return 1;
  if (look.tangentHeightM >= LIMB_TOP_M) return 1;
  return isSunlitBehind(look, satellites, satelliteOffset, sun) ? seeing.sunlitNoiseFactor : 1;
}

/** Does the Sun stand above the horizon where the ray meets the ground, or, passing it, comes closest? */
function isSunlitBehind(
  look: Look,
  satellites: Float64Array,
  satelliteOffset: number,
  sun: Float64Array,
): boolean {
  const sx = satellites[satelliteOffset]!;
  const sy = satellites[satelliteOffset + 1]!;
  const sz = satellites[satelliteOffset + 2]! * POLAR_STRETCH;
  const dz = look.losZ * POLAR_STRETCH;
  const ray2 = look.losX * look.losX + look.losY * look.losY + dz * dz;
  const tangentM = -(sx * look.losX + sy * look.losY + sz * dz) / ray2;
  const closest2 = sx * sx + sy * sy + sz * sz - tangentM * tangentM * ray2;
  const inside2 = EARTH_EQUATORIAL_RADIUS_M * EARTH_EQUATORIAL_RADIUS_M - closest2;
  const alongM = inside2 > 0 ? tangentM - Math.sqrt(inside2 / ray2) : tangentM;
  // Twice stretched: the gradient of the ellipsoid, which is its outward normal.
  const upX = sx + alongM * look.losX;
  const upY = sy + alongM * look.losY;
  const upZ = (sz + alongM * dz) * POLAR_STRETCH;
  return upX * sun[0]! + upY * sun[1]! + upZ * sun[2]! > 0;
}

/**
 * Cosine of the angle between a line of sight and the Sun, for `fieldStage`; -1 while the Earth hides the Sun from the satellite, since a Sun
 * that is not seen blinds nobody.
 *
 * @param sun - Unit vector from the Earth to the Sun, same frame as the satellites.
 */
export function sunCosineOf(
  look: Look,
  satellites: Float64Array,
  satelliteOffset: number,
  sun: Float64Array,
): number {
  const cosine = look.losX * sun[0]! + look.losY * sun[1]! + look.losZ * sun[2]!;
  return cosine > SAFE_SUN_COSINE && isSunHidden(satellites, satelliteOffset, sun) ? -1 : cosine;
}

/** No sensor shuns the Sun at more than a right angle: what lies beyond need not be told apart. */
const SAFE_SUN_COSINE = 0;

/** Is the satellite in the shadow of the ellipsoid? The air bends no ray, and the Sun is a point. */
export function isSunHidden(satellites: Float64Array, satelliteOffset: number, sun: Float64Array): boolean {
  const sx = satellites[satelliteOffset]!;
  const sy = satellites[satelliteOffset + 1]!;
  const sz = satellites[satelliteOffset + 2]! * POLAR_STRETCH;
  const uz = sun[2]! * POLAR_STRETCH;
  const sun2 = sun[0]! * sun[0]! + sun[1]! * sun[1]! + uz * uz;
  const inward = sx * sun[0]! + sy * sun[1]! + sz * uz;
  if (inward >= 0) return false;
  return (
    sx * sx + sy * sy + sz * sz - (inward * inward) / sun2 <
    EARTH_EQUATORIAL_RADIUS_M * EARTH_EQUATORIAL_RADIUS_M
  );
}

/** Probability that a source of this mean signal over noise crosses the sensor's threshold: unit Gaussian noise. */
export function detectionProb(sensor: SensorSpec, snr: number): number {
  return normalCdf(snr - sensor.detectionThreshold);
}
