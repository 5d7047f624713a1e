import { byLayerInput } from '@cupola/core/acquisition';
import type { LayerInputId } from '@cupola/core/acquisition';
import { z } from 'zod';
import { exactly, numberBetween, text, wholeNumberBetween } from '../scenario/fields.ts';
import { changeSchema } from './case-changes.ts';
import type { Changes } from './case-changes.ts';
import { deploymentSchema } from './deployment-schema.ts';
import type { DeploymentFile } from './deployment-schema.ts';
import { interceptorsSchema } from './interceptors-schema.ts';
import type { InterceptorsFile } from './interceptors-schema.ts';
import { offersSchema } from './offers-schema.ts';
import type { OffersFile } from './offers-schema.ts';

const FIRST_YEAR = 1990;
const LAST_YEAR = 2100;

/** An acquisition file with its defaults; rules across fields are not checked yet. */
export interface CaseFile {
  readonly acquisition: 1;
  readonly title: string;
  readonly baseYear: number;
  readonly firstFiscalYear: number;
  readonly years: number;
  readonly seed: number;
  readonly draws: number;
  readonly correlation: number;
  readonly satellites: {
    readonly count: number;
    readonly firstLaunchFiscalYear: number;
    readonly buildYears: number;
  };
  readonly learningTheory: 'crawford' | 'wright';
  readonly assumptions: Changes<LayerInputId>;
  readonly deployment?: DeploymentFile;
  readonly interceptors?: InterceptorsFile;
  readonly offers?: OffersFile;
  readonly money: { readonly discountYear?: number; readonly outlayShares: readonly number[] };
}

/** What an acquisition file may hold, field by field. */
export function caseSchema(): z.ZodType<CaseFile> {
  const fiscalYear = wholeNumberBetween(FIRST_YEAR, LAST_YEAR);
  return exactly({
    acquisition: z.literal(1, { error: '1, the version of the format' }),
    title: text('a title'),
    baseYear: fiscalYear.describe('Year of the dollars'),
    firstFiscalYear: fiscalYear.describe('First fiscal year of the estimate'),
    years: wholeNumberBetween(1, 60),
    seed: wholeNumberBetween(0, Number.MAX_SAFE_INTEGER),
    draws: wholeNumberBetween(100, 1_000_000).default(10_000),
    correlation: numberBetween(0, 0.99).default(0.25),
    satellites: exactly({
      count: wholeNumberBetween(1, 20_000),
      firstLaunchFiscalYear: fiscalYear,
      buildYears: wholeNumberBetween(1, 30),
    }),
    learningTheory: z.enum(['crawford', 'wright'], { error: 'crawford or wright' }).default('crawford'),
    assumptions: exactly(byLayerInput(() => z.exactOptional(changeSchema()))).prefault({}),
    deployment: z.exactOptional(deploymentSchema()),
    interceptors: z.exactOptional(interceptorsSchema()),
    offers: z.exactOptional(offersSchema()),
    money: exactly({
      discountYear: z.exactOptional(
        fiscalYear.describe('Edition of the discount rates; the newest without it'),
      ),
      outlayShares: z
        .array(numberBetween(0, 1))
        .min(1)
        .default([1])
        .describe('Share of a grant that is paid in its own year, the next, ...'),
    }).prefault({}),
  });
}
