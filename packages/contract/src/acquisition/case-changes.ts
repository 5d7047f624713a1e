import { inDollarsOf } from '@cupola/core/acquisition';
import type {
  Assumption,
  AssumptionSource,
  Distribution,
  InputRange,
  PriceIndex,
} from '@cupola/core/acquisition';
import type { Problem } from '@cupola/core/scenario';
import { z } from 'zod';
import { exactly, text } from '../scenario/fields.ts';
import { distributionSchema, sourcesSchema } from './assumption-schema.ts';
import { distributionProblems } from './distribution-problems.ts';
import type { ByInput } from './read-register.ts';

/** A number of the case's own in place of the register's. */
export interface Change {
  readonly value: number;
  readonly distribution?: Distribution;
  readonly sources: readonly AssumptionSource[];
  readonly note: string;
}

/** Changes by the id of an input; what is absent is as in the register. */
export type Changes<Id extends string> = { readonly [Each in Id]?: Change };

/** Without a distribution a number is taken as certain, without a source as a judgement. */
export function changeSchema(): z.ZodType<Change> {
  return exactly({
    value: z.number({ error: 'a number' }),
    distribution: z.exactOptional(distributionSchema()),
    sources: sourcesSchema().default([{ title: 'This case', kind: 'judgement', readOn: null }]),
    note: text('a note').default('Set by this case.'),
  });
}

/** @param path - Of the changes in the file. */
export function changeProblems<Id extends string>(
  changes: Changes<Id>,
  path: string,
  byInput: ByInput<Id>,
  ranges: Readonly<Record<Id, InputRange>>,
): readonly Problem[] {
  const problems = byInput((id): readonly Problem[] => {
    const change = changes[id];
    if (change === undefined) return [];
    const { min, max, expected } = ranges[id];
    const { value, distribution } = change;
    const at = `${path}.${id}`;
    return [
      ...(value >= min && value <= max
        ? []
        : [{ path: `${at}.value`, value, expected, message: `\`${id}\` is not possible` }]),
      ...(distribution === undefined
        ? []
        : distributionProblems(distribution, `${at}.distribution`, ranges[id])),
    ];
  });
  return Object.values<readonly Problem[]>(problems).flat();
}

/** The register's inputs in dollars of the case, with the case's own changes. */
export function withChanges<Id extends string>(
  register: Readonly<Record<Id, Assumption>>,
  changes: Changes<Id>,
  byInput: ByInput<Id>,
  { baseYear, index }: { readonly baseYear: number; readonly index: PriceIndex },
): Readonly<Record<Id, Assumption>> {
  return byInput((id): Assumption => {
    const repriced = inDollarsOf(register[id], baseYear, index);
    // The index has the year of the case: that was checked, and the register's own years are in it by a test.
    const usual = repriced.ok ? repriced.assumption : register[id];
    const change = changes[id];
    if (change === undefined) return usual;
    const certain: Distribution = { kind: 'fixed', value: change.value };
    return { ...usual, ...change, distribution: change.distribution ?? certain };
  });
}
