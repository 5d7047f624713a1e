import type { Assumption } from '../register/assumption.ts';
import { range } from '../register/input-range.ts';
import type { InputRange } from '../register/input-range.ts';

/** What a layer of interceptor satellites costs by either published way. Both take mass, life, development and operations; each has its own prices. */
export interface InterceptorInputs {
  readonly massKg: number;
  readonly lifeYears: number;
  readonly developmentUsdM: number;
  readonly operationsUsdMPerYear: number;
  /** The calculator: a first unit, and what remains of its price at each doubling. */
  readonly firstUnitUsdM: number;
  readonly learningSlope: number;
  /** The calculator: whole launchers, with learning of their own. */
  readonly launcherCapacityKg: number;
  readonly firstLaunchUsdM: number;
  readonly launchLearningSlope: number;
  /** At one price: every unit, and every kilogram into orbit. */
  readonly averageUnitUsdM: number;
  readonly launchUsdPerKg: number;
}

export type InterceptorInputId = keyof InterceptorInputs;
export type InterceptorAssumptions = Readonly<Record<InterceptorInputId, Assumption>>;

/** The same thing for every input, by its id. */
export function byInterceptorInput<T>(
  of: (id: InterceptorInputId) => T,
): Readonly<Record<InterceptorInputId, T>> {
  return {
    massKg: of('massKg'),
    lifeYears: of('lifeYears'),
    developmentUsdM: of('developmentUsdM'),
    operationsUsdMPerYear: of('operationsUsdMPerYear'),
    firstUnitUsdM: of('firstUnitUsdM'),
    learningSlope: of('learningSlope'),
    launcherCapacityKg: of('launcherCapacityKg'),
    firstLaunchUsdM: of('firstLaunchUsdM'),
    launchLearningSlope: of('launchLearningSlope'),
    averageUnitUsdM: of('averageUnitUsdM'),
    launchUsdPerKg: of('launchUsdPerKg'),
  };
}

export const INTERCEPTOR_INPUT_IDS: readonly InterceptorInputId[] = Object.values(
  byInterceptorInput((id) => id),
);

/** Beyond them a number is a slip of the pen. Slopes end above 0.5, where the average of the calculator has no value. */
export const INTERCEPTOR_INPUT_RANGES: Readonly<Record<InterceptorInputId, InputRange>> = {
  massKg: range(1, 100_000, 'kg'),
  lifeYears: range(0.5, 50, 'years'),
  developmentUsdM: range(0, 1e6, 'million USD'),
  operationsUsdMPerYear: range(0, 1e6, 'million USD'),
  firstUnitUsdM: range(0.001, 1e5, 'million USD'),
  learningSlope: range(0.55, 1.2, '(the share that remains at each doubling)'),
  launcherCapacityKg: range(100, 1e6, 'kg'),
  firstLaunchUsdM: range(0, 1e4, 'million USD'),
  launchLearningSlope: range(0.55, 1.2, '(the share that remains at each doubling)'),
  averageUnitUsdM: range(0.001, 1e5, 'million USD'),
  launchUsdPerKg: range(0, 1e6, 'USD'),
};
