import { LOOK_STAGES } from '../messages/index.ts';

const TASKING = LOOK_STAGES.indexOf('tasking');
const ASSOCIATION = LOOK_STAGES.indexOf('association');
const SEEN = LOOK_STAGES.indexOf('seen');

/**
 * What became of the looks of one sensor kind at one object in one scan, once it is known which were sent down and which were taken as a
 * track's: satellites by the stage at which their look ended.
 *
 * @param observed - Satellites by stage as sensing counted them; those at `tasking` had a signal, and may have been sent.
 * @param sent - How many of those with a signal were sent down.
 * @param associated - How many of those sent were taken as a track of the object.
 */
export function endedStages(observed: ArrayLike<number>, sent: number, associated: number): Uint16Array {
  const ended = Uint16Array.from(observed);
  const withSignal = ended[TASKING]!;
  const taken = Math.min(associated, sent, withSignal);
  const told = Math.min(sent, withSignal);
  ended[TASKING] = withSignal - told;
  ended[ASSOCIATION] = told - taken;
  ended[SEEN] = taken;
  return ended;
}

/** The furthest stage that any satellite reached, index into LOOK_STAGES. */
export function furthestStage(ended: ArrayLike<number>): number {
  for (let stage = SEEN; stage > 0; stage--) if (ended[stage]! > 0) return stage;
  return 0;
}

/**
 * The stage at which the looks of a scan failed, for somebody who needs `needed` satellites: where none succeeded, the furthest that any
 * satellite reached. Where some did but too few, the stage that stopped the best of the others that would have been needed. Where
 * enough did, the furthest that stopped anyone: who failed there could have helped.
 *
 * @returns Index into LOOK_STAGES, never that of `seen`.
 */
export function failedStage(ended: ArrayLike<number>, needed: number): number {
  const seen = ended[SEEN]!;
  let missing = seen === 0 || seen >= needed ? 1 : needed - seen;
  let last = 0;
  for (let stage = SEEN - 1; stage >= 0; stage--) {
    const stopped = ended[stage]!;
    if (stopped === 0) continue;
    last = stage;
    missing -= stopped;
    if (missing <= 0) return stage;
  }
  return last;
}
