import type { Assumption, InputRange } from '@cupola/core/acquisition';
import { parse } from 'yaml';
import { z } from 'zod';
import { distributionSchema, sourcesSchema } from './assumption-schema.ts';
import { distributionProblems } from './distribution-problems.ts';

/** The inputs of one model: an entry for each of them, made by id. */
export type ByInput<Id extends string> = <T>(of: (id: Id) => T) => Readonly<Record<Id, T>>;

function entrySchema() {
  return z.strictObject({
    title: z.string().min(1),
    unit: z.string().min(1),
    value: z.number(),
    distribution: distributionSchema(),
    baseYear: z.int().nullable(),
    sources: sourcesSchema(),
    note: z.string().min(1),
  });
}

/**
 * One section of the register that comes with the program: exactly the inputs of a model. The file is part of the program: one that is wrong throws.
 *
 * @param section - Key at the top of the file.
 */
export function readRegister<Id extends string>(
  text: string,
  section: string,
  byInput: ByInput<Id>,
  ranges: Readonly<Record<Id, InputRange>>,
): Readonly<Record<Id, Assumption>> {
  const found = z.record(z.string(), z.unknown()).parse(parse(text))[section];
  z.strictObject(byInput(() => z.unknown())).parse(found);
  const entries = z.record(z.string(), entrySchema()).parse(found);
  return byInput((id) => {
    const entry = entries[id];
    if (entry === undefined) throw new Error(`${section}.${id} is missing`);
    const problems = distributionProblems(entry.distribution, id, ranges[id]);
    if (problems.length > 0) throw new Error(`${id}: ${problems.map(({ message }) => message).join('; ')}`);
    return { id, ...entry };
  });
}
