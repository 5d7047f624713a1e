import { present } from '../../foundation/index.ts';
import { rayWeight } from './fit-point.ts';
import type { Rays } from './rays.ts';

/**
 * How likely a ray of another object lies as near as one sigma, as a share: that of a hundred objects in a 20 km box seen from 1,600 km.
 * Where objects are sparser, fixes hardly compete and the number does not matter. Notional, as is the probability of detection.
 */
const COINCIDENCE_PROB = 0.02;
const DETECTION_PROB = 0.9;
/** What one more ray is worth: one coincidence in each of two dimensions, and one detection not missed. */
const RAY_WEIGHT = -Math.log(COINCIDENCE_PROB) + Math.log(DETECTION_PROB / (1 - DETECTION_PROB));
/** A place uses up three of the dimensions that its rays explain. */
export const PLACE_WEIGHT: number = 1.5 * Math.log(COINCIDENCE_PROB);

/**
 * Logarithm of how much likelier some rays are as looks at one object than as strangers: m rays that meet explain 2m - 3 coincidences of one
 * dimension, each has been detected, and misfit counts against them.
 *
 * @param squaredDistance - Sum of squared distances of the rays from their best place, in sigmas.
 */
export function meetingWeight(rays: number, squaredDistance: number): number {
  return rays * RAY_WEIGHT + PLACE_WEIGHT - squaredDistance / 2;
}

/** Choices carried from channel to channel. */
const BEAM = 6;
/** Squared distance by which one more ray may worsen the fit: two degrees of freedom. */
const RAY_GATE = 25;
/** Sums kept of a choice: the normal matrix's six numbers, its right side, the square of the misses. */
const SUMS = 10;
const MOST_RAYS = 256;

const share = new Float64Array(SUMS * MOST_RAYS);
const trial = new Float64Array(SUMS);

/** Rays that may be of one object. */
export interface Gathering {
  /** In order of taking; the rays every choice has come first. */
  readonly members: readonly number[];
  /** Sum of squared distances from their best place, in sigmas. */
  readonly squaredDistance: number;
  readonly weight: number;
}

/** Rays taken one after the other; choices that share the first of them share the list. */
interface Taken {
  readonly ray: number;
  readonly before: Taken | null;
}

/** A choice on the way: its place is where `sums` are least. */
interface Choice {
  readonly sums: Float64Array;
  taken: Taken | null;
  count: number;
  squaredDistance: number;
  weight: number;
}

/** The heaviest choices, at most six: what they hold is written over and over, since in a raid there are millions of them in one scan. */
class Beam {
  readonly choices: Choice[] = Array.from({ length: BEAM }, () => ({
    sums: new Float64Array(SUMS),
    taken: null,
    count: 0,
    squaredDistance: 0,
    weight: 0,
  }));
  size = 0;

  /** A place for a choice of this weight, behind those that weigh as much; null when six weigh as much. */
  placeFor(weight: number): Choice | null {
    const { choices } = this;
    let place = this.size;
    while (place > 0 && choices[place - 1]!.weight < weight) place--;
    if (place >= BEAM) return null;
    const last = Math.min(this.size, BEAM - 1);
    const free = choices[last]!;
    for (let k = last; k > place; k--) choices[k] = choices[k - 1]!;
    choices[place] = free;
    this.size = last + 1;
    free.weight = weight;
    return free;
  }
}

let beam = new Beam();
let nextBeam = new Beam();

/**
 * The likeliest choices of rays, one of each channel at the most, that meet near a place: a beam search channel by channel, in which each ray
 * may be taken or left out.
 *
 * @param always - Rays that every choice has; `candidates` those that may be added, in order of channel; together at most 256 are looked at.
 * @param at - The place, inertial, m: distances are taken there.
 * @returns The heaviest first, at most six; `offered` is how many candidates each fitted the place by itself.
 */
export function gathered(
  rays: Rays,
  always: readonly number[],
  candidates: readonly number[],
  at: ArrayLike<number>,
): { readonly choices: readonly Gathering[]; readonly offered: number } {
  beam.size = 0;
  const base = startOf(beam, rays, always, at);
  const offered: number[] = [];
  for (const ray of candidates) {
    if (offered.length === MOST_RAYS) break;
    shareInto(share, SUMS * offered.length, rays, ray, at);
    if (withShare(base.sums, SUMS * offered.length) - base.squaredDistance <= RAY_GATE) offered.push(ray);
  }
  for (let from = 0; from < offered.length;) {
    const channel = rays.scan.channelIndex[rays.rows[offered[from]!]!]!;
    let until = from + 1;
    while (until < offered.length && rays.scan.channelIndex[rays.rows[offered[until]!]!] === channel) until++;
    nextBeam.size = 0;
    for (let k = 0; k < beam.size; k++) {
      const choice = beam.choices[k]!;
      leftOut(nextBeam, choice);
      for (let place = from; place < until; place++) {
        const squaredDistance = withShare(choice.sums, SUMS * place);
        if (squaredDistance - choice.squaredDistance > RAY_GATE) continue;
        taken(nextBeam, choice, place, offered[place]!, squaredDistance);
      }
    }
    [beam, nextBeam] = [nextBeam, beam];
    from = until;
  }
  const choices = beam.choices.slice(0, beam.size).map((choice) => gatheringOf(choice, always));
  return { choices, offered: offered.length };
}

