import { US_PER_S } from '../foundation/index.ts';
import type { SimTimeUs } from '../foundation/index.ts';
import type { Tasking } from '../messages/index.ts';

/** The newest tasking of each track among those that hold now: a renewal ends the one before it. */
export function inForce(taskings: readonly Tasking[], scanAtUs: number): readonly Tasking[] {
  const newest = new Map<string, Tasking>();
  for (const each of taskings) {
    if (scanAtUs < each.validFromUs || scanAtUs >= each.validUntilUs) continue;
    const known = newest.get(each.trackId);
    if (known === undefined || each.issuedAtUs >= known.issuedAtUs) newest.set(each.trackId, each);
  }
  return [...newest.values()];
}

/** Where a tasking that holds predicts its object, inertial, m: straight on from the last whole second. */
export function predictedInto(out: Float64Array, tasking: Tasking, atUs: SimTimeUs): void {
  const elapsedS = (atUs - tasking.validFromUs) / US_PER_S;
  const second = Math.floor(elapsedS);
  const rest = elapsedS - second;
  const predicted = tasking.predictedInertial;
  for (let axis = 0; axis < 3; axis++) {
    out[axis] = predicted[6 * second + axis]! + rest * predicted[6 * second + 3 + axis]!;
  }
}
