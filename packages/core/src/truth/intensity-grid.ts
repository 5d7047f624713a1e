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

/**
 * Radiant intensity on the grid of a flight, W/sr: [step][short and mid wave, long wave].
 *
 * Under thrust the class's plume, from any side; afterwards the cold body in the long wave; on the way down below 120 km the hot nose besides.
 * The air's own absorption is left to the sensor.
 */
export function intensityGrid(
  motionInertial: Float64Array,
  heightsM: Float64Array,
  burnoutStep: number,
  vehicle: VehicleClass,
): Float32Array {
  const stepCount = heightsM.length;
  const intensities = new Float32Array(2 * stepCount);
  for (let step = 0; step < stepCount; step++) {
    if (step < burnoutStep) {
      intensities[2 * step] = plumeIntensityWPerSr(vehicle, step / burnoutStep);
      intensities[2 * step + 1] = BOOST_LONG_WAVE_W_PER_SR;
      continue;
    }
    intensities[2 * step + 1] = vehicle.bodyIntensityLongWaveWPerSr;
    const falls = heightsM[step]! < heightsM[step - 1]!;
    if (!falls || heightsM[step]! > GLOW_HEIGHT_M) continue;
    const temperatureK = stagnationTemperatureK(
      airDensityKgPerM3(heightsM[step]!),
      airspeedMPerS(motionInertial, 6 * step),
      vehicle.noseRadiusM,
    );
    const area = vehicle.hotAreaM2;
    intensities[2 * step] = hotPatchIntensityWPerSr(temperatureK, area, ...MID_WAVE_M);
    intensities[2 * step + 1]! += hotPatchIntensityWPerSr(temperatureK, area, ...LONG_WAVE_M);
  }
  return intensities;
}

/** Speed against air that turns with the Earth, m/s. */
function airspeedMPerS(motion: Float64Array, offset: number): number {
  return Math.hypot(
    motion[offset + 3]! + EARTH_ROTATION_RAD_PER_S * motion[offset + 1]!,
    motion[offset + 4]! - EARTH_ROTATION_RAD_PER_S * motion[offset]!,
    motion[offset + 5]!,
  );
}
