import { invertPositiveDefinite, present } from '../foundation/index.ts';
import { gravityInto } from '../physics/index.ts';

/** One line of sight that was really detected: when, from where, how well. */
export interface BoundLook {
  readonly atS: number;
  /** Inertial, m. */
  readonly satelliteM: readonly [number, number, number];
  readonly sigmaRad: number;
}

/**
 * The Cramer-Rao bound: the smallest covariance that any unbiased tracker can have at `atS` from these looks, for an object that moves
 * under J2 gravity alone with unknown position and velocity.
 *
 * Information adds up as the sum of Φᵀ Hᵀ H Φ / sigma² with the transition Φ from the time of interest to each look, found by
 * differences of the integrated motion. [Bar-Shalom-2001] §2.7. Perfect association; light time neglected (below 1e-5 of the bound).
 *
 * @param stateAt - True inertial position and velocity, m and m/s, at `atS`.
 * @returns 6 x 6 covariance, row by row, or null when the looks do not fix the motion.
 */
export function cramerRaoBound(
  stateAt: Float64Array,
  atS: number,
  looks: readonly BoundLook[],
): Float64Array | null {
  const n = 6;
  const information = new Float64Array(n * n);
  const looksAt = [...Map.groupBy(looks, (each) => each.atS)].toSorted(([a], [b]) => b - a);
  const stepOf = [100, 100, 100, 0.1, 0.1, 0.1];
  const spread = Array.from({ length: 2 * n + 1 }, (_, index) => {
    const state = stateAt.slice();
    if (index > 0) state[(index - 1) >> 1]! += (index % 2 === 1 ? 1 : -1) * present(stepOf[(index - 1) >> 1]);
    return state;
  });
  let reached = atS;
  const row = new Float64Array(n);
  for (const [time, together] of looksAt) {
    for (const state of spread) fly(state, time - reached);
    reached = time;
    const centre = present(spread[0]);
    for (const look of together) {
      const d = [0, 1, 2].map((axis) => centre[axis]! - present(look.satelliteM[axis]));
      const rangeM = Math.hypot(...d);
      const u = d.map((each) => each / rangeM);
      for (const across of acrossAxes(u)) {
        for (let j = 0; j < n; j++) {
          const plus = present(spread[2 * j + 1]);
          const minus = present(spread[2 * j + 2]);
          row[j] = 0;
          for (let axis = 0; axis < 3; axis++) {
            row[j]! +=
              (present(across[axis]) * (plus[axis]! - minus[axis]!)) /
              (2 * present(stepOf[j]) * rangeM * look.sigmaRad);
          }
        }
        for (let i = 0; i < n; i++) for (let j = 0; j < n; j++) information[i * n + j]! += row[i]! * row[j]!;
      }
    }
  }
  return invertPositiveDefinite(information, n);
}

function acrossAxes(u: readonly number[]): readonly (readonly number[])[] {
  const [x = 0, y = 0, z = 0] = u;
  const a = Math.abs(z) < 0.9 ? [y, -x, 0] : [0, z, -y];
  const length = Math.hypot(...a);
  const [ax = 0, ay = 0, az = 0] = a.map((each) => each / length);
  return [
    [ax, ay, az],
    [y * az - z * ay, z * ax - x * az, x * ay - y * ax],
  ];
}

const LONGEST_STEP_S = 5;

/** Fourth-order Runge-Kutta under J2 gravity, in place, forwards or backwards. */
function fly(state: Float64Array, elapsedS: number): void {
  const steps = Math.ceil(Math.abs(elapsedS) / LONGEST_STEP_S);
  const h = elapsedS / Math.max(steps, 1);
  const slope = new Float64Array(24);
  const trial = new Float64Array(6);
  const gravity = new Float64Array(3);
  for (let step = 0; step < steps; step++) {
    for (let stage = 0; stage < 4; stage++) {
      const share = stage === 0 ? 0 : stage === 3 ? h : h / 2;
      for (let i = 0; i < 6; i++)
        trial[i] = state[i]! + (stage === 0 ? 0 : share * slope[6 * (stage - 1) + i]!);
      gravityInto(gravity, trial[0]!, trial[1]!, trial[2]!, 2);
      for (let axis = 0; axis < 3; axis++) {
        slope[6 * stage + axis] = trial[3 + axis]!;
        slope[6 * stage + 3 + axis] = gravity[axis]!;
      }
    }
    for (let i = 0; i < 6; i++) {
      state[i]! += (h / 6) * (slope[i]! + 2 * slope[6 + i]! + 2 * slope[12 + i]! + slope[18 + i]!);
    }
  }
}
