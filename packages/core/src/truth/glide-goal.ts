import { assert } from '../foundation/index.ts';
import type { GlideGoal, GlideTurn, GroundPoint } from '../physics/index.ts';
import type { VehicleClass } from '../vehicles/index.ts';

/** What a glide may state of its own; the rest is the class's. */
export interface GlideSettings {
  readonly turns: readonly GlideTurn[];
  readonly liftToDrag?: number;
}

/** A glide of a class to an aim. */
export function glideGoal(vehicle: VehicleClass, aim: GroundPoint, settings: GlideSettings): GlideGoal {
  const { course } = vehicle;
  assert(course.kind === 'glide', `${vehicle.id} glides`);
  return {
    kind: 'glide',
    aim,
    burnoutHeightM: course.burnoutHeightM,
    burnoutPathRad: course.burnoutPathRad,
    program: {
      ballisticCoefficientKgPerM2: vehicle.ballisticCoefficientKgPerM2.nominal,
      liftToDrag: settings.liftToDrag ?? course.liftToDrag.nominal,
      turns: settings.turns,
      diveSpeedMPerS: course.diveSpeedMPerS,
      diveAngleRad: course.diveAngleRad,
    },
  };
}
