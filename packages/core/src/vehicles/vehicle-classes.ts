import { BOOST_GLIDE } from './classes/gliders.ts';
import { METEOR, REENTERING_DEBRIS, SOUNDING_ROCKET } from './classes/harmless.ts';
import { FRACTIONAL_ORBIT, ICBM_LIQUID, ICBM_SOLID, SLBM } from './classes/intercontinental.ts';
import { SPACE_LAUNCH, SPACE_LAUNCH_HEAVY, SPACE_LAUNCH_LIGHT } from './classes/launchers.ts';
import { IRBM, MRBM, SRBM } from './classes/theatre.ts';
import type { VehicleClass } from './vehicle-class.ts';

/**
 * The generic classes, in a fixed order: a new one goes to the end, so that what is kept by place in this list stays true.
 *
 * Lift-off thrust to weight and vertical rise are textbook round numbers, chosen before any flight time was compared and never changed for
 * one. `weapon` says what carries a warhead; `course.kind` what becomes of it: `orbit` stays up, `decay` and `flash` never burn, and a `flash` is
 * not there long enough to be followed.
 */
export const VEHICLE_CLASSES: readonly VehicleClass[] = [
  ICBM_SOLID,
  ICBM_LIQUID,
  SRBM,
  SPACE_LAUNCH,
  MRBM,
  IRBM,
  SLBM,
  BOOST_GLIDE,
  FRACTIONAL_ORBIT,
  SPACE_LAUNCH_LIGHT,
  SPACE_LAUNCH_HEAVY,
  SOUNDING_ROCKET,
  REENTERING_DEBRIS,
  METEOR,
];

/** Those the threat decision tells apart: all that can be followed. */
export const CLASSES_TOLD_APART: readonly VehicleClass[] = VEHICLE_CLASSES.filter(
  (vehicle) => vehicle.course.kind !== 'flash',
);

/** The class of that id; `undefined` when there is none. */
export function vehicleClass(id: string): VehicleClass | undefined {
  return VEHICLE_CLASSES.find((candidate) => candidate.id === id);
}

/** Has it an engine? */
export function isPowered(vehicle: VehicleClass): boolean {
  return vehicle.boostDurationS.nominal > 0;
}
