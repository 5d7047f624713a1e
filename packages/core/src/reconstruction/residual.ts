import type { MeasuredLook } from '../messages/index.ts';
import { emptyInnovation, innovationInto } from '../tracking/index.ts';
import type { Innovation } from '../tracking/index.ts';

const innovation = emptyInnovation();

/** How a look differs from what a state lets expect; good until the next call. */
export function innovationOf(look: MeasuredLook, state: Float64Array): Innovation {
  innovationInto(innovation, state, look.satelliteM, 0, look.los, 0, look.lightSpeedMPerS);
  return innovation;
}

/** Takes off what a deviation of the state lets expect. */
export function expectInto(out: Innovation, deviation: Float64Array): void {
  for (let axis = 0; axis < 3; axis++) {
    const shift = deviation[axis]! - out.lightTimeS * deviation[3 + axis]!;
    out.first -= out.firstByPosition[axis]! * shift;
    out.second -= out.secondByPosition[axis]! * shift;
  }
}
