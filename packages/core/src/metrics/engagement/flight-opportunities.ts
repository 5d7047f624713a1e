import { fleetOpportunities } from '../../engagement/index.ts';
import type {
  EngagedPhase,
  FleetOpportunities,
  InterceptorPart,
  TargetPath,
} from '../../engagement/index.ts';

/** Who could have met a flight, whenever ordered. */
export interface FlightOpportunities {
  /** In the phases in which each part meets targets: interceptors that could be ordered at each second of the path. */
  readonly engaged: Uint16Array;
  readonly latestOrderS: FleetOpportunities['latestOrderS'];
  /** The same, phase by phase, whatever the parts are for. */
  readonly byPhase: readonly { readonly phase: EngagedPhase; readonly counts: Uint16Array }[];
  /** When each interceptor could, in the phases of its part. */
  readonly windows: FleetOpportunities['windows'];
}

export function opportunitiesOf(path: TargetPath, parts: readonly InterceptorPart[]): FlightOpportunities {
  const { counts: engaged, latestOrderS, windows } = fleetOpportunities(path, parts);
  return {
    engaged,
    latestOrderS,
    byPhase: path.phases.map(({ phase }) => ({
      phase,
      counts: fleetOpportunities(path, parts, phase).counts,
    })),
    windows,
  };
}
