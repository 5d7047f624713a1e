import { choleskyInPlace, present, solveCholeskyInPlace } from '../../foundation/index.ts';
import { gravityInto } from '../../physics/index.ts';
import { THRUST_SIGMA_M_PER_S2 } from './birth-hypotheses.ts';
import { chooseDisjoint } from './disjoint.ts';
import type { Fix } from './fixes.ts';
import type { Link } from './links.ts';
import { near, sortedFixes } from './near.ts';
import { MAX_SPEED_M_PER_S } from './physical-gates.ts';

/** Fixes of three following scans on one motion; by a link between the older two and the place of the newest. */
export interface Chain {
  readonly link: Link;
  readonly newest: number;
  /** Logarithm of how much likelier the newest fix is where it is than anywhere else. */
  readonly weight: number;
}

/** Squared distance of the newest fix from where the others lead, beyond which it is another object's: three degrees of freedom. */
const GATE = 25;

const gravity = new Float64Array(3);

/**
 * The motions through three scans that are likelier than chance: each link of the older two is carried on under gravity, with thrust that is
 * unknown but bounded (the three-scan residual). They may share fixes.
 *
 * @param links - Between `older` and `middle`.
 * @param beforeS - From the older scan to the middle one; `afterS` from that to the newest.
 */
export function chainsOf(
  links: readonly Link[],
  older: readonly Fix[],
  middle: readonly Fix[],
  newest: readonly Fix[],
  beforeS: number,
  afterS: number,
): readonly Chain[] {
  const targets = sortedFixes(newest);
  const possible: Chain[] = [];
  for (const link of links) {
    const ends = [present(older[link.older]), present(middle[link.newer])] as const;
    const ahead = carried(link, ends, beforeS, afterS);
    const reachM = Math.sqrt(GATE * (ahead.trace + targets.widestM ** 2));
    const density = densityAround(targets, ends[1].positionM, MAX_SPEED_M_PER_S * afterS);
    for (const place of near(targets, ahead.positionM, reachM)) {
      const weight = chanceWeight(ahead, present(newest[place]), density);
      if (weight > 0) possible.push({ link, newest: place, weight });
    }
  }
  return possible;
}

/** The likeliest set of chains that share no fix. */
export function disjointChains(possible: readonly Chain[]): readonly Chain[] {
  const older = possible.reduce((most, { link }) => Math.max(most, link.older + 1), 0);
  const middle = possible.reduce((most, { link }) => Math.max(most, link.newer + 1), 0);
  const items = possible.map(({ link, newest, weight }) => ({
    weight,
    claims: [link.older, older + link.newer, older + middle + newest],
  }));
  return chooseDisjoint(items).chosen.map((index) => present(possible[index]));
}

interface Carried {
  readonly positionM: Float64Array;
  readonly covariance: Float64Array;
  readonly trace: number;
}

/** Where a link leads, and how well that is known: position errors of both fixes, stretched, and the thrust. */
function carried(link: Link, [from, to]: readonly [Fix, Fix], beforeS: number, afterS: number): Carried {
  const { state } = link;
  const stretch = afterS / beforeS;
  gravityInto(gravity, state[0]!, state[1]!, state[2]!, 2);
  const positionM = Float64Array.from(
    { length: 3 },
    (_, i) => state[i]! + state[3 + i]! * afterS + 0.5 * gravity[i]! * afterS * afterS,
  );
  const thrustM = (THRUST_SIGMA_M_PER_S2 * afterS * (beforeS + afterS)) / 2;
  const covariance = Float64Array.from(
    { length: 9 },
    (_, i) =>
      (1 + stretch) ** 2 * to.covariance[i]! +
      stretch ** 2 * from.covariance[i]! +
      (i % 4 === 0 ? thrustM * thrustM : 0),
  );
  return { positionM, covariance, trace: covariance[0]! + covariance[4]! + covariance[8]! };
}

/** Fixes per cubic metre within reach of a place, that one not counted but one always. */
function densityAround(
  targets: ReturnType<typeof sortedFixes>,
  at: ArrayLike<number>,
  reachM: number,
): number {
  let count = 0;
  for (const _ of near(targets, at, reachM)) count++;
  return Math.max(1, count - 1) / ((4 / 3) * Math.PI * reachM ** 3);
}

/** Logarithm of the likelihood of a fix over that of a chance one; -Infinity outside the gate. */
function chanceWeight(ahead: Carried, fix: Fix, density: number): number {
  const factor = ahead.covariance.map((value, i) => value + fix.covariance[i]!);
  if (!choleskyInPlace(factor, 3)) return Number.NEGATIVE_INFINITY;
  const off = Float64Array.from({ length: 3 }, (_, i) => fix.positionM[i]! - ahead.positionM[i]!);
  const solved = off.slice();
  solveCholeskyInPlace(factor, 3, solved);
  const squared = off[0]! * solved[0]! + off[1]! * solved[1]! + off[2]! * solved[2]!;
  if (squared > GATE) return Number.NEGATIVE_INFINITY;
  const rootDeterminant = factor[0]! * factor[4]! * factor[8]!;
  return -squared / 2 - 1.5 * Math.log(2 * Math.PI) - Math.log(rootDeterminant * density);
}
