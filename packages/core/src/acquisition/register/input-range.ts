import type { LayerInputId } from '../cost/layer-cost.ts';

/** What an input may be at all, both ends included. */
export interface InputRange {
  readonly min: number;
  readonly max: number;
  /** As the end of "expected ...". */
  readonly expected: string;
}

export function range(min: number, max: number, unit: string): InputRange {
  return { min, max, expected: `a number from ${min} to ${max}${unit === '' ? '' : ` ${unit}`}` };
}

/** Ranges of all inputs: beyond them a number is a slip of the pen, not an opinion. */
export const INPUT_RANGES: Readonly<Record<LayerInputId, InputRange>> = {
  engineeringUsdM: range(0, 1e6, 'million USD'),
  engineeringYears: range(0.5, 30, 'years'),
  firstUnitUsdM: range(0.001, 1e5, 'million USD'),
  learningSlope: range(0.5, 1.2, '(the share that remains at each doubling)'),
  blockUnits: range(1, 1e6, 'satellites'),
  carryOver: range(0, 1, ''),
  launchUsdM: range(0, 1e4, 'million USD'),
  satellitesPerLaunch: range(1, 1000, ''),
  launchSuccessProb: range(0.1, 1, ''),
  groundUsdM: range(0, 1e6, 'million USD'),
  groundSustainShare: range(0, 1, ''),
  operationsUsdMPerSatelliteYear: range(0, 1e4, 'million USD'),
  lifeYears: range(0.5, 50, 'years'),
  oversightShare: range(0, 2, ''),
  growthFactor: range(0.2, 10, ''),
};
