import type { SimTimeUs } from '../foundation/index.ts';
import type { TrackId } from './track.ts';

/** Where and when an object is expected to come down, with its uncertainty on the ground. */
export interface ImpactEstimate {
  readonly latitudeRad: number;
  readonly longitudeRad: number;
  readonly atUs: SimTimeUs;
  /** Covariance on the ground, m², east-east, east-north, north-north. */
  readonly covarianceM2: readonly [number, number, number];
}

export interface RegionProb {
  readonly regionId: string;
  readonly prob: number;
}

/**
 * The threat decision for one track on one whole second. `unionProb` is the probability that the object comes down in any of the
 * regions, `weaponProb` that it is of a weapon class, `jointProb` that both hold. Under thrust they are marginalised over class and
 * cut-off time: the instantaneous impact point alone is not a prediction.
 */
export interface Decision {
  readonly trackId: TrackId;
  readonly atUs: SimTimeUs;
  readonly unionProb: number;
  readonly weaponProb: number;
  readonly jointProb: number;
  readonly regions: readonly RegionProb[];
  readonly classes: readonly { readonly vehicleId: string; readonly prob: number }[];
  /** Impact if thrust, or lift, ended now; null when it would not come down. While thrusting or gliding this is a transit point, not a prediction. */
  readonly impact: ImpactEstimate | null;
  readonly impactKind: 'transit' | 'prediction';
  readonly declared: boolean;
  /** Why the probabilities are what they are, one sentence each. */
  readonly reasons: readonly string[];
}
