import { present } from '../../foundation/index.ts';
import { chooseDisjoint } from './disjoint.ts';
import { fitPoint, squaredMiss } from './fit-point.ts';
import type { PointFit } from './fit-point.ts';
import { meetingsOf } from './meetings.ts';
import type { Meeting } from './meetings.ts';
import { GATE_SIGMAS } from './rays.ts';
import type { Rays } from './rays.ts';

/** A place where rays of several satellites meet in one scan. */
export interface Fix extends PointFit {
  /** Rows of the scan, in order; one of each channel at the most. */
  readonly rows: readonly number[];
  readonly satellites: number;
}

/** Three satellites make a fix; two only where neither ray meets any other. */
export const MIN_SATELLITES = 3;
/** A fix is refused beyond this many standard deviations of its chi-square. */
const FIT_SIGMAS = 5;
/** Rounds of choosing rays for a place and fitting the place to them. */
const MAX_ROUNDS = 4;
/**
 * How likely a ray of another object lies as near as one sigma, as a share: that of a hundred objects in a 20 km box seen from 1,600 km.
 * Where objects are sparser, fixes hardly compete and the number does not matter. Notional, as is the probability of detection.
 */
const COINCIDENCE_PROB = 0.02;
const DETECTION_PROB = 0.9;

/**
 * The fixes of a scan that together explain it best: every meeting of two rays gathers the rays of other satellites that meet both in the
 * same place and is fitted to them; of the fits that share rays the likeliest disjoint set is kept (`chooseDisjoint`).
 */
export function fixesOf(rays: Rays): { readonly fixes: readonly Fix[]; readonly boundReached: boolean } {
  const { meetings, boundReached } = meetingsOf(rays);
  const found = candidateFixes(rays, meetings);
  const items = found.map((fix) => ({ weight: fixWeight(fix), claims: fix.rows }));
  return { fixes: chooseDisjoint(items).chosen.map((index) => present(found[index])), boundReached };
}

/**
 * Logarithm of how much likelier the rays are as looks at one object than as strangers: m rays that meet explain 2m - 3 coincidences of one
 * dimension, each has been detected, and misfit counts against them.
 */
export function fixWeight(fix: Fix): number {
  const m = fix.rows.length;
  return (
    -(m - 1.5) * Math.log(COINCIDENCE_PROB) +
    m * Math.log(DETECTION_PROB / (1 - DETECTION_PROB)) -
    fix.squaredDistance / 2
  );
}

/** Every place that at least three satellites point at, and those of two that are alone; they may share rays. */
export function candidateFixes(rays: Rays, meetings: readonly Meeting[]): readonly Fix[] {
  const count = rays.rows.length;
  const meetingsAlong: Meeting[][] = Array.from({ length: count }, () => []);
  for (const each of meetings) {
    present(meetingsAlong[each.first]).push(each);
    present(meetingsAlong[each.second]).push(each);
  }
  const covered = new Set<number>();
  const known = new Set<string>();
  const fixes: Fix[] = [];
  for (const seed of meetings) {
    if (covered.has(seed.first * count + seed.second)) continue;
    const others = company(rays, meetingsAlong, seed);
    const alone =
      meetingsAlong[seed.first]?.length === 1 && meetingsAlong[seed.second]?.length === 1
        ? 2
        : MIN_SATELLITES;
    if (others.length === 0 && alone > 2) continue;
    const fix = fitted(rays, [seed.first, seed.second, ...others], seed, alone);
    if (fix === null) continue;
    for (const a of fix.rays) for (const b of fix.rays) if (a < b) covered.add(a * count + b);
    const key = fix.rays.join(' ');
    if (known.has(key)) continue;
    known.add(key);
    fixes.push(fix.fix);
  }
  return fixes;
}

