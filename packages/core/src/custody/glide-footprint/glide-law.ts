import { RandomStream, assert, present, radians } from '../../foundation/index.ts';
import { STANDARD_GRAVITY_M_PER_S2 } from '../../physics/index.ts';
import { vehicleClass } from '../../vehicles/index.ts';
import type { VehicleClass } from '../../vehicles/index.ts';

/** What is assumed of gliding bodies and of how they steer. */
export interface GlideLaw {
  /** Lift over drag: mean and one sigma. */
  readonly liftToDrag: { readonly mean: number; readonly sigma: number };
  /** One over the ballistic coefficient of a body whose drag no look has shown, m²/kg. */
  readonly dragParameterM2PerKg: number;
  /** Steepest roll of a turn, rad. */
  readonly bankRadMax: number;
  /** Speed against the air at which a glide that is flown out turns into its dive, m/s. */
  readonly diveSpeedMPerS: { readonly low: number; readonly high: number };
  /** Net downward acceleration of a body that turns over into its dive, lift and weight together, m/s². */
  readonly diveMPerS2: { readonly low: number; readonly high: number };
  /** The same of a dive that has begun: from straight on to what lift can do in thick air. */
  readonly diveOnMPerS2: { readonly low: number; readonly high: number };
}

/**
 * The law of the class of gliders: half its range of lift over drag as one sigma, its steepest bank, dives from 0.6 to 1.2 times its dive speed. How hard a
 * dive bends is notional.
 */
export const GLIDE_LAW: GlideLaw = lawOf(present(vehicleClass('boost-glide')));

function lawOf({ course, ballisticCoefficientKgPerM2 }: VehicleClass): GlideLaw {
  assert(course.kind === 'glide', 'the class of gliders glides');
  const { low, nominal, high } = course.liftToDrag;
  return {
    liftToDrag: { mean: nominal, sigma: (high - low) / 2 },
    dragParameterM2PerKg: 1 / ballisticCoefficientKgPerM2.nominal,
    bankRadMax: course.bankRadMax,
    diveSpeedMPerS: { low: 0.6 * course.diveSpeedMPerS, high: 1.2 * course.diveSpeedMPerS },
    diveMPerS2: { low: 2 * STANDARD_GRAVITY_M_PER_S2, high: 4 * STANDARD_GRAVITY_M_PER_S2 },
    diveOnMPerS2: { low: -0.2 * STANDARD_GRAVITY_M_PER_S2, high: 8 * STANDARD_GRAVITY_M_PER_S2 },
  };
}

/** The prior of manoeuvres, all notional. */
export const MANOEUVRE_PRIOR: {
  readonly keptBankS: number;
  readonly legs: number;
  readonly straightProb: number;
  readonly earlyDiveProb: number;
  readonly steepRad: number;
  readonly steepDiveProb: number;
  readonly bendingRad: number;
  readonly bendingShare: number;
  readonly onsetProb: { readonly early: number; readonly flownOut: number };
} = {
  /** Mean time for which the bank of now is kept, s. */
  keptBankS: 60,
  /** Afterwards, legs of any length in energy, each straight with this probability and else at any bank. */
  legs: 3,
  straightProb: 0.5,
  /** The glide is broken off at any speed between now and the dive's. */
  earlyDiveProb: 0.2,
  /** What sinks more steeply than this dives, ... */
  steepRad: radians(15),
  /** ... and what sinks more steeply than this with less than this share of its weight borne, in air that could bear it; ... */
  bendingRad: radians(3),
  bendingShare: 0.8,
  /** ... it dives on with this probability; */
  steepDiveProb: 0.9,
  /** ... of what bends down, so many dive while they are still fast, and when their glide is flown out. */
  onsetProb: { early: 0.05, flownOut: 0.5 },
};

/** One way to go on gliding; shares are of what lies between two ends, [0, 1]. */
export interface Manoeuvre {
  readonly keptBankS: number;
  /** Energy left, as a share of that between now and the dive, from which on each leg is flown; falling. */
  readonly legFrom: readonly number[];
  /** As a share of the steepest, -1 to 1. */
  readonly legBank: readonly number[];
  readonly divesEarly: boolean;
  readonly earlyShare: number;
  readonly diveSpeedShare: number;
  readonly dropShare: number;
  /** It dives on when the probability of that is above this. */
  readonly divesOnFrom: number;
  /** Of how far the dive is steered to the side. */
  readonly asideNormal: number;
  /** Which of the values of lift over drag. */
  readonly liftBin: number;
  /** Standard normal errors of position and velocity. */
  readonly motionNormals: Float64Array;
}

const PAIRS = 120;
export const MANOEUVRE_COUNT: number = 2 * PAIRS;
export const LIFT_BINS = 6;

/** Always the same ways, drawn once from the prior, each beside its mirror image; lift over drag and early dives are evened out over them. */
export const MANOEUVRES: readonly Manoeuvre[] = Array.from({ length: PAIRS }, (_, pair) => {
  const right = manoeuvreOf(new RandomStream(1, 'glide/manoeuvres'), pair);
  const left = {
    ...right,
    legBank: right.legBank.map((bank) => -bank),
    asideNormal: -right.asideNormal,
    motionNormals: right.motionNormals.map((normal) => -normal),
  };
  return [right, left];
}).flat();

function manoeuvreOf(stream: RandomStream, pair: number): Manoeuvre {
  const { legs, straightProb, earlyDiveProb, keptBankS } = MANOEUVRE_PRIOR;
  const uniform = (dimension: number): number => stream.uniform(dimension, pair);
  const normals = new Float64Array(8);
  const four = new Float64Array(4);
  for (const half of [0, 1]) {
    stream.normalsInto(four, 100 + half, pair);
    normals.set(four, 4 * half);
  }
  const changes = Array.from({ length: legs - 1 }, (_each, leg) => uniform(leg)).toSorted((a, b) => b - a);
  return {
    keptBankS: -keptBankS * Math.log(1 - uniform(10)),
    legFrom: [1, ...changes],
    legBank: Array.from({ length: legs }, (_each, leg) => {
      const share = (uniform(20 + leg) - straightProb) / (1 - straightProb);
      return share < 0 ? 0 : 2 * share - 1;
    }),
    // Ladders climbed by steps that have no common factor with their length.
    divesEarly: ladder(pair, 7) < earlyDiveProb,
    earlyShare: uniform(31),
    diveSpeedShare: ladder(pair, 11),
    dropShare: ladder(pair, 13),
    divesOnFrom: ladder(pair, 17),
    asideNormal: normals[6]!,
    liftBin: pair % LIFT_BINS,
    motionNormals: normals.slice(0, 6),
  };
}

/** An even ladder over all pairs, in another order. */
function ladder(pair: number, step: number): number {
  return (((pair * step) % PAIRS) + 0.5) / PAIRS;
}
