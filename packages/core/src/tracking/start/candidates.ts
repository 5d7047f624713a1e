import { present } from '../../foundation/index.ts';
import { gathered } from './gather.ts';
import type { Gathering } from './gather.ts';
import type { Meeting } from './meetings.ts';
import { GATE_SIGMAS } from './rays.ts';
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
  const along = meetingsAlong(count, meetings);
  const marks = new Int32Array(count).fill(-1);
  const covered = new Set<number>();
  const known = new Set<string>();
  const candidates: FixCandidate[] = [];
  meetings.forEach((seed, index) => {
    const { first, second } = seed;
    const isAlone = along[first]?.length === 1 && along[second]?.length === 1;
    if (!isAlone && half(first) !== half(second)) return;
    if (covered.has(first * count + second)) return;
    const others = isAlone ? [] : company(rays, along, seed, marks, index);
    if (others.length === 0 && !isAlone) return;
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
  });
  return likeliest(candidates);
}

function meetingsAlong(count: number, meetings: readonly Meeting[]): readonly (readonly Meeting[])[] {
  const along: Meeting[][] = Array.from({ length: count }, () => []);
  for (const each of meetings) {
    present(along[each.first]).push(each);
    present(along[each.second]).push(each);
  }
  return along;
}

function isFit({ scan, rows }: Rays, { members, squaredDistance }: Gathering, minSatellites: number): boolean {
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

/**
 * Rays of third satellites that meet one ray of the seed near its place, in order of channel, if at least one of them meets both.
 *
 * @param marks - Scratch, one for each ray; `index` a number no call before had.
 */
function company(
  rays: Rays,
  along: readonly (readonly Meeting[])[],
  seed: Meeting,
  marks: Int32Array,
  index: number,
): readonly number[] {
  const near: number[] = [];
  let both = false;
  for (const [ray, alongM] of [
    [seed.first, seed.alongFirstM],
    [seed.second, seed.alongSecondM],
  ] as const) {
    for (const each of present(along[ray])) {
      const isFirst = each.first === ray;
      const apartM = (isFirst ? each.alongFirstM : each.alongSecondM) - alongM;
      const sigma2 = each.alongSigmaM * each.alongSigmaM + seed.alongSigmaM * seed.alongSigmaM;
      if (apartM * apartM > GATE_SIGMAS * GATE_SIGMAS * sigma2) continue;
      const other = isFirst ? each.second : each.first;
      if (marks[other] === index) {
        both = true;
      } else if (!isOfSeed(rays, seed, other)) {
        marks[other] = index;
        near.push(other);
      }
    }
  }
  if (!both) return [];
  const channel = (ray: number): number => rays.scan.channelIndex[rays.rows[ray]!]!;
  return near.sort((a, b) => channel(a) - channel(b) || a - b);
}

function isOfSeed({ scan, rows }: Rays, seed: Meeting, ray: number): boolean {
  const satellite = scan.satelliteIndex[rows[ray]!];
  return (
    satellite === scan.satelliteIndex[rows[seed.first]!] ||
    satellite === scan.satelliteIndex[rows[seed.second]!]
  );
}
