import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { MissionInputs } from '@cupola/core/mission';
import { canonicalText, memoryProblems } from '@cupola/core/scenario';
import type { Problem } from '@cupola/core/scenario';
import type { NamedCase } from '../acquisition/found-case.ts';
import { loadDefendedRegions } from '../areas/defended-regions.ts';
import { shortDigest } from './digest.ts';
import { inFile, loadScenario } from './load-scenario.ts';
import { sourceHash } from './source-hash.ts';

/** A scenario with everything it needs from outside, and the id of the run that will come of it. */
export interface LoadedMission {
  readonly inputs: MissionInputs;
  /** Where the acquisition case lies that the scenario names; null when it names none. */
  readonly acquisitionFile: string | null;
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

const MAPS = ['us-atlas/states-10m.json', 'world-atlas/land-110m.json'] as const;

/**
 * Reads a scenario, its catalogues and its regions.
 *
 * @param settings - `path=value`, applied before anything is checked.
 * @param caseOf - Finds the acquisition case of that name, and checks it where somebody will reckon by it.
 * @returns Every problem at once, each with its file.
 */
export function missionWith(
  scenarioFile: string,
  settings: readonly string[],
  caseOf: (name: string | undefined, scenarioFile: string) => NamedCase,
): MissionOutcome {
  const { scenario, catalogues, data, problems: found } = loadScenario(scenarioFile, settings);
  const problems = [...found];
  if (scenario === null) return { ok: false, problems };
  const sizes = Object.fromEntries([...catalogues].map(([path, elements]) => [path, elements.length]));
  problems.push(...inFile(memoryProblems(scenario, sizes), scenarioFile));
  const defended = loadDefendedRegions(scenario.regions, scenarioFile);
  problems.push(...defended.problems);
  const acquisition = caseOf(scenario.acquisition, scenarioFile);
  problems.push(...acquisition.problems);
  if (problems.length > 0) return { ok: false, problems };
  const used = { ...data, ...defended.data, ...acquisition.data };
  for (const map of MAPS)
    used[map] = shortDigest([readFileSync(createRequire(import.meta.url).resolve(map))]);
  const inputs = { scenario, catalogues, regions: defended.regions };
  return { ok: true, mission: identified({ scenarioFile, acquisitionFile: acquisition.file, inputs }, used) };
}

/** The run id is taken from the canonical scenario, its seed, the sources and the data: whatever else may change, changes no byte. */
function identified(
  found: Pick<LoadedMission, 'scenarioFile' | 'acquisitionFile' | 'inputs'>,
  data: Readonly<Record<string, string>>,
): LoadedMission {
  const { scenario } = found.inputs;
  const canonical = canonicalText(scenario);
  const sources = sourceHash();
  const runId = shortDigest([canonical, String(scenario.seed), sources, JSON.stringify(data)]);
  return { ...found, runId, scenarioHash: shortDigest([canonical]), sourceHash: sources, data };
}
