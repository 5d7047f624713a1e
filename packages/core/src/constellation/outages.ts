import type { RandomStream, SimTimeUs } from '../foundation/index.ts';

/** Which satellites are out of service, and when. Out of service means: it neither sees nor reports; where it is does not change. */
export interface Outages {
  /** 1 for each satellite out of service for the whole run. */
  readonly lost: Uint8Array;
  /** Outages over time of the others, by satellite. */
  readonly periods: OutagePeriods;
}

/** When satellites are out of service, by index; those that never are may be missing. */
export type OutagePeriods = ReadonlyMap<number, readonly OutagePeriod[]>;

/** From its first instant on until its last, which no longer counts. */
export interface OutagePeriod {
  readonly fromUs: SimTimeUs;
  readonly untilUs: SimTimeUs;
}

export function isOut({ lost, periods }: Outages, satellite: number, atUs: SimTimeUs): boolean {
  return lost[satellite] === 1 || isOutAt(periods, satellite, atUs);
}

export function isOutAt(periods: OutagePeriods, satellite: number, atUs: SimTimeUs): boolean {
  if (periods.size === 0) return false;
  return (periods.get(satellite) ?? []).some(({ fromUs, untilUs }) => atUs >= fromUs && atUs < untilUs);
}

/** `take` of the indices below `count`, drawn without favour, in ascending order. More taken with the same stream are the same and others. */
export function drawnIndices(count: number, take: number, stream: RandomStream): readonly number[] {
  const draws = Array.from({ length: count }, (_, index) => ({ index, draw: stream.uniform(index, 0) }));
  return draws
    .toSorted((a, b) => a.draw - b.draw || a.index - b.index)
    .slice(0, take)
    .map(({ index }) => index)
    .toSorted((a, b) => a - b);
}

/** Indices of the satellites out of service: the nearest whole number to the share. */
export function lostSatellites(count: number, lossShare: number, stream: RandomStream): readonly number[] {
  return drawnIndices(count, Math.round(count * lossShare), stream);
}

/**
 * Satellites that were built or launched together: at most `size` neighbours of one group and plane, in the order of the slots.
 *
 * @param keys - Group and plane of each satellite, equal for neighbours in the same.
 */
export function batchesOf(keys: readonly string[], size: number): readonly (readonly number[])[] {
  const batches: number[][] = [];
  let key: string | null = null;
  for (const [index, each] of keys.entries()) {
    const last = batches.at(-1);
    if (last === undefined || each !== key || last.length === size) batches.push([index]);
    else last.push(index);
    key = each;
  }
  return batches;
}
