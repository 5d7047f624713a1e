import {
  DEPLOYMENT_INPUT_RANGES,
  INPUT_RANGES,
  byDeploymentInput,
  byLayerInput,
  priceRatio,
} from '@cupola/core/acquisition';
import type { Award, DeploymentAssumptions, LayerAssumptions, PriceIndex } from '@cupola/core/acquisition';
import { parse } from 'yaml';
import { z } from 'zod';
import { readRegister } from './read-register.ts';

/** The part of the register that cost rests on. The file is part of the program: one that is wrong throws. */
export function readAssumptions(text: string): LayerAssumptions {
  return readRegister(text, 'assumptions', byLayerInput, INPUT_RANGES);
}

/** The part of the register that deployment rests on; one that is wrong throws. */
export function readDeploymentAssumptions(text: string): DeploymentAssumptions {
  return readRegister(text, 'deployment', byDeploymentInput, DEPLOYMENT_INPUT_RANGES);
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
