import { assert } from '../../foundation/index.ts';
import { reliability } from './weibull.ts';
import type { Weibull } from './weibull.ts';

/** What a constellation is to be, year by year, and how its satellites end. */
export interface FleetPlan {
  /** Satellites wanted at the end of each year of the horizon: [year]. */
  readonly wanted: readonly number[];
  /** Design life, years: nothing works longer. */
  readonly lifeYears: number;
  readonly failures: Weibull;
}

export interface FleetYear {
  /** Expected number launched in the year. */
  readonly launched: number;
  /** Expected number that work, mean of the year's two ends. */
  readonly inService: number;
}

/**
 * Expected launches that keep the wanted number working at the end of each year. Satellites are launched evenly through a year, so at its end they are half a year old on
 * average; each works with the probability of its age, and not beyond its life, which a cohort reaches bit by bit over one year.
 */
export function fleetByYear({ wanted, lifeYears, failures }: FleetPlan): readonly FleetYear[] {
  assert(lifeYears > 0, 'a life has a length');
  const launched: number[] = [];
  let before = 0;
  return wanted.map((goal, year) => {
    const working = launched.reduce(
      (sum, count, launchYear) => sum + count * workingShare(year - launchYear, lifeYears, failures),
      0,
    );
    const count = Math.max(0, goal - working) / workingShare(0, lifeYears, failures);
    launched.push(count);
    const atEnd = Math.max(goal, working);
    const inService = (before + atEnd) / 2;
    before = atEnd;
    return { launched: count, inService };
  });
}

/** Share of a cohort that works `years` after the end of the year it was launched in. */
function workingShare(years: number, lifeYears: number, failures: Weibull): number {
  // Ages of the cohort run from `years` to `years` + 1.
  const young = Math.min(1, Math.max(0, lifeYears - years));
  return young === 0 ? 0 : young * reliability(failures, years + young / 2);
}
