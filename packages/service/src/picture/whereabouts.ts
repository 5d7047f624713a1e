import type { DecisionRecord, TrackRecord } from './records.ts';

/** Below this an object is not said to come down somewhere. */
export const MAY_COME_DOWN_PROB = 0.01;

export interface Place {
  readonly latitudeDeg: number;
  readonly longitudeDeg: number;
}

/** Where an object is, came from and may come down, in one whole second: what decides who may see it and all that is said of it. */
export interface Whereabouts extends Place {
  /** Null while it is not known. */
  readonly launch: Place | null;
  /** If thrust or lift ended now; null when it would not come down. Covariance as in the decision. */
  readonly impact: (Place & { readonly covarianceKm2: readonly [number, number, number] }) | null;
  /** Defended regions that it comes down in with at least `MAY_COME_DOWN_PROB`. */
  readonly mayComeDownIn: readonly string[];
}

export function whereaboutsOf(track: TrackRecord, decision: DecisionRecord | undefined): Whereabouts {
  const { launch = null, impact = null, regions = [] } = decision ?? {};
  return {
    ...placeOf(track),
    launch: launch === null ? null : placeOf(launch),
    impact: impact === null ? null : { ...placeOf(impact), covarianceKm2: impact.covarianceKm2 },
    mayComeDownIn: regions.filter(({ prob }) => prob >= MAY_COME_DOWN_PROB).map(({ regionId }) => regionId),
  };
}

function placeOf({ latitudeDeg, longitudeDeg }: Place): Place {
  return { latitudeDeg, longitudeDeg };
}
