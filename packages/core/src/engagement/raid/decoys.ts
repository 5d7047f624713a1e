import type { RandomStream } from '../../foundation/index.ts';
import { compositeKillProb } from '../closed-form/shots.ts';
import type { ShotOdds } from './leak-odds.ts';
import type { RaidDecoys } from './raid-plan.ts';

/** What one draw came to. */
export interface DecoyDraw {
  readonly leaks: number;
  /** Shots at objects that were taken for warheads; the rest of those there are is kept. */
  readonly fired: number;
}

/**
 * Warheads that leak among decoys, one draw: each object is taken for a warhead or not (R8), shots go to those that are, one at each in random
 * order, then second ones. A warhead that is not taken for one leaks.
 *
 * @param item, step - Whom the draw is for; each pair has numbers of its own.
 */
export function leaksAmongDecoys(
  warheads: number,
  shots: number,
  odds: ShotOdds,
  decoys: RaidDecoys,
  stream: RandomStream,
  item: number,
  step: number,
): DecoyDraw {
  let draws = 0;
  const uniform = (): number => stream.uniform(item, step, draws++);
  let taken = 0;
  for (let warhead = 0; warhead < warheads; warhead++) taken += uniform() < decoys.warheadTakenProb ? 1 : 0;
  let others = 0;
  for (let decoy = 0; decoy < warheads * decoys.perMissile; decoy++) {
    others += uniform() < decoys.decoyTakenProb ? 1 : 0;
  }
  const credible = taken + others;
  let leaks = warheads - taken;
  const fired = Math.min(shots, credible * odds.shotsPerTarget);
  let ahead = taken;
  for (let place = 0; place < credible && ahead > 0; place++) {
    // In random order: the next credible object is a warhead as often as warheads are among those left.
    if (uniform() * (credible - place) >= ahead) continue;
    ahead -= 1;
    const each = shotsAt(place, fired, credible, odds);
    if (uniform() >= compositeKillProb(odds.killProb, each, odds.trackProb)) leaks += 1;
  }
  return { leaks, fired };
}

/** Shots at the object at a place of the order. */
function shotsAt(place: number, fired: number, credible: number, odds: ShotOdds): number {
  if (odds.sharing === 'salvo') {
    return Math.max(0, Math.min(odds.shotsPerTarget, fired - place * odds.shotsPerTarget));
  }
  const base = Math.floor(fired / credible);
  return base + (place < fired - base * credible ? 1 : 0);
}
