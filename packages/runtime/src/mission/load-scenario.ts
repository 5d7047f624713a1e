import { existsSync, readFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { MeanElements } from '@cupola/core/constellation';
import type { Problem, Scenario } from '@cupola/core/scenario';
import { readCatalogue } from '@cupola/contract/catalogue';
import { readScenario } from '@cupola/contract/scenario';
import type { NamedCatalogue } from '@cupola/contract';
import { KNOWN_IDS } from '../known-ids.ts';
import { shortDigest } from './digest.ts';

/** Element sets by the path that the scenario names them with. */
type Catalogues = Map<string, readonly MeanElements[]>;

/** Scenarios that come with the program; their catalogues are found from anywhere. */
const SCENARIOS: string = fileURLToPath(new URL('../../../../scenarios/', import.meta.url));

export interface LoadedScenario {
  /** Null when it cannot be used. */
  readonly scenario: Scenario | null;
  readonly catalogues: ReadonlyMap<string, readonly MeanElements[]>;
  /** Hash of each catalogue, as the scenario names it. */
  readonly data: Readonly<Record<string, string>>;
  /** Of the scenario and of all its catalogues, each with its file. */
  readonly problems: readonly Problem[];
}

/**
 * Reads a scenario and its catalogues.
 *
 * @param settings - `path=value`, applied before anything is checked.
 */
export function loadScenario(file: string, settings: readonly string[]): LoadedScenario {
  const catalogues: Catalogues = new Map();
  const data: Record<string, string> = {};
  const text = textOf(file);
  if (text === null) return { scenario: null, catalogues, data, problems: [missingFile(file)] };
  const outcome = readScenario(text, KNOWN_IDS, settings);
  const ofCatalogues = loadCatalogues(outcome.catalogues, file, catalogues, data);
  return outcome.ok
    ? { scenario: outcome.scenario, catalogues, data, problems: ofCatalogues }
    : { scenario: null, catalogues, data, problems: [...inFile(outcome.problems, file), ...ofCatalogues] };
}

/** The text of a file; null when it cannot be read. */
export function textOf(file: string): string | null {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return null;
  }
}

/** What to say of a scenario or catalogue that cannot be read. */
export function missingFile(file: string): Problem {
  const what = existsSync(file) ? 'it cannot be read' : 'there is no such file';
  return { path: '', value: file, expected: 'a file that can be read', message: what, file };
}

/** The problems with the file they stand in, where they name none. */
export function inFile(problems: readonly Problem[], file: string): Problem[] {
  return problems.map((problem) => ({ file, ...problem }));
}

/** A file that a scenario names: beside it, or among the scenarios that come with the program. */
export interface NamedFile {
  /** Null when there is none. */
  readonly file: string | null;
  readonly places: readonly string[];
}

export function namedFile(name: string, scenarioFile: string): NamedFile {
  const places = [resolve(dirname(scenarioFile), name), resolve(SCENARIOS, name)];
  return { file: places.find((place) => existsSync(place)) ?? null, places };
}

/** What to say of a named file that is not there, or cannot be read. */
export function missingNamed(
  asked: { readonly path: string; readonly name: string; readonly found: NamedFile; readonly what: string },
  scenarioFile: string,
): Problem {
  const { path, name, found, what } = asked;
  const message = found.file === null ? 'there is no such file' : 'it cannot be read';
  const expected = `${what}, relative to the scenario (looked for ${found.places.join(' and ')})`;
  return { path, value: name, expected, message, file: scenarioFile };
}

/** Fills `catalogues` and `data`, each file read once; returns what is wrong with the files. */
function loadCatalogues(
  named: readonly NamedCatalogue[],
  scenarioFile: string,
  catalogues: Catalogues,
  data: Record<string, string>,
): Problem[] {
  return named.flatMap(({ path, file: name }) => {
    if (Object.hasOwn(data, name)) return [];
    const found = namedFile(name, scenarioFile);
    const text = found.file === null ? null : textOf(found.file);
    if (found.file === null || text === null)
      return [missingNamed({ path, name, found, what: 'a TLE or OMM file' }, scenarioFile)];
    const { file } = found;
    data[name] = shortDigest([text]);
    const outcome = readCatalogue(name, text);
    if (!outcome.ok) return outcome.problems.map((problem) => ({ ...problem, path, file }));
    catalogues.set(name, outcome.elements);
    return [];
  });
}
