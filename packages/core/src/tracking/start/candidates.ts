import { present } from '../../foundation/index.ts';
import { companyOf, metRays } from './company.ts';
import type { MetRays } from './company.ts';
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

/** When the rays of all seeds meet no more others than this, all are tried: in a hundred objects in a 20 km box they meet 3 million. The number grows with the third power of the objects. */
const MOST_MET = 5_000_000;
/** In a denser crowd only so many others are tried beside seeds in one scan; reaching it is told. */
export const MAX_TRIED = 100_000;
const LIMITS: TryingLimits = { mostMet: MOST_MET, maxTried: MAX_TRIED };

/** From where on a crowd is cut short, and to what. */
export interface TryingLimits {
  readonly mostMet: number;
  readonly maxTried: number;
}

/**
 * What at least three satellites may point at, and what two do that are alone. Of three satellites two are always of one half of them, so
 * meetings inside the halves are seeds enough. In a crowd too dense to try them all, those go first whose rays meet the fewest others.
 *
 * @param meetings - Of the rays, in order.
 */
export function candidatesOf(
  rays: Rays,
  meetings: readonly Meeting[],
  { mostMet, maxTried }: TryingLimits = LIMITS,
): { readonly candidates: readonly FixCandidate[]; readonly boundReached: boolean } {
  const met = metRays(rays, meetings);
  const together = new Together();
  const known = new Set<string>();
  const candidates: FixCandidate[] = [];
  const { seeds, areAll } = seedsOf(met, meetings, mostMet);
  let tried = 0;
  for (const seed of seeds) {
    const { first, second } = seed;
    const isAlone = areAlone(met, seed);
    if (together.has(first, second)) continue;
    if (!areAll && tried >= maxTried) return { candidates: likeliest(candidates), boundReached: true };
    const others = isAlone ? [] : companyOf(met, seed);
    tried += others.length;
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
    if (all.length === offered + 2) together.add(all);
  }
  return { candidates: likeliest(candidates), boundReached: false };
}

/** Sets of rays, and which rays are together in one of them: hardly any ray is in many. */
class Together {
  readonly #setsOf = new Map<number, number[]>();
  #count = 0;

  add(rays: readonly number[]): void {
    const set = this.#count++;
    for (const ray of rays) {
      const known = this.#setsOf.get(ray);
      if (known === undefined) this.#setsOf.set(ray, [set]);
      else known.push(set);
    }
  }

  has(first: number, second: number): boolean {
    const sets = this.#setsOf.get(second);
    return sets !== undefined && this.#setsOf.get(first)?.some((set) => sets.includes(set)) === true;
  }
}

/** Meetings to gather from: all of them in order; in too dense a crowd those whose rays meet the fewest others first. */
function seedsOf(
  met: MetRays,
  meetings: readonly Meeting[],
  mostMet: number,
): { readonly seeds: readonly Meeting[]; readonly areAll: boolean } {
  const { scan, rows } = met.rays;
  const half = (ray: number): number => scan.satelliteIndex[rows[ray]!]! % 2;
  const seeds = meetings.filter((seed) => half(seed.first) === half(seed.second) || areAlone(met, seed));
  const metBy = ({ first, second }: Meeting): number => met.count(first) + met.count(second);
  const all = seeds.reduce((sum, seed) => sum + metBy(seed), 0);
  if (all <= mostMet) return { seeds, areAll: true };
  return { seeds: seeds.toSorted((a, b) => metBy(a) - metBy(b)), areAll: false };
}

/** Do two rays meet each other and nothing else? */
function areAlone(met: MetRays, { first, second }: Meeting): boolean {
  return met.count(first) === 1 && met.count(second) === 1;
}

function isFit(
  { scan, rows }: Rays,
  { members, squaredDistance }: Gathering,
  minSatellites: number,
): boolean {
  const freedom = 2 * members.length - 3;
  if (squaredDistance > freedom + FIT_SIGMAS * Math.sqrt(2 * freedom)) return false;
  const satellites: number[] = [];
  for (const ray of members) {
    const satellite = scan.satelliteIndex[rows[ray]!]!;
    if (!satellites.includes(satellite)) satellites.push(satellite);
    if (satellites.length >= minSatellites) return true;
  }
  return false;
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
