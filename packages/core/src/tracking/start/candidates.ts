import { present } from '../../foundation/index.ts';
import { companyOf, metRays } from './company.ts';
import { gathered } from './gather.ts';
import type { Gathering } from './gather.ts';
import type { Meeting } from './meetings.ts';
import type { Rays } from './rays.ts';

/** Rays that may be of one object; candidates may share rays. */
export interface FixCandidate extends Gathering {
  /** Where two of them meet, inertial, m. */
  readonly place: readonly [number, number, number];
}

/** Three satellites make a fix; two only where neither ray meets any other. */
const MIN_SATELLITES = 3;
/** A gathering is refused beyond this many standard deviations of its chi-square. */
const FIT_SIGMAS = 5;
/** Of the candidates with a ray only so many of the likeliest are kept; in a spread raid there are two or three. */
const MOST_OF_RAY = 60;

/**
 * What at least three satellites may point at, and what two do that are alone. Of three satellites two are always of one half of them, so
 * meetings inside the halves are seeds enough.
 *
 * @param meetings - Of the rays, in order.
 */
export function candidatesOf(rays: Rays, meetings: readonly Meeting[]): readonly FixCandidate[] {
  const count = rays.rows.length;
  const half = (ray: number): number => rays.scan.satelliteIndex[rays.rows[ray]!]! % 2;
  const met = metRays(rays, meetings);
  const covered = new Set<number>();
  const known = new Set<string>();
  const candidates: FixCandidate[] = [];
  for (const seed of meetings) {
    const { first, second } = seed;
    const isAlone = met.count(first) === 1 && met.count(second) === 1;
    if (!isAlone && half(first) !== half(second)) continue;
    if (covered.has(first * count + second)) continue;
    const others = isAlone ? [] : companyOf(met, seed);
    if (others.length === 0 && !isAlone) continue;
    const place = [seed.x, seed.y, seed.z] as const;
    const { choices, offered } = gathered(rays, [first, second], others, place);
    for (const choice of choices) {
      if (!isFit(rays, choice, isAlone ? 2 : MIN_SATELLITES)) continue;
      const members = choice.members.toSorted((a, b) => a - b);
      const key = String.fromCodePoint(...members);
      if (known.has(key)) continue;
      known.add(key);
      candidates.push({ ...choice, members, place });
    }
    const all = present(choices[0]).members;
    // Where no channel offered a choice, the other pairs of the same rays would lead to the same fix.
    if (all.length === offered + 2) {
      for (const a of all) for (const b of all) if (a < b) covered.add(a * count + b);
    }
  }
  return likeliest(candidates);
}

function isFit(
  { scan, rows }: Rays,
  { members, squaredDistance }: Gathering,
  minSatellites: number,
): boolean {
  const freedom = 2 * members.length - 3;
  if (squaredDistance > freedom + FIT_SIGMAS * Math.sqrt(2 * freedom)) return false;
  return new Set(members.map((ray) => scan.satelliteIndex[rows[ray]!]!)).size >= minSatellites;
}

/** The candidates that are among the likeliest of one of their rays, the likeliest first. */
function likeliest(candidates: readonly FixCandidate[]): readonly FixCandidate[] {
  const better = new Map<number, number>();
  return candidates
    .toSorted((a, b) => b.weight - a.weight)
    .filter(({ members }) => {
      let kept = false;
      for (const ray of members) {
        const count = better.get(ray) ?? 0;
        if (count < MOST_OF_RAY) kept = true;
        better.set(ray, count + 1);
      }
      return kept;
    });
}
