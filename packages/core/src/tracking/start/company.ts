import { present } from '../../foundation/index.ts';
import type { Meeting } from './meetings.ts';
import { GATE_SIGMAS } from './rays.ts';
import type { Rays } from './rays.ts';

/** For every ray the others it meets: ray r has entries `start[r] .. start[r + 1]`. */
export interface MetRays {
  readonly rays: Rays;
  readonly start: Uint32Array;
  readonly other: Uint32Array;
  /** Where on ray r, m, with the square of its sigma. */
  readonly alongM: Float64Array;
  readonly sigma2: Float64Array;
  /** How many others a ray meets. */
  count(ray: number): number;
}

export function metRays(rays: Rays, meetings: readonly Meeting[]): MetRays {
  const start = new Uint32Array(rays.rows.length + 1);
  for (const { first, second } of meetings) {
    start[first + 1]! += 1;
    start[second + 1]! += 1;
  }
  for (let ray = 0; ray < rays.rows.length; ray++) start[ray + 1]! += start[ray]!;
  const next = start.slice();
  const other = new Uint32Array(2 * meetings.length);
  const alongM = new Float64Array(other.length);
  const sigma2 = new Float64Array(other.length);
  for (const each of meetings) {
    const a = next[each.first]!++;
    other[a] = each.second;
    alongM[a] = each.alongFirstM;
    const b = next[each.second]!++;
    other[b] = each.first;
    alongM[b] = each.alongSecondM;
    sigma2[a] = sigma2[b] = each.alongSigmaM * each.alongSigmaM;
  }
  return { rays, start, other, alongM, sigma2, count: (ray) => start[ray + 1]! - start[ray]! };
}

/**
 * Rays of third satellites that meet one ray of the seed near its place, in order of channel; none unless one of them meets both.
 */
export function companyOf(met: MetRays, seed: Meeting): readonly number[] {
  const near = metNear(met, seed, seed.first, seed.alongFirstM);
  if (near.length === 0) return [];
  const alone = near.length;
  let both = false;
  for (const ray of metNear(met, seed, seed.second, seed.alongSecondM)) {
    if (near.lastIndexOf(ray, alone - 1) >= 0) both = true;
    else near.push(ray);
  }
  if (!both) return [];
  const { scan, rows } = met.rays;
  const channel = (ray: number): number => scan.channelIndex[rows[ray]!]!;
  return near.toSorted((a, b) => channel(a) - channel(b) || a - b);
}

function metNear(met: MetRays, seed: Meeting, ray: number, alongM: number): number[] {
  const { scan, rows } = met.rays;
  const satelliteA = scan.satelliteIndex[present(rows[seed.first])];
  const satelliteB = scan.satelliteIndex[present(rows[seed.second])];
  const seedSigma2 = seed.alongSigmaM * seed.alongSigmaM;
  const near: number[] = [];
  const until = met.start[ray + 1]!;
  for (let k = met.start[ray]!; k < until; k++) {
    const apartM = met.alongM[k]! - alongM;
    if (apartM * apartM > GATE_SIGMAS * GATE_SIGMAS * (met.sigma2[k]! + seedSigma2)) continue;
    const other = met.other[k]!;
    const satellite = scan.satelliteIndex[rows[other]!];
    if (satellite !== satelliteA && satellite !== satelliteB) near.push(other);
  }
  return near;
}
