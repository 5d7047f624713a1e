import { readFileSync } from 'node:fs';
import { readAcquisitionCase, readAssumptions, readAwards, readPriceIndex } from '@cupola/contract';
import { fitSlope } from '@cupola/core/acquisition';
import type { AcquisitionCase, FittedSlope } from '@cupola/core/acquisition';
import type { Problem } from '@cupola/core/scenario';
import { programData } from '../program-data.ts';

export type LoadedCase =
  | {
      readonly ok: true;
      readonly acquisition: AcquisitionCase;
      /** What the public awards say of learning, beside what the case takes. */
      readonly fitted: FittedSlope;
      /** Bytes of the file. */
      readonly text: string;
    }
  | { readonly ok: false; readonly problems: readonly Problem[] };

/** Reads an acquisition file and the register it stands on. */
export function loadAcquisitionCase(file: string, settings: readonly string[] = []): LoadedCase {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    return {
      ok: false,
      problems: [{ path: '', value: file, expected: 'a file that can be read', message: reason }],
    };
  }
  const index = readPriceIndex(programData('price-index.yaml'));
  const outcome = readAcquisitionCase(
    text,
    readAssumptions(programData('assumptions.yaml')),
    index,
    settings,
  );
  if (!outcome.ok) return { ok: false, problems: outcome.problems.map((problem) => ({ ...problem, file })) };
  const awards = readAwards(programData('awards.yaml'), index, outcome.acquisition.baseYear);
  return { ok: true, acquisition: outcome.acquisition, fitted: fitSlope(awards), text };
}
