import { STANDARD_GRAVITY_M_PER_S2 } from '../../physics/index.ts';

/** How an interceptor leaves its satellite, as the open studies tell it: two cited inputs, nothing that is designed. */
export interface FlyOut {
  /** Speed it ends up with relative to its satellite, m/s. */
  readonly speedMPerS: number;
  /** Mean acceleration up to that speed, m/s². */
  readonly accelerationMPerS2: number;
}

/** Published accelerations are in units of standard gravity. */
export function accelerationOfG(g: number): number {
  return g * STANDARD_GRAVITY_M_PER_S2;
}

/** How long the acceleration lasts, s. */
export function accelerationTimeS({ speedMPerS, accelerationMPerS2 }: FlyOut): number {
  return speedMPerS / accelerationMPerS2;
}

/**
 * Distance covered `timeS` seconds after leaving the satellite, m: a t²/2 while t < v/a, then v (t - v/(2 a)). 0 for no time.
 *
 * A straight line, constant acceleration, then constant speed; no gravity, no turn, no orbit of its own. Relation R1.
 *
 * @see [Harrison-2025] app. B; [APS-2004] uses the same logic.
 */
export function flyOutReachM(flyOut: FlyOut, timeS: number): number {
  if (!(timeS > 0)) return 0;
  const { speedMPerS, accelerationMPerS2 } = flyOut;
  const accelerationS = accelerationTimeS(flyOut);
  if (timeS < accelerationS) return 0.5 * accelerationMPerS2 * timeS * timeS;
  return speedMPerS * (timeS - 0.5 * accelerationS);
}

/** The time that a distance takes, s: the inverse of `flyOutReachM`. */
export function flyOutTimeS(flyOut: FlyOut, distanceM: number): number {
  const { speedMPerS, accelerationMPerS2 } = flyOut;
  const accelerationS = accelerationTimeS(flyOut);
  const whileAcceleratingM = 0.5 * speedMPerS * accelerationS;
  if (distanceM < whileAcceleratingM) return Math.sqrt((2 * distanceM) / accelerationMPerS2);
  return distanceM / speedMPerS + 0.5 * accelerationS;
}

/** What the published rule answers. */
export type PublishedReach =
  | { readonly kind: 'reach'; readonly reachM: number }
  /** There is less time than the acceleration takes, and the rule says nothing. */
  | { readonly kind: 'no-solution'; readonly accelerationS: number };

/**
 * R1 as the public calculator has it: no solution while t < v/a, although an interceptor that is still accelerating gets somewhere. With it a
 * faster interceptor can lose its reach altogether, so nothing here is computed by it; it is kept to say where it differs.
 *
 * @see [Harrison-2025] app. B.
 */
export function publishedReach(flyOut: FlyOut, timeS: number): PublishedReach {
  const accelerationS = accelerationTimeS(flyOut);
  return timeS < accelerationS
    ? { kind: 'no-solution', accelerationS }
    : { kind: 'reach', reachM: flyOutReachM(flyOut, timeS) };
}

/** Where the seconds of a boost go before an interceptor flies. */
export interface TimeBudget {
  /** From lift-off to burnout, s. */
  readonly boostS: number;
  /** From lift-off to a track that can be acted on, s. */
  readonly detectionS: number;
  /** From the track to the order, s. */
  readonly decisionS: number;
  /** By how much the intercept has to come before burnout, s. */
  readonly marginS: number;
}

/** Time left to fly, s; never negative. Part of R1. @see [APS-2004], [Harrison-2025]. */
export function timeLeftS({ boostS, detectionS, decisionS, marginS }: TimeBudget): number {
  return Math.max(0, boostS - detectionS - decisionS - marginS);
}
