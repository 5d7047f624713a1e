import { assert, unreachable } from '../../foundation/index.ts';

/**
 * How cost falls with quantity. The slope is the share that remains at each doubling: of the cost of a unit (Crawford), or of the average
 * of all units so far (Wright). The same slope means different totals under the two; a slope without its theory means nothing.
 */
export interface LearningCurve {
  readonly theory: 'crawford' | 'wright';
  /** Of the first unit, any currency unit. */
  readonly firstUnitCost: number;
  /** (0, 1] in practice; above 1 cost rises with quantity. */
  readonly slope: number;
}

/** Exponent of the power law: the slope's binary logarithm. */
export function learningExponent(slope: number): number {
  assert(slope > 0, 'a learning slope is above 0');
  return Math.log2(slope);
}

/** Cost of unit n, counted from 1. */
export function unitCost(curve: LearningCurve, unit: number): number {
  assert(Number.isInteger(unit) && unit >= 1, 'units are counted from 1');
  switch (curve.theory) {
    case 'crawford':
      return curve.firstUnitCost * unit ** learningExponent(curve.slope);
    case 'wright':
      return unit === 1 ? curve.firstUnitCost : totalCost(curve, unit) - totalCost(curve, unit - 1);
    default:
      return unreachable(curve.theory);
  }
}

/**
 * Cost of the first `units` units: the exact sum under Crawford's theory, T1 N^(1 + b) under Wright's.
 *
 * @returns 0 for no unit.
 */
export function totalCost(curve: LearningCurve, units: number): number {
  assert(Number.isInteger(units) && units >= 0, 'a number of units is whole');
  const exponent = learningExponent(curve.slope);
  switch (curve.theory) {
    case 'crawford': {
      let sum = 0;
      for (let unit = 1; unit <= units; unit++) sum += unit ** exponent;
      return curve.firstUnitCost * sum;
    }
    case 'wright':
      return units === 0 ? 0 : curve.firstUnitCost * units ** (1 + exponent);
    default:
      return unreachable(curve.theory);
  }
}

/** Average cost of the first `units` units. */
export function cumulativeAverageCost(curve: LearningCurve, units: number): number {
  assert(units >= 1, 'an average is of at least one unit');
  return totalCost(curve, units) / units;
}
