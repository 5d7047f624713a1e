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

/** Where and when an object was launched, and from which known site. */
export interface LaunchEstimate {
  readonly latitudeRad: number;
  readonly longitudeRad: number;
  readonly atUs: SimTimeUs;
  readonly atSigmaS: number | null;
  /** Covariance on the ground, m², east-east, east-north, north-north. */
  readonly covarianceM2: readonly [number, number, number];
  /** Probability of each known launch site that is worth naming; what is missing to 1 is anywhere else. */
  readonly sites: readonly SiteProb[];
}

export interface SiteProb {
  readonly siteId: string;
  readonly title: string;
  readonly prob: number;
}

/** One thing that tells the likeliest weapon from the likeliest class that is none. */
export interface Discriminant {
  readonly name: DiscriminantName;
  /** How many times more likely what was seen is of that weapon; below 1 it speaks for the other. */
  readonly likelihoodRatio: number;
  /** In words, with the number. */
  readonly text: string;
}

export type DiscriminantName = 'burn' | 'speed' | 'thrust' | 'path' | 'orbit' | 'lift' | 'launch-site';

export const CLOCK_MARKS = [
  'detected',
  'tracked',
  'class-known',
  'earliest-useful',
  'excluded',
  'declared',
  'latest-useful',
] as const;

/** One mark of the decision clock; `atUs` is null while it has not come, or is not known. */
export interface ClockMark {
  readonly mark: (typeof CLOCK_MARKS)[number];
  readonly atUs: SimTimeUs | null;
  readonly reason: string;
}

/**
 * The threat decision for one track on one whole second. `unionProb` is the probability that the object comes down in any of the
 * regions, `weaponProb` that it belongs to the launch of a weapon, `jointProb` that both hold. Under thrust they are marginalised over class
 * and cut-off time: the instantaneous impact point alone is not a prediction.
 */
export interface Decision {
  readonly trackId: TrackId;
  readonly atUs: SimTimeUs;
  readonly unionProb: number;
  readonly weaponProb: number;
  readonly jointProb: number;
  readonly regions: readonly RegionProb[];
  /** Of each known class; with `otherProb` they add up to 1. */
  readonly classes: readonly { readonly vehicleId: string; readonly prob: number }[];
  /** Probability that it is of none of the known classes. */
  readonly otherProb: number;
  readonly launch: LaunchEstimate | null;
  /** The strongest first; empty while nothing tells them apart. */
  readonly discriminants: readonly Discriminant[];
  /** Impact if thrust, or lift, ended now; null when it would not come down. While thrusting or gliding this is a transit point, not a prediction. */
  readonly impact: ImpactEstimate | null;
  readonly impactKind: 'transit' | 'prediction';
  readonly declared: boolean;
  /** The regions are out of reach; never while declared. */
  readonly excluded: boolean;
  /** Every mark once, in the order of `CLOCK_MARKS`. */
  readonly clock: readonly ClockMark[];
  /** Why the probabilities are what they are, one sentence each. */
  readonly reasons: readonly string[];
}
