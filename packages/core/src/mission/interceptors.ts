import { drawnIndices } from '../constellation/index.ts';
// Not the whole room, which a service that starts has no use for.
import { interceptorKind } from '../engagement/interceptor-kinds.ts';
import type { InterceptorKind, InterceptorPart } from '../engagement/index.ts';
import { RandomStream, present, radians } from '../foundation/index.ts';
import type { EngagementSettings, InterceptorGroup, Problem, Scenario } from '../scenario/index.ts';
import { groupSatellites } from './group-satellites.ts';
import type { GroupSetting, MovingSatellites } from './group-satellites.ts';

/** One group of interceptors with its motion. */
export interface PlannedInterceptors {
  readonly part: InterceptorPart;
  readonly kind: InterceptorKind;
  readonly ids: readonly string[];
}

/** Launches are tried over so long after the epoch, s; elements have to serve for it. */
const WINDOW_S = 86_400;

/** The second fleet of a scenario; none when it has none. */
export function plannedInterceptors(
  scenario: Scenario,
  setting: GroupSetting,
): { readonly interceptors: readonly PlannedInterceptors[]; readonly problems: readonly Problem[] } {
  const { interceptors = [], engagement, seed } = scenario;
  if (engagement === undefined) return { interceptors: [], problems: [] };
  const { interval } = setting;
  const longer = { ...setting, interval: { ...interval, durationS: interval.durationS + WINDOW_S } };
  const problems: Problem[] = [];
  const groups = interceptors.map((group, index) => {
    const { kind: _kind, ...placed } = group;
    const found = groupSatellites({ ...placed, sensors: [] }, `interceptors.${index}`, longer);
    problems.push(...found.problems);
    return { group, satellites: found.satellites };
  });
  const count = groups.reduce((sum, { satellites }) => sum + satellites.ids.length, 0);
  const unready = new Set(
    drawnIndices(
      count,
      Math.round((1 - engagement.readyShare) * count),
      new RandomStream(seed, 'engagement-readiness'),
    ),
  );
  let first = 0;
  return {
    interceptors: groups.map(({ group, satellites }) => {
      const start = first;
      first += satellites.ids.length;
      const ready = Uint8Array.from(satellites.isSpare, (isSpare, index) =>
        isSpare || unready.has(start + index) ? 0 : 1,
      );
      return planned(group, satellites, ready, engagement);
    }),
    problems,
  };
}

function planned(
  { id, kind: kindId, walker }: InterceptorGroup,
  { ids, ephemeris }: MovingSatellites,
  ready: Uint8Array,
  engagement: EngagementSettings,
): PlannedInterceptors {
  const kind = present(interceptorKind(kindId));
  const [lowestKm, highestKm] = engagement.interceptAltitudeKm;
  const shell =
    walker === undefined
      ? null
      : { ...walker, altitudeM: 1000 * walker.altitudeKm, inclinationRad: radians(walker.inclinationDeg) };
  return {
    kind,
    ids,
    part: {
      id,
      shell,
      ephemeris,
      ready,
      killProb: engagement.killProbability ?? kind.killProb,
      law: {
        flyOut: kind.flyOut,
        phases: engagement.phases ?? [kind.phase],
        lowestM: 1000 * lowestKm,
        highestM: 1000 * highestKm,
        marginS: engagement.marginS,
        longestFlyOutS: engagement.longestFlyOutS,
      },
    },
  };
}
