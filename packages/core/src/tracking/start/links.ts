import { present } from '../../foundation/index.ts';
import { gravityInto } from '../../physics/index.ts';
import type { Fix } from './fixes.ts';
import { fixSigmaM, near, sortedFixes } from './near.ts';
import { GROUND_SPEED_M_PER_S, MAX_SPEED_M_PER_S, isMissileLike } from './physical-gates.ts';

/** Two fixes of following scans that one missile can have made; by their places in the two lists. */
export interface Link {
  readonly older: number;
  readonly newer: number;
  /** Position and velocity at the newer scan, inertial, m and m/s. */
  readonly state: Float64Array;
}

/** Bound on links of two scans; those beyond it are not found, which is told. */
export const MAX_LINKS = 500_000;
/** Sigmas by which two fixes may miss the distance a missile can go. */
const SLACK_SIGMAS = 5;

const gravity = new Float64Array(3);

/** All pairs of an older and a newer fix between which a missile can have flown, in order of the older. */
export function linksOf(older: readonly Fix[], newer: readonly Fix[], elapsedS: number): readonly Link[] {
  const targets = sortedFixes(newer);
  const links: Link[] = [];
  older.forEach((from, index) => {
    const fromSigmaM = fixSigmaM(from);
    const reachM =
      (MAX_SPEED_M_PER_S + GROUND_SPEED_M_PER_S) * elapsedS + SLACK_SIGMAS * (fromSigmaM + targets.widestM);
    for (const place of near(targets, from.positionM, reachM)) {
      const to = present(newer[place]);
      const p = to.positionM;
      gravityInto(gravity, p[0]!, p[1]!, p[2]!, 2);
      const state = new Float64Array(6);
      for (let axis = 0; axis < 3; axis++) {
        state[axis] = p[axis]!;
        state[3 + axis] = (p[axis]! - from.positionM[axis]!) / elapsedS + 0.5 * gravity[axis]! * elapsedS;
      }
      if (!isMissileLike(state, Math.hypot(fromSigmaM, fixSigmaM(to)) / elapsedS)) continue;
      if (links.length < MAX_LINKS) links.push({ older: index, newer: place, state });
    }
  });
  return links;
}

/** The links whose two fixes have no other: which fix follows which is not in doubt. */
export function certainLinks(links: readonly Link[]): readonly Link[] {
  const ofOlder = counts(links.map((link) => link.older));
  const ofNewer = counts(links.map((link) => link.newer));
  return links.filter((link) => ofOlder.get(link.older) === 1 && ofNewer.get(link.newer) === 1);
}

function counts(places: readonly number[]): ReadonlyMap<number, number> {
  const count = new Map<number, number>();
  for (const place of places) count.set(place, (count.get(place) ?? 0) + 1);
  return count;
}
