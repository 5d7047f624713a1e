import { existsSync, readFileSync } from 'node:fs';
import { readCatalogue } from '@cupola/contract';
import type { CatalogueOutcome } from '@cupola/contract';

/** Reads a catalogue from disk. Problems bear the file. */
export function readCatalogueFile(file: string, options: { readonly skipBad: boolean }): CatalogueOutcome {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch {
    const message = existsSync(file) ? 'it cannot be read' : 'there is no such file';
    const expected = 'a TLE or OMM file that can be read';
    return { ok: false, problems: [{ path: '', value: file, expected, message, file }] };
  }
  const outcome = readCatalogue(file, text, options);
  return outcome.ok
    ? { ...outcome, skipped: outcome.skipped.map((problem) => ({ ...problem, file })) }
    : { ok: false, problems: outcome.problems.map((problem) => ({ ...problem, file })) };
}
