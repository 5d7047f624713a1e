import { present, usFromS } from '../../foundation/index.ts';
import type { SimTimeUs } from '../../foundation/index.ts';
import type { Outlooks } from './prospects.ts';

/** How far ahead the loss of an object is foretold, s, and in which steps. */
const FORESIGHT_S = 60;
const FORESIGHT_STEP_S = 10;

/**
 * When channels are expected to lose an object from their limits (the Earth between, edge of the field, limb, Sun, range) within the next minute,
 * to ten seconds; nothing of those that keep it.
 *
 * @param motionAt - Inertial position of the object, m.
 */
export function lossTimes(
  channelIndices: readonly number[],
  motionAt: (atUs: SimTimeUs) => readonly [number, number, number],
  fromUs: SimTimeUs,
  outlooks: Outlooks,
): ReadonlyMap<number, SimTimeUs> {
  const lost = new Map<number, SimTimeUs>();
  for (let aheadS = FORESIGHT_STEP_S; aheadS <= FORESIGHT_S && lost.size < channelIndices.length;) {
    const atUs = fromUs + usFromS(aheadS);
    const outlook = outlooks.at(atUs);
    const place = motionAt(atUs);
    for (const index of channelIndices) {
      if (!lost.has(index) && !outlook.takes(present(outlooks.ownSide.channels[index]), ...place)) {
        lost.set(index, atUs);
      }
    }
    aheadS += FORESIGHT_STEP_S;
  }
  return lost;
}
