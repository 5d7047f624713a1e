import { US_PER_S, invertPositiveDefinite, multiplied, present } from '../foundation/index.ts';
import type { SimTimeUs } from '../foundation/index.ts';
import type { MeasuredLook } from '../messages/index.ts';
import { heightAboveEllipsoidM, propagateBallisticInto } from '../physics/index.ts';
import { innovationOf } from './residual.ts';

/** Motion under gravity alone that fits all looks of a coast best. */
export interface CoastFit {
  readonly atUs: SimTimeUs;
  /** Inertial position, m, and velocity, m/s, at `atUs`. */
  readonly state: Float64Array;
  /** 6 x 6, row by row. */
  readonly covariance: Float64Array;
  readonly looks: number;
  /** Of all residuals; its mean is `freedom` when the motion is that of gravity and the noise is what the looks state. */
  readonly chiSquare: number;
  readonly freedom: number;
}

/** Below this height looks are left out: there air moves the object too, m. */
const LOWEST_M = 120_000;
const STEPS = [100, 100, 100, 0.1, 0.1, 0.1] as const;
const MOST_PASSES = 8;
const SETTLED_M = 0.01;
const NO_DRAG = Number.POSITIVE_INFINITY;
const N = 6;

/**
 * Batch least squares by Gauss-Newton: position and velocity at one instant, J2 gravity, no noise in the motion, light time as the looks have it.
 * Looks from below 120 km are left out. [Tapley-2004] §4.3.
 *
 * @param looks - Of one object in free flight, in any order.
 * @param guess - Inertial position and velocity at `atUs`, within some tens of kilometres.
 * @returns null when the looks do not fix the motion.
 */
export function coastFit(
  looks: readonly MeasuredLook[],
  atUs: SimTimeUs,
  guess: ArrayLike<number>,
): CoastFit | null {
  const start = Float64Array.from({ length: N }, (_, i) => guess[i]!);
  const inSpace = looksInSpace(looks, atUs, start);
  let state = start;
  for (let pass = 0; pass < MOST_PASSES; pass++) {
    const sums = normalEquations(inSpace, atUs, state);
    const covariance = invertPositiveDefinite(sums.information, N);
    if (covariance === null) return null;
    const shift = multiplied(covariance, sums.right, N, N, 1);
    state = state.map((value, i) => value + shift[i]!);
    if (!(Math.hypot(shift[0]!, shift[1]!, shift[2]!) < SETTLED_M)) continue;
    const { chiSquare } = normalEquations(inSpace, atUs, state);
    return { atUs, state, covariance, looks: inSpace.length, chiSquare, freedom: 2 * inSpace.length - N };
  }
  return null;
}

/** Is an object high enough that gravity alone moves it? */
export function isInSpace(state: Float64Array): boolean {
  return heightAboveEllipsoidM(state[0]!, state[1]!, state[2]!) >= LOWEST_M;
}

function looksInSpace(
  looks: readonly MeasuredLook[],
  atUs: SimTimeUs,
  state: Float64Array,
): readonly MeasuredLook[] {
  const at = new Float64Array(N);
  return [...Map.groupBy(looks, (look) => look.scanAtUs)].flatMap(([scanAtUs, together]) => {
    propagateBallisticInto(at, state, (scanAtUs - atUs) / US_PER_S, NO_DRAG);
    return isInSpace(at) ? together : [];
  });
}

interface NormalEquations {
  readonly information: Float64Array;
  readonly right: Float64Array;
  readonly chiSquare: number;
}

function normalEquations(
  looks: readonly MeasuredLook[],
  atUs: SimTimeUs,
  state: Float64Array,
): NormalEquations {
  const information = new Float64Array(N * N);
  const right = new Float64Array(N);
  let chiSquare = 0;
  const late = looks.filter((look) => look.scanAtUs >= atUs).toSorted((a, b) => a.scanAtUs - b.scanAtUs);
  const early = looks.filter((look) => look.scanAtUs < atUs).toSorted((a, b) => b.scanAtUs - a.scanAtUs);
  for (const side of [late, early]) {
    const flights = neighbours(state);
    let reachedUs = atUs;
    for (const look of side) {
      if (look.scanAtUs !== reachedUs) {
        const elapsedS = (look.scanAtUs - reachedUs) / US_PER_S;
        for (const each of flights) propagateBallisticInto(each, each, elapsedS, NO_DRAG);
        reachedUs = look.scanAtUs;
      }
      chiSquare += addLook(information, right, look, flights);
    }
  }
  return { information, right, chiSquare };
}

/** The state itself, then each component a step up and a step down. */
function neighbours(state: Float64Array): readonly Float64Array[] {
  return Array.from({ length: 2 * N + 1 }, (_, index) => {
    const moved = state.slice();
    if (index > 0) {
      const component = (index - 1) >> 1;
      moved[component]! += (index % 2 === 1 ? 1 : -1) * present(STEPS[component]);
    }
    return moved;
  });
}

function addLook(
  information: Float64Array,
  right: Float64Array,
  look: MeasuredLook,
  flights: readonly Float64Array[],
): number {
  const innovation = innovationOf(look, present(flights[0]));
  const weight = 1 / look.sigmaRad ** 2;
  const row = new Float64Array(N);
  for (const [residual, byPosition] of [
    [innovation.first, innovation.firstByPosition],
    [innovation.second, innovation.secondByPosition],
  ] as const) {
    for (let j = 0; j < N; j++) {
      const plus = present(flights[2 * j + 1]);
      const minus = present(flights[2 * j + 2]);
      row[j] = 0;
      for (let axis = 0; axis < 3; axis++) {
        const moved =
          plus[axis]! - minus[axis]! - innovation.lightTimeS * (plus[3 + axis]! - minus[3 + axis]!);
        row[j]! += (byPosition[axis]! * moved) / (2 * present(STEPS[j]));
      }
    }
    for (let i = 0; i < N; i++) {
      right[i]! += weight * row[i]! * residual;
      for (let j = 0; j < N; j++) information[i * N + j]! += weight * row[i]! * row[j]!;
    }
  }
  return weight * (innovation.first ** 2 + innovation.second ** 2);
}
