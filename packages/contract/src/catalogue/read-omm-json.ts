import type { Problem } from '@cupola/core/scenario';
import type { CatalogueRecords, LocatedElements } from './catalogue-outcome.ts';
import { jsonSlices } from './json-slices.ts';
import type { JsonSlice } from './json-slices.ts';
import { elementsFromRecord } from './omm-record.ts';

/**
 * Reads orbit mean-elements messages as JSON: an array of records, or one record. The keys are those of CCSDS 502.0-B-3, flat, as CelesTrak
 * and Space-Track write them.
 *
 * @returns The sets that can be read and every problem with its record and line. No text makes it throw.
 */
export function readOmmJson(text: string): CatalogueRecords {
  const elements: LocatedElements[] = [];
  const problems: Problem[] = [];
  const { slices, brokenAtLine } = jsonSlices(text);
  for (const [index, slice] of slices.entries()) {
    const parsed = parsedSlice(slice, index);
    if (!parsed.ok) problems.push(parsed.problem);
    else {
      const { line } = slice;
      const read = elementsFromRecord(parsed.value, { index, line }, problems);
      if (read !== null) elements.push({ line, elements: read });
    }
  }
  if (brokenAtLine !== null) {
    const message = 'the list of records is not closed where it should be';
    problems.push({ path: '', value: null, expected: 'JSON', message, line: brokenAtLine });
  }
  return { elements, problems };
}

type Parsed =
  | { readonly ok: true; readonly value: unknown }
  | { readonly ok: false; readonly problem: Problem };

function parsedSlice({ text, line }: JsonSlice, index: number): Parsed {
  try {
    const value: unknown = JSON.parse(text);
    return { ok: true, value };
  } catch (error) {
    const detail = error instanceof Error ? error.message : String(error);
    const position = Number(/position (\d+)/.exec(detail)?.[1] ?? 0);
    const at = line + text.slice(0, position).split('\n').length - 1;
    const message = `record ${index} is not JSON: ${detail.replace(/ in JSON at position.*$/s, '')}`;
    const value = text.length > 60 ? `${text.slice(0, 57)}...` : text;
    return { ok: false, problem: { path: String(index), value, expected: 'JSON', message, line: at } };
  }
}
