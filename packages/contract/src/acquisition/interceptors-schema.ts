import { INTERCEPTOR_INPUT_RANGES, byInterceptorInput, carriesOne } from '@cupola/core/acquisition';
import type {
  InterceptorAssumptions,
  InterceptorFleet,
  InterceptorInputId,
  PriceIndex,
} from '@cupola/core/acquisition';
import type { Problem } from '@cupola/core/scenario';
import { z } from 'zod';
import { exactly, wholeNumberBetween } from '../scenario/fields.ts';
import { changeProblems, changeSchema, withChanges } from './case-changes.ts';
import type { Changes } from './case-changes.ts';
import { readRegister } from './read-register.ts';

/** Section `interceptors` of an acquisition file: a second fleet, costed beside the layer and never in its total. */
export interface InterceptorsFile {
  readonly count: number;
  readonly assumptions: Changes<InterceptorInputId>;
}

const PATH = 'interceptors';
const MOST = 1_000_000;

export function interceptorsSchema(): z.ZodType<InterceptorsFile> {
  return exactly({
    count: wholeNumberBetween(1, MOST).describe('Interceptors in orbit at once; see `cupola size`'),
    assumptions: exactly(byInterceptorInput(() => z.exactOptional(changeSchema()))).prefault({}),
  });
}

/** Numbers of the section's own, once the section itself is in order. */
export function interceptorChangeProblems({ assumptions }: InterceptorsFile): readonly Problem[] {
  return changeProblems(assumptions, `${PATH}.assumptions`, byInterceptorInput, INTERCEPTOR_INPUT_RANGES);
}

/** The register that comes with the program; one that is wrong throws. */
export function readInterceptorAssumptions(text: string): InterceptorAssumptions {
  return readRegister(text, PATH, byInterceptorInput, INTERCEPTOR_INPUT_RANGES);
}

/** A second fleet in the terms of the model. */
export interface InterceptorCase {
  readonly fleet: InterceptorFleet;
  readonly assumptions: InterceptorAssumptions;
}

export function interceptorCase(
  { count, assumptions }: InterceptorsFile,
  register: InterceptorAssumptions,
  {
    years,
    baseYear,
    index,
  }: { readonly years: number; readonly baseYear: number; readonly index: PriceIndex },
): InterceptorCase {
  return {
    fleet: { count, years },
    assumptions: withChanges(register, assumptions, byInterceptorInput, { baseYear, index }),
  };
}

/** What does not go together in it. */
export function interceptorCaseProblems({ assumptions }: InterceptorCase): readonly Problem[] {
  const { massKg, launcherCapacityKg } = byInterceptorInput((id) => assumptions[id].value);
  if (carriesOne({ massKg, launcherCapacityKg })) return [];
  return [
    {
      path: `${PATH}.assumptions.massKg.value`,
      value: massKg,
      expected: `at most the ${launcherCapacityKg} kg of \`launcherCapacityKg\``,
      message: 'the launcher does not carry one interceptor',
    },
  ];
}
