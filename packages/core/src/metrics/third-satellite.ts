import { sFromUs } from '../foundation/index.ts';
import type { Match } from './matched-rows.ts';
import { quantile } from './quantile.ts';
import type { LookRow } from './score-rows.ts';

/** How long objects wait for their first track once enough satellites have seen them to fix where they are. */
export interface WaitAfterThirdSatellite {
  readonly median: number | null;
  readonly p95: number | null;
  /** Objects in it: those that three sensors saw. */
  readonly count: number;
  /** Of these, those that never had a track. */
  readonly never: number;
}

const ENOUGH_SENSORS = 3;

/** Seconds from the first detection by a third sensor to the first row of a track; less than 0 never counts as less. */
export function waitAfterThirdSatellite(
  matchesOf: ReadonlyMap<string, readonly Match[]>,
  looksOf: ReadonlyMap<string, readonly LookRow[]>,
): WaitAfterThirdSatellite {
  const waits: number[] = [];
  let never = 0;
  for (const [truthId, looks] of looksOf) {
    const thirdUs = thirdSensorAt(looks);
    if (thirdUs === null) continue;
    const first = matchesOf.get(truthId)?.[0];
    if (first === undefined) never++;
    else waits.push(Math.max(0, sFromUs(first.atUs - thirdUs)));
  }
  return { median: quantile(waits, 0.5), p95: quantile(waits, 0.95), count: waits.length + never, never };
}

function thirdSensorAt(looks: readonly LookRow[]): number | null {
  const seen = new Set<string>();
  for (const { atUs, sensorId } of looks.toSorted((a, b) => a.atUs - b.atUs)) {
    seen.add(sensorId);
    if (seen.size >= ENOUGH_SENSORS) return atUs;
  }
  return null;
}
