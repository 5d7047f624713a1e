import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { MeanElements } from '@cupola/core/constellation';
import type { MissionInputs } from '@cupola/core/mission';
import { canonicalText, memoryProblems } from '@cupola/core/scenario';
import type { Problem } from '@cupola/core/scenario';
import { readCatalogue, readScenario } from '@cupola/contract';
import type { NamedCatalogue } from '@cupola/contract';
import { KNOWN_IDS } from '../known-ids.ts';
import { loadUsRegions } from '../regions.ts';
import { shortDigest } from './digest.ts';
import { sourceHash } from './source-hash.ts';

/** A scenario with everything it needs from outside, and the id of the run that will come of it. */
export interface LoadedMission {
  readonly inputs: MissionInputs;
  /** As it was named, for problems found later. */
  readonly scenarioFile: string;
  readonly runId: string;
  readonly scenarioHash: string;
  readonly sourceHash: string;
  /** Hash of each data file used: catalogues as the scenario names them, and the maps. */
  readonly data: Readonly<Record<string, string>>;
}

export type MissionOutcome =
  | { readonly ok: true; readonly mission: LoadedMission }
  | { readonly ok: false; readonly problems: readonly Problem[] };

/** Element sets by the path that the scenario names them with. */
export type Catalogues = Map<string, readonly MeanElements[]>;

/** Scenarios that come with the program; their catalogues are found from anywhere. */
const SCENARIOS: string = fileURLToPath(new URL('../../../../scenarios/', import.meta.url));
const MAPS = ['us-atlas/states-10m.json', 'world-atlas/land-110m.json'] as const;

/**
 * Reads a scenario, its catalogues and its regions.
 *
 * @param settings - `path=value`, applied before anything is checked.
 * @returns Every problem at once, each with its file.
 */
export function loadMission(scenarioFile: string, settings: readonly string[]): MissionOutcome {
  const text = textOf(scenarioFile);
  if (text === null) return { ok: false, problems: [missingFile(scenarioFile)] };
  const outcome = readScenario(text, KNOWN_IDS, settings);
  const catalogues: Catalogues = new Map();
  const data: Record<string, string> = {};
  const problems = loadCatalogues(outcome.catalogues, scenarioFile, catalogues, data);
  if (!outcome.ok) return { ok: false, problems: [...inFile(outcome.problems, scenarioFile), ...problems] };
  const { scenario } = outcome;
  const sizes = Object.fromEntries([...catalogues].map(([path, elements]) => [path, elements.length]));
  problems.push(...inFile(memoryProblems(scenario, sizes), scenarioFile));
  if (problems.length > 0) return { ok: false, problems };
  for (const map of MAPS)
    data[map] = shortDigest([readFileSync(createRequire(import.meta.url).resolve(map))]);
  const regions = loadUsRegions().filter((region) => scenario.regions.includes(region.id));
  return { ok: true, mission: identified(scenarioFile, { scenario, catalogues, regions }, data) };
}

/** The run id is taken from the canonical scenario, its seed, the sources and the data: whatever else may change, changes no byte. */
function identified(
  scenarioFile: string,
  inputs: MissionInputs,
  data: Readonly<Record<string, string>>,
): LoadedMission {
  const { scenario } = inputs;
  const canonical = canonicalText(scenario);
  const sources = sourceHash();
  const runId = shortDigest([canonical, String(scenario.seed), sources, JSON.stringify(data)]);
  return { inputs, scenarioFile, runId, scenarioHash: shortDigest([canonical]), sourceHash: sources, data };
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

/** Fills `catalogues` and `data`, each file read once; returns what is wrong with the files. */
export function loadCatalogues(
  named: readonly NamedCatalogue[],
  scenarioFile: string,
  catalogues: Catalogues,
  data: Record<string, string>,
): Problem[] {
  return named.flatMap(({ path, file: name }) => {
    if (Object.hasOwn(data, name)) return [];
    const places = [resolve(dirname(scenarioFile), name), resolve(SCENARIOS, name)];
    const file = places.find((place) => existsSync(place));
    const text = file === undefined ? null : textOf(file);
    if (file === undefined || text === null) {
      const message = file === undefined ? 'there is no such file' : 'it cannot be read';
      const expected = `a TLE or OMM file, relative to the scenario (looked for ${places.join(' and ')})`;
      return [{ path, value: name, expected, message, file: scenarioFile }];
    }
    data[name] = shortDigest([text]);
    const outcome = readCatalogue(name, text);
    if (!outcome.ok) return outcome.problems.map((problem) => ({ ...problem, path, file }));
    catalogues.set(name, outcome.elements);
    return [];
  });
}
