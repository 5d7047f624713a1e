import type { CatalogueFormat } from '@cupola/contract';
import type { CatalogueShell, ElementProblem } from '@cupola/core/constellation';
import type { Problem } from '@cupola/core/scenario';
import { textTable } from '../../text-table.ts';

/** What `cupola catalogue` answers. */
export interface CatalogueSummary {
  readonly file: string;
  readonly format: CatalogueFormat;
  /** In the file, and after `--select`; everything below is of the selected ones. */
  readonly objects: number;
  readonly selected: number;
  /** What `--skip-bad` left out. */
  readonly skipped: readonly Problem[];
  readonly epochs: { readonly oldest: string; readonly newest: string };
  readonly from: string;
  readonly maxAgeDays: number;
  readonly tooOld: readonly ElementProblem[];
  readonly decayed: readonly ElementProblem[];
  readonly shells: readonly CatalogueShell[];
  /** Objects in none of the shells. */
  readonly elsewhere: number;
}

/** The answer for people. */
export function catalogueText(summary: CatalogueSummary): string {
  const { file, format, objects, selected, epochs, shells, elsewhere } = summary;
  const chosen = selected === objects ? '' : `, ${selected} of them selected`;
  const rows = shells.map((shell) => [
    shell.altitudeKm.toFixed(0),
    shell.inclinationDeg.toFixed(2),
    String(shell.satelliteCount),
  ]);
  const table = textTable(['altitude km', 'inclination deg', 'objects'], rows);
  const rest = elsewhere === 0 ? '' : `and ${elsewhere} elsewhere\n`;
  return [
    `${file}: ${objects} objects (${format})${chosen}`,
    `epochs ${epochs.oldest} to ${epochs.newest}`,
    '',
    `Shells, within 10 km and 0.1 degrees:\n${table}\n${rest}`,
    namedText(summary),
  ].join('\n');
}

/** Every object that is too old or has decayed, by name. */
export function namedText({ tooOld, decayed, from, maxAgeDays }: CatalogueSummary): string {
  const old = `${tooOld.length} objects with elements further than ${maxAgeDays} days from ${from}\n`;
  const down = `${decayed.length} objects that have decayed by ${from}\n`;
  return `${old}${tooOld.map(namedLine).join('')}${down}${decayed.map(namedLine).join('')}`;
}

function namedLine({ objectName, catalogueNumber, detail }: ElementProblem): string {
  return `  ${objectName} (${catalogueNumber}): ${detail}\n`;
}
