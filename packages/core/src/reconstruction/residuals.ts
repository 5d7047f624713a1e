import { present } from '../foundation/index.ts';
import type { Instant } from './flight-plan.ts';
import { innovationOf } from './residual.ts';

/** How well the looks of one satellite fit flights: its chi-square should be near its degrees of freedom. */
export interface ResidualSum {
  readonly satelliteId: string;
  readonly looks: number;
  /** Of the residuals against the noise that the looks state. */
  readonly chiSquare: number;
  /** Two for each look, less what the fit itself took. */
  readonly freedom: number;
}

/** Residuals of a smoothed flight by satellite, in order of their ids. */
export function residualSums(
  instants: readonly Instant[],
  states: readonly Float64Array[],
  covariances: readonly Float64Array[],
): readonly ResidualSum[] {
  const sums = new Map<string, { looks: number; chiSquare: number; freedom: number }>();
  instants.forEach((instant, k) => {
    const state = present(states[k]);
    const covariance = present(covariances[k]);
    for (const look of instant.looks) {
      const innovation = innovationOf(look, state);
      const variance = look.sigmaRad ** 2;
      const known = sums.get(look.satelliteId) ?? { looks: 0, chiSquare: 0, freedom: 0 };
      known.looks++;
      known.chiSquare += (innovation.first ** 2 + innovation.second ** 2) / variance;
      known.freedom +=
        2 -
        (taken(covariance, state.length, innovation.firstByPosition, innovation.lightTimeS) +
          taken(covariance, state.length, innovation.secondByPosition, innovation.lightTimeS)) /
          variance;
      sums.set(look.satelliteId, known);
    }
  });
  return summed([...sums].map(([satelliteId, each]) => ({ satelliteId, ...each })));
}

/** Sums of several flights as one. */
export function summed(parts: readonly ResidualSum[]): readonly ResidualSum[] {
  return [...Map.groupBy(parts, (each) => each.satelliteId)]
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([satelliteId, own]) => ({
      satelliteId,
      looks: own.reduce((total, each) => total + each.looks, 0),
      chiSquare: own.reduce((total, each) => total + each.chiSquare, 0),
      freedom: own.reduce((total, each) => total + each.freedom, 0),
    }));
}

/** H P Hᵀ of one component of a look. */
function taken(covariance: Float64Array, n: number, byPosition: Float64Array, lightTimeS: number): number {
  let total = 0;
  for (let i = 0; i < 6; i++) {
    for (let j = 0; j < 6; j++) total += lever(i) * covariance[i * n + j]! * lever(j);
  }
  return total;

  function lever(i: number): number {
    return i < 3 ? byPosition[i]! : -lightTimeS * byPosition[i - 3]!;
  }
}
