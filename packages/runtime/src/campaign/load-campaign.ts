import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, resolve } from 'node:path';
import { variantsOf } from '@cupola/core/campaign';
import type { Campaign, Variant } from '@cupola/core/campaign';
import type { MissionInputs } from '@cupola/core/mission';
import { canonicalText, memoryProblems } from '@cupola/core/scenario';
import type { Problem } from '@cupola/core/scenario';
import { readCampaign } from '@cupola/contract';
import { loadDefendedRegions } from '../areas/defended-regions.ts';
import { KNOWN_IDS } from '../known-ids.ts';
import { shortDigest } from '../mission/digest.ts';
import { inFile, loadScenario, missingFile, textOf } from '../mission/load-scenario.ts';
import { sourceHash } from '../mission/source-hash.ts';

/** One combination of swept values with everything its runs need from outside. Plain data: workers get it too. */
export interface LoadedVariant {
  readonly variant: Variant;
  readonly inputs: MissionInputs;
}

/** A campaign with its base scenario in every variant, and the id of the results that will come of it. */
export interface LoadedCampaign {
  readonly campaign: Campaign;
  readonly campaignFile: string;
  /** The file's own text, kept beside the results. */
  readonly text: string;
  readonly variants: readonly LoadedVariant[];
  readonly campaignId: string;
  readonly sourceHash: string;
  /** Hash of each data file used. */
  readonly data: Readonly<Record<string, string>>;
}

export type CampaignLoad =
  | { readonly ok: true; readonly loaded: LoadedCampaign }
  | { readonly ok: false; readonly problems: readonly Problem[] };

/** Combinations beyond this are not all loaded to be checked. */
const MOST_VARIANTS = 1000;
const MAPS = ['us-atlas/states-10m.json', 'world-atlas/land-110m.json'] as const;

/** Reads a campaign, its base scenario with every combination of swept values, and their catalogues. Every problem at once, each with its file. `settings` are changes of the campaign file, `path=value`. */
export function loadCampaign(campaignFile: string, settings: readonly string[] = []): CampaignLoad {
  const text = textOf(campaignFile);
  if (text === null) return { ok: false, problems: [missingFile(campaignFile)] };
  const outcome = readCampaign(text, KNOWN_IDS, settings);
  if (!outcome.ok) {
    const base = outcome.scenario === null ? null : resolve(dirname(campaignFile), outcome.scenario);
    const missing = base === null || textOf(base) !== null ? [] : [missingFile(base)];
    return { ok: false, problems: [...inFile(outcome.problems, campaignFile), ...missing] };
  }
  const { campaign } = outcome;
  const combinations = campaign.sweep.reduce((product, axis) => product * axis.choices.length, 1);
  if (combinations > MOST_VARIANTS) {
    return {
      ok: false,
      problems: [
        {
          path: 'sweep',
          value: combinations,
          expected: `at most ${MOST_VARIANTS} combinations of swept values`,
          message: `the swept values make ${combinations} combinations`,
          file: campaignFile,
        },
      ],
    };
  }
  return withVariants(campaign, campaignFile, outcome.text);
}

function withVariants(campaign: Campaign, campaignFile: string, text: string): CampaignLoad {
  const scenarioFile = resolve(dirname(campaignFile), campaign.scenario);
  const problems: VariantProblem[] = [];
  const data: Record<string, string> = {};
  const variants: LoadedVariant[] = [];
  const combinations = variantsOf(campaign);
  for (const variant of combinations) {
    const settings = Object.entries(variant.set).map(([path, value]) => `${path}=${JSON.stringify(value)}`);
    const loaded = loadScenario(scenarioFile, settings);
    const { scenario, catalogues } = loaded;
    const found = [...loaded.problems];
    if (scenario !== null) {
      const sizes = Object.fromEntries([...catalogues].map(([path, elements]) => [path, elements.length]));
      found.push(...inFile(memoryProblems(scenario, sizes), scenarioFile));
    }
    const defended = loadDefendedRegions(scenario?.regions ?? [], scenarioFile);
    found.push(...defended.problems);
    problems.push(...found.map((problem) => ({ problem, variant })));
    if (scenario === null || found.length > 0) continue;
    Object.assign(data, loaded.data, defended.data);
    variants.push({ variant, inputs: { scenario, catalogues, regions: defended.regions } });
  }
  if (problems.length > 0) return { ok: false, problems: told(problems, combinations.length) };
  for (const map of MAPS)
    data[map] = shortDigest([readFileSync(createRequire(import.meta.url).resolve(map))]);
  const sources = sourceHash();
  const campaignId = shortDigest([
    JSON.stringify(campaign),
    ...variants.map(({ inputs }) => canonicalText(inputs.scenario)),
    sources,
    JSON.stringify(data),
  ]);
  const loaded = { campaign, campaignFile, text, variants, campaignId, sourceHash: sources, data };
  return { ok: true, loaded };
}

interface VariantProblem {
  readonly problem: Problem;
  readonly variant: Variant;
}

/** Each problem once; those that not every variant has name the first one that does. */
function told(found: readonly VariantProblem[], variantCount: number): readonly Problem[] {
  const keyOf = ({ problem: { file, path, value, expected } }: VariantProblem): string =>
    JSON.stringify([file, path, expected, String(value)]);
  return [...Map.groupBy(found, keyOf).values()].flatMap((same) => {
    const [first] = same;
    if (first === undefined) return [];
    const names = Object.entries(first.variant.labels).map(([name, label]) => `${name} ${label}`);
    const { problem } = first;
    if (same.length >= variantCount || names.length === 0) return [problem];
    return [{ ...problem, message: `${problem.message} (${names.join(', ')})` }];
  });
}
