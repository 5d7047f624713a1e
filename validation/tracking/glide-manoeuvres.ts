import { RandomStream, normalFromUniform } from '@cupola/core/foundation';
import { GLIDE_LAW, MANOEUVRE_PRIOR } from '@cupola/core/custody';
import type { Track } from '@cupola/core/messages';
import {
  EARTH_ROTATION_RAD_PER_S,
  airDensityKgPerM3,
  gravityInto,
  heightAboveEllipsoidM,
} from '@cupola/core/physics';
import { usFromS } from '@cupola/core/foundation';
import { glideStart, glideToGround } from './glide-to-ground.ts';
import type { GlidePlan, WholeGlide } from './glide-to-ground.ts';

/** How gliders of the validation steer. */
export type Steering =
  /** By the prior that the footprint states, from `fromS` on; before it at the bank of now. */
  | 'prior'
  /** Straight on with one turn of 20 to 60 degrees of bank for 100 to 400 s, somewhere. */
  | 'one-turn'
  /** From side to side at 30 to 60 degrees, 60 to 200 s to each. */
  | 'weaving'
  | 'straight';

/** When the footprint is first asked for, s after the start. */
export const ASKED_AT_S = 60;

/** A glider with lift over drag by the law, ballistic coefficient even in 6,000 to 14,000 kg/m², and its flight to the ground. */
export function steeredGlide(seed: number, steering: Steering): WholeGlide {
  const draw = new RandomStream(seed, `scene/steered/${steering}`);
  const { low, high } = GLIDE_LAW.diveSpeedMPerS;
  const flownOut = low + (high - low) * draw.uniform(10, 0);
  const body = {
    liftToDrag:
      GLIDE_LAW.liftToDrag.mean + GLIDE_LAW.liftToDrag.sigma * normalFromUniform(draw.uniform(11, 0)),
    ballisticCoefficientKgPerM2: 6_000 + 8_000 * draw.uniform(12, 0),
    diveSpeedMPerS: flownOut,
    diveRad: 0.5 + 0.9 * draw.uniform(13, 0),
  };
  const start = glideStart(draw, body);
  return glideToGround(start, { ...body, ...steered(steering, draw, flownOut) });
}

function steered(
  steering: Steering,
  draw: RandomStream,
  flownOut: number,
): Pick<GlidePlan, 'bankAt' | 'diveSpeedMPerS'> {
  const most = GLIDE_LAW.bankRadMax;
  const side = draw.uniform(20, 0) < 0.5 ? -1 : 1;
  switch (steering) {
    case 'straight':
      return { bankAt: () => 0, diveSpeedMPerS: flownOut };
    case 'one-turn': {
      const bank = side * most * (1 / 3 + (2 / 3) * draw.uniform(21, 0));
      const fromS = 800 * draw.uniform(22, 0);
      const toS = fromS + 100 + 300 * draw.uniform(23, 0);
      return { bankAt: (_, timeS) => (timeS > fromS && timeS < toS ? bank : 0), diveSpeedMPerS: flownOut };
    }
    case 'weaving': {
      const bank = side * most * (0.5 + 0.5 * draw.uniform(21, 0));
      const legS = 60 + 140 * draw.uniform(22, 0);
      const firstS = legS * draw.uniform(23, 0);
      return {
        bankAt: (_, timeS) => (Math.floor((timeS + firstS) / legS) % 2 === 0 ? bank : -bank),
        diveSpeedMPerS: flownOut,
      };
    }
    case 'prior':
      return byPrior(draw, flownOut);
    default:
      throw new Error(`no such steering: ${String(steering)}`);
  }
}

