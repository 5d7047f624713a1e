import {
  EARTH_ROTATION_RAD_PER_S,
  airDensityKgPerM3,
  hotPatchIntensityWPerSr,
  stagnationTemperatureK,
} from '../physics/index.ts';
import { plumeIntensityWPerSr } from '../vehicles/index.ts';
import type { VehicleClass } from '../vehicles/index.ts';

/** Long-wave intensity under thrust, W/sr; notional, thousands of watts. */
const BOOST_LONG_WAVE_W_PER_SR = 3000;
/** A falling body glows below this height, m. */
const GLOW_HEIGHT_M = 120_000;
/** Bands of the two columns, m. */
const MID_WAVE_M = [3e-6, 5e-6] as const;
const LONG_WAVE_M = [8e-6, 12e-6] as const;

/** What a body radiates by itself. */
export type RadiatingBody = Pick<VehicleClass, 'bodyIntensityLongWaveWPerSr' | 'noseRadiusM' | 'hotAreaM2'>;

/** What burns, and until which step of the grid; a later stretch of braking has the intensity of the end of the boost. */
export interface Thrust {
  readonly vehicle: VehicleClass;
  readonly burnoutStep: number;
  readonly braking?: { readonly fromStep: number; readonly untilStep: number };
}

/**
 * Radiant intensity on the grid of a flight, W/sr: [step][short and mid wave, long wave].
 *
 * Under thrust the class's plume, from any side; afterwards the cold body in the long wave; below 120 km the hot nose besides, on the way down or,
 * for what glides, all the time. The air's own absorption is left to the sensor.
 */
export function intensityGrid(
  motionInertial: Float64Array,
  heightsM: Float64Array,
  thrust: Thrust | null,
  body: RadiatingBody,
  glides = false,
): Float32Array {
  const stepCount = heightsM.length;
  const intensities = new Float32Array(2 * stepCount);
  const burnoutStep = thrust?.burnoutStep ?? 0;
  for (let step = 0; step < stepCount; step++) {
    if (thrust !== null && burnsAt(thrust, step)) {
      intensities[2 * step] = plumeIntensityWPerSr(thrust.vehicle, Math.min(1, step / burnoutStep));
      intensities[2 * step + 1] = BOOST_LONG_WAVE_W_PER_SR;
      continue;
    }
    intensities[2 * step + 1] = body.bodyIntensityLongWaveWPerSr;
    const falls = heightsM[step]! < heightsM[step - 1]!;
    if (!(falls || glides) || heightsM[step]! > GLOW_HEIGHT_M) continue;
    const temperatureK = stagnationTemperatureK(
      airDensityKgPerM3(heightsM[step]!),
      airspeedMPerS(motionInertial, 6 * step),
      body.noseRadiusM,
    );
    const area = body.hotAreaM2;
    intensities[2 * step] = hotPatchIntensityWPerSr(temperatureK, area, ...MID_WAVE_M);
    intensities[2 * step + 1]! += hotPatchIntensityWPerSr(temperatureK, area, ...LONG_WAVE_M);
  }
  return intensities;
}

function burnsAt({ burnoutStep, braking }: Thrust, step: number): boolean {
  return (
    step < burnoutStep || (braking !== undefined && step >= braking.fromStep && step < braking.untilStep)
  );
}

/** Speed against air that turns with the Earth, m/s. */
function airspeedMPerS(motion: Float64Array, offset: number): number {
  return Math.hypot(
    motion[offset + 3]! + EARTH_ROTATION_RAD_PER_S * motion[offset + 1]!,
    motion[offset + 4]! - EARTH_ROTATION_RAD_PER_S * motion[offset]!,
    motion[offset + 5]!,
  );
}
