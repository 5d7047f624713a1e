import type { InterceptorPart } from './interceptor-part.ts';
import { MeetingFinder } from './meeting-finder.ts';
import { opportunities } from './order-windows.ts';
import type { OrderWindow } from './order-windows.ts';
import { lastSecond } from './target-path.ts';
import type { TargetPath } from './target-path.ts';
import type { EngagedPhase } from '../interceptor-kinds.ts';

/** Who of a fleet could be ordered against a flight, whatever anybody decided. */
export interface FleetOpportunities {
  /** Interceptors that could be ordered at each second of the path. */
  readonly counts: Uint16Array;
  /** The last second at which anybody could; null when nobody ever could. */
  readonly latestOrderS: number | null;
  /** When each interceptor could, in order of their beginnings; `part`: its place in the fleet. */
  readonly windows: readonly (OrderWindow & { readonly part: number })[];
}

/** @param phase - The phase in which they would meet it, whatever the parts are for; null: each in those of its part. */
export function fleetOpportunities(
  path: TargetPath,
  parts: readonly InterceptorPart[],
  phase: EngagedPhase | null = null,
): FleetOpportunities {
  const span = { fromS: path.fromS, toS: lastSecond(path) };
  const counts = new Uint16Array(path.heightsM.length);
  const windows = parts.flatMap((part, index) => {
    const law = phase === null ? part.law : { ...part.law, phases: [phase] };
    const found = opportunities(new MeetingFinder(path, law), part.ephemeris, part.ready, [span]);
    found.counts.forEach((count, place) => (counts[place]! += count));
    return found.windows.map((window) => ({ part: index, ...window }));
  });
  const last = counts.findLastIndex((count) => count > 0);
  return {
    counts,
    latestOrderS: last < 0 ? null : path.fromS + last,
    windows: windows.toSorted((a, b) => a.fromS - b.fromS || a.part - b.part),
  };
}

/** [second, number] wherever the number is another than before; it begins with 0. */
export function changesOf(
  counts: Uint16Array,
  fromS: number,
): readonly (readonly [second: number, number: number])[] {
  const changes: [number, number][] = [];
  let before = 0;
  counts.forEach((count, place) => {
    if (count !== before) changes.push([fromS + place, count]);
    before = count;
  });
  if (before !== 0) changes.push([fromS + counts.length, 0]);
  return changes;
}