function byPrior(draw: RandomStream, flownOut: number): Pick<GlidePlan, 'bankAt' | 'diveSpeedMPerS'> {
  const { legs, straightProb, earlyDiveProb, keptBankS } = MANOEUVRE_PRIOR;
  const bankOf = (leg: number): number =>
    draw.uniform(30 + leg, 0) < straightProb ? 0 : GLIDE_LAW.bankRadMax * (2 * draw.uniform(40 + leg, 0) - 1);
  const banks = Array.from({ length: legs + 1 }, (_, leg) => bankOf(leg));
  const keptToS = ASKED_AT_S - keptBankS * Math.log(1 - draw.uniform(50, 0));
  const changes = Array.from({ length: legs - 1 }, (_, leg) => draw.uniform(60 + leg, 0)).toSorted(
    (a, b) => b - a,
  );
  const asked: { speed: number | null } = { speed: null };
  const early = draw.uniform(51, 0) < earlyDiveProb;
  const earlyShare = draw.uniform(52, 0);
  const plan = {
    diveSpeedMPerS: flownOut,
    bankAt: (speed: number, timeS: number): number => {
      if (timeS >= ASKED_AT_S && asked.speed === null) {
        asked.speed = speed;
        if (early && speed > flownOut) plan.diveSpeedMPerS = flownOut + earlyShare * (speed - flownOut);
      }
      if (timeS < keptToS || asked.speed === null) return banks[0]!;
      const left = (speed ** 2 - flownOut ** 2) / (asked.speed ** 2 - flownOut ** 2);
      return banks[1 + changes.filter((change) => left < change).length]!;
    },
  };
  return plan;
}

/** What a tracker knows of a glide, one draw of errors as large as its covariance says. */
export function glideTrack(glide: WholeGlide, second: number, seed: number): Track {
  const truth = [...glide.states[second]!, ...airParameters(glide, second)];
  const sigma = [30, 30, 30, 2, 2, 2, 0.03 * truth[6]!, 1e-5, 1e-5];
  const stream = new RandomStream(seed, 'scene/glide-track');
  const normals = new Float64Array(12);
  const four = new Float64Array(4);
  for (const part of [0, 1, 2]) {
    stream.normalsInto(four, second, part);
    normals.set(four, 4 * part);
  }
  const atUs = usFromS(second);
  return {
    id: 'T0001',
    atUs,
    phase: 'glide',
    phaseProbs: { boost: 0, coast: 0, reentry: 0, glide: 1 },
    state: truth.map((value, i) => value + sigma[i]! * normals[i]!),
    covariance: Array.from({ length: 81 }, (_, at) => (at % 10 === 0 ? sigma[at / 10]! ** 2 : 0)),
    firstDetectedAtUs: 0,
    firstPositionM: [truth[0]!, truth[1]!, truth[2]!],
    confirmedAtUs: 0,
    cutoffAtUs: null,
    lastDetectedAtUs: atUs,
    boostSeen: false,
    existenceProb: 1,
  };
}

/** Drag and lift parameters, m²/kg, by the change of velocity about a second. */
function airParameters({ states }: WholeGlide, second: number): readonly [number, number, number] {
  const at = Math.max(1, Math.min(states.length - 2, second));
  const [before, now, after] = [states[at - 1]!, states[at]!, states[at + 1]!];
  const gravity = new Float64Array(3);
  const [x, y, z] = [now[0]!, now[1]!, now[2]!];
  gravityInto(gravity, x, y, z, 2);
  const pushed = [0, 1, 2].map((i) => (after[3 + i]! - before[3 + i]!) / 2 - gravity[i]!);
  const air = [now[3]! + EARTH_ROTATION_RAD_PER_S * y, now[4]! - EARTH_ROTATION_RAD_PER_S * x, now[5]!];
  const speed = Math.hypot(...air);
  const ahead = air.map((each) => each / speed);
  const r = Math.hypot(x, y, z);
  const sine = (x * ahead[0]! + y * ahead[1]! + z * ahead[2]!) / r;
  const up = [x, y, z].map((each, i) => (each / r - sine * ahead[i]!) / Math.sqrt(1 - sine * sine));
  const right = [0, 1, 2].map(
    (i) => ahead[(i + 1) % 3]! * up[(i + 2) % 3]! - ahead[(i + 2) % 3]! * up[(i + 1) % 3]!,
  );
  const pressure = 0.5 * airDensityKgPerM3(heightAboveEllipsoidM(x, y, z)) * speed ** 2;
  const along = (axis: readonly number[]): number =>
    pushed.reduce((sum, each, i) => sum + each * axis[i]!, 0);
  return [-along(ahead) / pressure, along(up) / pressure, along(right) / pressure];
}
