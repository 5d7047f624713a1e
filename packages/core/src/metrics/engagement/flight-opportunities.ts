import { MeetingFinder, lastSecond, opportunities } from '../../engagement/index.ts';
import type { EngagedPhase, InterceptorPart, OrderWindow, TargetPath } from '../../engagement/index.ts';

/** Who could have met a flight, whenever ordered. */
export interface FlightOpportunities {
  /** In the phases in which each part meets targets: interceptors that could be ordered at each second of the path. */
  readonly engaged: Uint16Array;
  /** The last second at which anybody could; null when nobody ever could. */
  readonly latestOrderS: number | null;
  /** The same, phase by phase, whatever the parts are for. */
  readonly byPhase: readonly { readonly phase: EngagedPhase; readonly counts: Uint16Array }[];
  /** When each interceptor could, in the phases of its part; `part`: its place in the fleet. */
  readonly windows: readonly (OrderWindow & { readonly part: number })[];
}

export function opportunitiesOf(path: TargetPath, parts: readonly InterceptorPart[]): FlightOpportunities {
  const span = { fromS: path.fromS, toS: lastSecond(path) };
  const seconds = path.heightsM.length;
  const counted = (phase: EngagedPhase | null) => {
    const counts = new Uint16Array(seconds);
    const windows = parts.flatMap((part, index) => {
      const law = phase === null ? part.law : { ...part.law, phases: [phase] };
      const found = opportunities(new MeetingFinder(path, law), part.ephemeris, part.ready, [span]);
      found.counts.forEach((count, place) => (counts[place]! += count));
      return found.windows.map((window) => ({ part: index, ...window }));
    });
    return { counts, windows };
  };
  const { counts: engaged, windows } = counted(null);
  const last = engaged.findLastIndex((count) => count > 0);
  return {
    engaged,
    latestOrderS: last < 0 ? null : path.fromS + last,
    byPhase: path.phases.map(({ phase }) => ({ phase, counts: counted(phase).counts })),
    windows: windows.toSorted((a, b) => a.fromS - b.fromS || a.part - b.part),
  };
}