function startOf(into: Beam, rays: Rays, always: readonly number[], at: ArrayLike<number>): Choice {
  const base = present(into.placeFor(0));
  base.sums.fill(0);
  for (const ray of always) {
    shareInto(share, 0, rays, ray, at);
    for (let i = 0; i < SUMS; i++) base.sums[i]! += share[i]!;
  }
  base.taken = null;
  base.count = always.length;
  base.squaredDistance = leastSquares(base.sums);
  base.weight = meetingWeight(always.length, base.squaredDistance);
  return base;
}

/** The choice as it is, none of a channel's rays taken. */
function leftOut(into: Beam, { sums, taken: rays, count, squaredDistance, weight }: Choice): void {
  const place = into.placeFor(weight);
  if (place === null) return;
  for (let i = 0; i < SUMS; i++) place.sums[i] = sums[i]!;
  place.taken = rays;
  place.count = count;
  place.squaredDistance = squaredDistance;
}

/** The choice with one more ray, which is the `offer`th that is offered. */
function taken(into: Beam, choice: Choice, offer: number, ray: number, squaredDistance: number): void {
  const place = into.placeFor(meetingWeight(choice.count + 1, squaredDistance));
  if (place === null) return;
  for (let i = 0; i < SUMS; i++) place.sums[i] = choice.sums[i]! + share[SUMS * offer + i]!;
  place.taken = { ray, before: choice.taken };
  place.count = choice.count + 1;
  place.squaredDistance = squaredDistance;
}

function gatheringOf({ taken: last, squaredDistance, weight }: Choice, always: readonly number[]): Gathering {
  const members: number[] = [];
  for (let each = last; each !== null; each = each.before) members.push(each.ray);
  return { members: [...always, ...members.toReversed()], squaredDistance, weight };
}

function shareInto(
  out: Float64Array,
  offset: number,
  { scan, rows }: Rays,
  ray: number,
  at: ArrayLike<number>,
): void {
  const row = rows[ray]!;
  const s = 3 * scan.satelliteIndex[row]!;
  const lx = scan.los[3 * row]!;
  const ly = scan.los[3 * row + 1]!;
  const lz = scan.los[3 * row + 2]!;
  const dx = scan.satellites[s]! - at[0]!;
  const dy = scan.satellites[s + 1]! - at[1]!;
  const dz = scan.satellites[s + 2]! - at[2]!;
  const along = dx * lx + dy * ly + dz * lz;
  const ux = dx - along * lx;
  const uy = dy - along * ly;
  const uz = dz - along * lz;
  const w = rayWeight(-along, scan.sigmaRad[row]!);
  out[offset] = w * (1 - lx * lx);
  out[offset + 1] = -w * lx * ly;
  out[offset + 2] = -w * lx * lz;
  out[offset + 3] = w * (1 - ly * ly);
  out[offset + 4] = -w * ly * lz;
  out[offset + 5] = w * (1 - lz * lz);
  out[offset + 6] = w * ux;
  out[offset + 7] = w * uy;
  out[offset + 8] = w * uz;
  out[offset + 9] = w * (ux * ux + uy * uy + uz * uz);
}

/** The least sum of squares with one more ray, whose sums are left in `trial`. */
function withShare(sums: Float64Array, offset: number): number {
  for (let i = 0; i < SUMS; i++) trial[i] = sums[i]! + share[offset + i]!;
  return leastSquares(trial);
}

/** The least sum of squares over places, by the Cholesky factor of the normal matrix; infinite when the rays do not fix a place. */
function leastSquares(sums: Float64Array): number {
  const l00 = Math.sqrt(sums[0]!);
  const l10 = sums[1]! / l00;
  const l20 = sums[2]! / l00;
  const l11 = Math.sqrt(sums[3]! - l10 * l10);
  const l21 = (sums[4]! - l20 * l10) / l11;
  const l22 = Math.sqrt(sums[5]! - l20 * l20 - l21 * l21);
  const y0 = sums[6]! / l00;
  const y1 = (sums[7]! - l10 * y0) / l11;
  const y2 = (sums[8]! - l20 * y0 - l21 * y1) / l22;
  const least = sums[9]! - y0 * y0 - y1 * y1 - y2 * y2;
  return Number.isFinite(least) ? Math.max(0, least) : Number.POSITIVE_INFINITY;
}
