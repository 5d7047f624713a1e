import { INPUT_RANGES, byLayerInput, priceRatio } from '@cupola/core/acquisition';
import type { Award, LayerAssumptions, PriceIndex } from '@cupola/core/acquisition';
import { parse } from 'yaml';
import { z } from 'zod';
import { distributionSchema, sourcesSchema } from './assumption-schema.ts';
import { distributionProblems } from './distribution-problems.ts';

function registerEntrySchema() {
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

/** The register that comes with the program. The file is part of it: one that is wrong throws. */
export function readAssumptions(text: string): LayerAssumptions {
  const entries = z
    .strictObject({ assumptions: z.strictObject(byLayerInput(() => registerEntrySchema())) })
    .parse(parse(text)).assumptions;
  return byLayerInput((id) => {
    const problems = distributionProblems(entries[id].distribution, id, INPUT_RANGES[id]);
    if (problems.length > 0) throw new Error(`${id}: ${problems.map(({ message }) => message).join('; ')}`);
    return { id, ...entries[id] };
  });
}

const awardsSchema = z.strictObject({
  awards: z.array(
    z.strictObject({
      id: z.string(),
      year: z.int(),
      unitsBefore: z.int().nonnegative(),
      units: z.int().positive(),
      usdM: z.number().positive(),
      source: z.string().min(1),
    }),
  ),
});

/**
 * The public awards that come with the program, in dollars of one year.
 *
 * @throws when the file is wrong, or the index lacks a year.
 */
export function readAwards(text: string, index: PriceIndex, baseYear: number): readonly Award[] {
  return awardsSchema.parse(parse(text)).awards.map(({ id, year, unitsBefore, units, usdM }) => {
    const found = priceRatio(index, year, baseYear);
    if (!found.ok) throw new Error(`${id}: ${found.error.detail}`);
    return { id, unitsBefore, units, unitPrice: (usdM / units) * found.ratio };
  });
}