/** Rays of third satellites that meet one ray of the seed near its place, if at least one of them meets both. */
function company(
  rays: Rays,
  meetingsAlong: readonly (readonly Meeting[])[],
  seed: Meeting,
): readonly number[] {
  const alongFirst = metNear(rays, present(meetingsAlong[seed.first]), seed.first, seed, seed.alongFirstM);
  if (alongFirst.length === 0) return [];
  const alongSecond = metNear(
    rays,
    present(meetingsAlong[seed.second]),
    seed.second,
    seed,
    seed.alongSecondM,
  );
  if (!alongFirst.some((ray) => alongSecond.includes(ray))) return [];
  return [...new Set([...alongFirst, ...alongSecond])];
}

function metNear(
  { scan, rows }: Rays,
  met: readonly Meeting[],
  ray: number,
  seed: Meeting,
  alongM: number,
): number[] {
  const satelliteA = scan.satelliteIndex[rows[seed.first]!]!;
  const satelliteB = scan.satelliteIndex[rows[seed.second]!]!;
  const near: number[] = [];
  for (const each of met) {
    const isFirst = each.first === ray;
    const other = isFirst ? each.second : each.first;
    const apartM = (isFirst ? each.alongFirstM : each.alongSecondM) - alongM;
    const sigma2 = each.alongSigmaM ** 2 + seed.alongSigmaM ** 2;
    if (apartM * apartM > GATE_SIGMAS * GATE_SIGMAS * sigma2) continue;
    const satellite = scan.satelliteIndex[rows[other]!]!;
    if (satellite !== satelliteA && satellite !== satelliteB) near.push(other);
  }
  return near;
}

/** The fit to the best ray of each channel, choosing and fitting in turn until the choice stays; null when too few satellites fit. */
function fitted(
  { scan, rows }: Rays,
  candidates: readonly number[],
  seed: Meeting,
  minSatellites: number,
): { readonly fix: Fix; readonly rays: readonly number[] } | null {
  let at: ArrayLike<number> = [seed.x, seed.y, seed.z];
  let chosen: readonly number[] = [];
  let fit: PointFit | null = null;
  // The first place rests on two rays and is itself several sigmas off.
  for (let round = 0; round < MAX_ROUNDS; round++) {
    const next = nearestOfChannels(scan, rows, candidates, at, round === 0 ? 12 : GATE_SIGMAS);
    if (round > 0 && next.length === chosen.length && next.every((ray, k) => ray === chosen[k])) break;
    chosen = next;
    if (satellitesOf(scan, rows, chosen) < minSatellites) return null;
    fit = fitPoint(
      scan,
      chosen.map((ray) => rows[ray]!),
      at,
    );
    if (fit === null) return null;
    at = fit.positionM;
  }
  const freedom = 2 * chosen.length - 3;
  if (fit === null || fit.squaredDistance > freedom + FIT_SIGMAS * Math.sqrt(2 * freedom)) return null;
  const fixRows = chosen.map((ray) => rows[ray]!).sort((a, b) => a - b);
  return {
    fix: { ...fit, rows: fixRows, satellites: satellitesOf(scan, rows, chosen) },
    rays: chosen,
  };
}

/** In order of ray. */
function nearestOfChannels(
  scan: Rays['scan'],
  rows: Uint32Array,
  candidates: readonly number[],
  at: ArrayLike<number>,
  gateSigmas: number,
): readonly number[] {
  const best = new Map<number, { readonly ray: number; readonly miss: number }>();
  for (const ray of candidates) {
    const row = rows[ray]!;
    const miss = squaredMiss(scan, row, at[0]!, at[1]!, at[2]!);
    if (miss > gateSigmas * gateSigmas) continue;
    const channel = scan.channelIndex[row]!;
    const before = best.get(channel);
    if (before === undefined || miss < before.miss) best.set(channel, { ray, miss });
  }
  return [...best.values()].map((each) => each.ray).sort((a, b) => a - b);
}

function satellitesOf(scan: Rays['scan'], rows: Uint32Array, chosen: readonly number[]): number {
  return new Set(chosen.map((ray) => scan.satelliteIndex[rows[ray]!]!)).size;
}
