import { assert } from '../../foundation/index.ts';
import type { Track } from '../../messages/index.ts';
import type { AssumedDrag, TrackedDrag } from '../../physics/index.ts';
import type { VehicleClass } from '../../vehicles/index.ts';

/** Drag of a re-entry body whose class is not known: the whole span of the weapon classes as two sigma to either side. */
function assumedDrag(classes: readonly VehicleClass[]): AssumedDrag {
  const weapons = classes.filter((vehicle) => vehicle.weapon);
  assert(weapons.length > 0, 'there is a weapon class to decide about');
  const low = Math.min(...weapons.map((vehicle) => vehicle.ballisticCoefficientKgPerM2.low));
  const high = Math.max(...weapons.map((vehicle) => vehicle.ballisticCoefficientKgPerM2.high));
  return { ballisticCoefficientKgPerM2: Math.sqrt(low * high), logSigma: Math.log(high / low) / 4 };
}

/** Where a re-entering track holds its drag: after position and velocity. */
const DRAG_AT = 6;

/** The drag that a re-entering track has found itself; of any other the assumed one. */
export function dragOf(track: Track, classes: readonly VehicleClass[]): AssumedDrag | TrackedDrag {
  return track.phase === 'reentry' && track.state.length === DRAG_AT + 1
    ? { inverseAt: DRAG_AT }
    : assumedDrag(classes);
}
