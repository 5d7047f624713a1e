import { radians } from '../../foundation/index.ts';
import { STANDARD_GRAVITY_M_PER_S2 } from '../../physics/index.ts';
import type { VehicleClass } from '../../vehicles/index.ts';

/**
 * One way in which a burn may go on until it ends. Thrust acceleration grows as 1 + (K - 1) s^p from that at lift-off, s the share of the whole burn
 * that has passed and K what it ends with; the body bends down at some share of its mean rate so far.
 */
export interface BurnGuess {
  /** From now to the end of thrust, s. */
  readonly leftS: number;
  /** Age of the burn now and of its class's whole burn, s. */
  readonly ageS: number;
  readonly wholeS: number;
  readonly growthPower: number;
  readonly bendShare: number;
}

/** p: from slower than even to that of a tank that empties fast. Notional. */
const GROWTH_POWER = { low: 0.7, high: 2.5 } as const;
/** Of the mean rate so far of a body that stood upright at lift-off. Notional. */
const BEND_SHARE = { low: 0, high: 1 } as const;
/** One sigma of the logarithm of thrust against its class's law: other thrust to weight, stages. Notional. */
export const THRUST_LOG_SIGMA = 0.2;
/** Share of the burn's length for which gravity pulls straight back: upright at first, nearly level at the end. Notional. */
const GRAVITY_SHARE = 0.5;
/** Thrust does not fall below this share of that at lift-off. Notional. */
const LEAST_END_OVER_LIFTOFF = 0.5;
/** The body is never tilted below the horizon by more than this. */
const LEAST_ELEVATION_RAD: number = -radians(5);

/** A guess from times already drawn and two even numbers of [0, 1]. */
export function burnGuess(
  times: Pick<BurnGuess, 'leftS' | 'ageS' | 'wholeS'>,
  power: number,
  bend: number,
): BurnGuess {
  return {
    ...times,
    growthPower: GROWTH_POWER.low + power * (GROWTH_POWER.high - GROWTH_POWER.low),
    bendShare: BEND_SHARE.low + bend * (BEND_SHARE.high - BEND_SHARE.low),
  };
}

/**
 * K of a whole burn that ends with a speed: thrust from lift-off adds up to that speed and what gravity takes,
 * a T (1 + (K - 1) / (p + 1)) = v + share · g T.
 */
export function endOverLiftoff(vehicle: VehicleClass, guess: BurnGuess, speedMPerS: number): number {
  const { wholeS, growthPower } = guess;
  const neededMPerS = speedMPerS + lostToGravityMPerS(wholeS);
  const steadyMPerS = liftoffMPerS2(vehicle) * wholeS;
  return Math.max(LEAST_END_OVER_LIFTOFF, 1 + (growthPower + 1) * (neededMPerS / steadyMPerS - 1));
}

export function lostToGravityMPerS(wholeS: number): number {
  return GRAVITY_SHARE * STANDARD_GRAVITY_M_PER_S2 * wholeS;
}

function liftoffMPerS2(vehicle: VehicleClass): number {
  return vehicle.liftoffThrustToWeight * STANDARD_GRAVITY_M_PER_S2;
}

/** Thrust acceleration at an age over that at lift-off. */
export function thrustOverLiftoff(guess: BurnGuess, end: number, ageS: number): number {
  return 1 + (end - 1) * Math.min(1, Math.max(0, ageS / guess.wholeS)) ** guess.growthPower;
}

/** Likelihood, 1 at best, of the thrust now in a burn of a class. */
export function thrustAgreement(
  vehicle: VehicleClass,
  guess: BurnGuess,
  end: number,
  thrustMPerS2: number,
): number {
  const expected = liftoffMPerS2(vehicle) * thrustOverLiftoff(guess, end, guess.ageS);
  return Math.exp(-0.5 * (Math.log(Math.max(1, thrustMPerS2) / expected) / THRUST_LOG_SIGMA) ** 2);
}

/** Elevation of the body `aheadS` from now, rad, when it is `nowRad` now and was upright at lift-off. */
export function elevationAheadRad({ bendShare, ageS }: BurnGuess, nowRad: number, aheadS: number): number {
  const rate = Math.max(0, Math.PI / 2 - nowRad) / Math.max(1, ageS);
  return Math.max(LEAST_ELEVATION_RAD, nowRad - bendShare * rate * aheadS);
}
