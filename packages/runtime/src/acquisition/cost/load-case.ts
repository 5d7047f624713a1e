import {
  readAcquisitionCase,
  readAssumptions,
  readAwards,
  readDiscountTable,
  readInflation,
  readPriceIndex,
} from '@cupola/contract';
import type { CaseFile } from '@cupola/contract';
import { fitSlope } from '@cupola/core/acquisition';
import type { AcquisitionCase, FittedSlope } from '@cupola/core/acquisition';
import type { Problem } from '@cupola/core/scenario';
import { missingFile, textOf } from '../../mission/load-scenario.ts';
import { programData } from '../program-data.ts';

export type LoadedCase =
  | {
      readonly ok: true;
      readonly acquisition: AcquisitionCase;
      /** The file with its defaults: sections that other questions than cost are asked by. */
      readonly file: CaseFile;
      /** What the public awards say of learning, beside what the case takes. */
      readonly fitted: FittedSlope;
      /** Bytes of the file. */
      readonly text: string;
    }
  | {
      readonly ok: false;
      readonly problems: readonly Problem[];
      /** A catalogue that the file names, as far as it can be read. */
      readonly catalogue?: string;
    };

/** Reads an acquisition file and the register it stands on. */
export function loadAcquisitionCase(file: string, settings: readonly string[] = []): LoadedCase {
  const text = textOf(file);
  if (text === null) return { ok: false, problems: [missingFile(file)] };
  const index = readPriceIndex(programData('price-index.yaml'));
  const outcome = readAcquisitionCase(
    text,
    readAssumptions(programData('assumptions.yaml')),
    {
      index,
      inflation: readInflation(programData('inflation.yaml')),
      discount: readDiscountTable(programData('discount-rates.yaml')),
    },
    settings,
  );
  if (!outcome.ok) return { ...outcome, problems: outcome.problems.map((problem) => ({ ...problem, file })) };
  const awards = readAwards(programData('awards.yaml'), index, outcome.acquisition.baseYear);
  const { acquisition, file: caseFile } = outcome;
  return { ok: true, acquisition, file: caseFile, fitted: fitSlope(awards), text };
}
