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

/** A gathering on the way: its place is where `sums` are least. */
interface Choice extends Gathering {
  readonly sums: Float64Array;
}

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
  const base = baseOf(rays, always, at);
  const offered: number[] = [];
  for (const ray of candidates) {
    if (offered.length === MOST_RAYS) break;
    shareInto(share, SUMS * offered.length, rays, ray, at);
    if (withShare(base.sums, SUMS * offered.length) - base.squaredDistance <= RAY_GATE) offered.push(ray);
  }
  let beam: Choice[] = [base];
  for (let from = 0; from < offered.length;) {
    const channel = rays.scan.channelIndex[rays.rows[offered[from]!]!]!;
    let until = from + 1;
    while (until < offered.length && rays.scan.channelIndex[rays.rows[offered[until]!]!] === channel) until++;
    const next: Choice[] = [];
    for (const choice of beam) {
      insert(next, choice);
      for (let place = from; place < until; place++) {
        const squaredDistance = withShare(choice.sums, SUMS * place);
        if (squaredDistance - choice.squaredDistance > RAY_GATE) continue;
        const weight = meetingWeight(choice.members.length + 1, squaredDistance);
        if (next.length === BEAM && weight <= next[BEAM - 1]!.weight) continue;
        const members = [...choice.members, offered[place]!];
        insert(next, { sums: trial.slice(), members, squaredDistance, weight });
      }
    }
    beam = next;
    from = until;
  }
  return { choices: beam, offered: offered.length };
}

function baseOf(rays: Rays, always: readonly number[], at: ArrayLike<number>): Choice {
  const sums = new Float64Array(SUMS);
  for (const ray of always) {
    shareInto(share, 0, rays, ray, at);
    for (let i = 0; i < SUMS; i++) sums[i]! += share[i]!;
  }
  const squaredDistance = leastSquares(sums);
  const weight = meetingWeight(always.length, squaredDistance);
  return { sums, members: always, squaredDistance, weight };
}

function insert(beam: Choice[], choice: Choice): void {
  let place = beam.length;
  while (place > 0 && beam[place - 1]!.weight < choice.weight) place--;
  if (place >= BEAM) return;
  beam.splice(place, 0, choice);
  if (beam.length > BEAM) beam.pop();
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
