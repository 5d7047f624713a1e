import { valueAtStart } from './dollars.ts';
import type { ConstantDollars, NominalRate, RealRate, ThenYearDollars } from './dollars.ts';

declare const constant: ConstantDollars;
declare const thenYear: ThenYearDollars;
declare const real: RealRate;
declare const nominal: NominalRate;

valueAtStart(constant, real);
valueAtStart(thenYear, nominal);
// @ts-expect-error then-year flows are never discounted at a real rate
valueAtStart(thenYear, real);
// @ts-expect-error nor constant ones at a nominal rate
valueAtStart(constant, nominal);
