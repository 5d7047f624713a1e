import type { MeanElements } from '@cupola/core/constellation';
import type { Problem } from '@cupola/core/scenario';
import type { CatalogueFormat } from './catalogue-outcome.ts';
import { writeOmmCsv, writeOmmJson, writeOmmKvn, writeOmmXml } from './write-omm.ts';
import { tleLines } from './write-tle.ts';

export type WrittenCatalogue =
  | { readonly ok: true; readonly text: string }
  | { readonly ok: false; readonly problems: readonly Problem[] };

const OMM_WRITERS: Readonly<
  Record<Exclude<CatalogueFormat, 'tle'>, (elements: readonly MeanElements[], createdAt: string) => string>
> = {
  'omm-json': writeOmmJson,
  'omm-csv': writeOmmCsv,
  'omm-kvn': writeOmmKvn,
  'omm-xml': writeOmmXml,
};

/**
 * Writes element sets as `readCatalogue` reads them. From an OMM the same elements come back, the epoch to the microsecond; from a TLE
 * they come back as far as its columns hold them.
 *
 * @param createdAt - UTC such as `2026-07-24T00:00:00`, for the header of KVN and XML.
 * @returns Every object that a TLE cannot hold, by its name; an OMM holds all.
 */
export function writeCatalogue(
  elements: readonly MeanElements[],
  format: CatalogueFormat,
  createdAt: string,
): WrittenCatalogue {
  if (format === 'tle') return writeTle(elements);
  return { ok: true, text: OMM_WRITERS[format](elements, createdAt) };
}

function writeTle(elements: readonly MeanElements[]): WrittenCatalogue {
  const sets = elements.map(tleLines);
  const problems = sets.flatMap((set) => ('problems' in set ? set.problems : []));
  if (problems.length > 0) return { ok: false, problems };
  const lines = sets.flatMap((set) => ('lines' in set ? set.lines : []));
  return { ok: true, text: `${lines.join('\n')}\n` };
}
