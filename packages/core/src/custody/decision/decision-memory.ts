import type { SimTimeUs } from '../../foundation/index.ts';
import type { ClockMark, ImpactEstimate, TrackId, TrackPhase } from '../../messages/index.ts';
import { NO_LAUNCH_YET } from '../flight-ends/flight-ends.ts';
import type { LaunchMemory } from '../flight-ends/flight-ends.ts';
import type { Branch } from './branches.ts';
import type { ClassPosterior } from './class-posterior.ts';
import type { Kin } from './kinship.ts';
import type { FreeFlight } from './later-burn.ts';
import type { FeatureErrors, MotionFeatures } from './motion-features.ts';
import type { OpenPlaces } from './region-probability.ts';

/** What a decision remembers of the last second under thrust. */
export interface LastThrusting {
  readonly motion: MotionFeatures;
  readonly errors: FeatureErrors;
  /** Inertial, m/s², and its covariance, row by row, m²/s⁴. */
  readonly thrust: readonly number[];
  readonly thrustCovariance: readonly number[];
}

/** A prediction kept until it is renewed. */
export interface KeptPrediction {
  readonly madeAtUs: SimTimeUs;
  readonly phase: TrackPhase;
  /** Root of the trace of the velocity covariance it was made with, m/s. */
  readonly velocitySigmaMPerS: number;
  /** Null when the object does not come down. */
  readonly impact: ImpactEstimate | null;
  /** Over fall and glide by the track's own probabilities of them. */
  readonly probabilities: OpenPlaces;
  /** Of a body that glides; null while it hardly may. */
  readonly gliding: OpenPlaces | null;
}

/** A hypothesis kept until it is renewed. */
export interface KeptBranch {
  readonly madeAtUs: SimTimeUs;
  readonly branch: Branch;
}

/** The class that has been likeliest in successive updates, and in how many of them it was probable enough to be known. */
export interface LeadingClass {
  readonly vehicleId: string;
  readonly prob: number;
  readonly updates: number;
  readonly known: boolean;
}

/** Where the rule of declaration and exclusion stands. */
export interface Verdict {
  /** Successive updates at or above the threshold with the end of thrust confirmed. */
  readonly updatesAbove: number;
  /** Successive updates below one half since declared. */
  readonly updatesBelow: number;
  /** Successive updates in which the regions were out of reach; since excluded those in which they were not. */
  readonly updatesOut: number;
  readonly declaredAtUs: SimTimeUs | null;
  readonly excludedAtUs: SimTimeUs | null;
  readonly declarations: number;
  readonly revocations: number;
  readonly exclusions: number;
  readonly reopenings: number;
}

/** What remained possible of the class. */
export type KnownClasses = Pick<ClassPosterior, 'classes' | 'otherProb'>;

/** What the decision on one track remembers between two whole seconds; plain data of bounded size. */
export interface DecisionMemory {
  readonly trackId: TrackId;
  readonly lastThrusting: LastThrusting | null;
  /** Motion on the last second outside the air, where energy still told the class; null until there was one. */
  readonly lastFree: MotionFeatures | null;
  readonly prediction: KeptPrediction | null;
  readonly burning: KeptBranch | null;
  readonly leading: LeadingClass | null;
  /** After the update before; null before the first. */
  readonly classes: KnownClasses | null;
  /** Where it came from, of what was not seen to burn by itself. */
  readonly kin: Kin | null;
  /** Free flight so far; kept as it was once it burns again. */
  readonly freeFlight: FreeFlight | null;
  /** Has it burnt again, long after its launch? */
  readonly burntLater: boolean;
  readonly launch: LaunchMemory;
  readonly verdict: Verdict;
  /** Marks that have come, with their reasons; those that move are not kept. */
  readonly marks: readonly ClockMark[];
}

const NO_VERDICT: Verdict = {
  updatesAbove: 0,
  updatesBelow: 0,
  updatesOut: 0,
  declaredAtUs: null,
  excludedAtUs: null,
  declarations: 0,
  revocations: 0,
  exclusions: 0,
  reopenings: 0,
};

/** @param kin - The track it came from, if it came from one. */
export function newDecisionMemory(trackId: TrackId, kin: Kin | null = null): DecisionMemory {
  return {
    trackId,
    lastThrusting: null,
    lastFree: null,
    prediction: null,
    burning: null,
    leading: null,
    classes: null,
    kin,
    freeFlight: null,
    burntLater: false,
    launch: NO_LAUNCH_YET,
    verdict: NO_VERDICT,
    marks: [],
  };
}
