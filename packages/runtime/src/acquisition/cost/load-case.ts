import {
  interceptorCase,
  interceptorCaseProblems,
  readAcquisitionCase,
  readAssumptions,
  readAwards,
  readDiscountTable,
  readInflation,
  readInterceptorAssumptions,
  readPriceIndex,
} from '@cupola/contract/acquisition';
import type { CaseFile, InterceptorCase } from '@cupola/contract/acquisition';
import { fitSlope } from '@cupola/core/acquisition';
import type { AcquisitionCase, FittedSlope, PriceIndex } from '@cupola/core/acquisition';
import type { Problem } from '@cupola/core/scenario';
import { missingFile, textOf } from '../../mission/load-scenario.ts';
import { programData } from '../program-data.ts';

export type LoadedCase =
  | {
      readonly ok: true;
      readonly acquisition: AcquisitionCase;
      /** The file with its defaults: sections that other questions than cost are asked by. */
      readonly file: CaseFile;
      /** A second fleet, costed beside the layer; null without one. */
      readonly interceptors: InterceptorCase | null;
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
  const interceptors = interceptorsOf(caseFile, index);
  const problems = interceptors === null ? [] : interceptorCaseProblems(interceptors);
  if (problems.length > 0) return { ok: false, problems: problems.map((problem) => ({ ...problem, file })) };
  return { ok: true, acquisition, file: caseFile, interceptors, fitted: fitSlope(awards), text };
}

function interceptorsOf(
  { interceptors, years, baseYear }: CaseFile,
  index: PriceIndex,
): InterceptorCase | null {
  if (interceptors === undefined) return null;
  const register = readInterceptorAssumptions(programData('interceptors.yaml'));
  return interceptorCase(interceptors, register, { years, baseYear, index });
}
