import { measuredBySeed } from '@cupola/core/campaign';
import type { Campaign, Measure, RunAnswer, Variant } from '@cupola/core/campaign';
import { byLayerInput, costSteps, satelliteWorth } from '@cupola/core/acquisition';
import type { CostStep, MeasureWorth, PackingAnswer } from '@cupola/core/acquisition';
import type { CoverageOnDate, MeasureBySize } from '@cupola/core/messages';
import type { Problem } from '@cupola/core/scenario';
import { readCampaignFolder } from '../../campaign/read-campaign-folder.ts';
import { coverageOf } from './coverage-on-dates.ts';
import type { ServingSlot } from './coverage-on-dates.ts';
import type { LoadedDeployment } from './load-deployment.ts';

/** A campaign whose runs are told apart by how many satellites there are. */
export interface SizeCampaign {
  readonly title: string;
  readonly seed: number;
  readonly axis: string;
  readonly satellites: readonly number[];
  /** One for each combination of whatever else was swept; in words, empty when nothing was. */
  readonly groups: readonly { readonly name: string; readonly variants: readonly Variant[] }[];
  readonly answers: readonly RunAnswer[];
}

/** What each further satellite buys, and costs. */
export interface EachSatellite {
  readonly campaign: string;
  readonly satellites: readonly number[];
  readonly costSteps: readonly CostStep[];
  readonly groups: readonly { readonly name: string; readonly worth: readonly MeasureWorth[] }[];
}

export type SizeCampaignLoad =
  | { readonly ok: true; readonly campaign: SizeCampaign }
  | { readonly ok: false; readonly problems: readonly Problem[] };

/** What layers are compared by: name, unit, which way is better, and how the campaign's number becomes it. */
const MEASURES: readonly (Pick<MeasureBySize, 'name' | 'unit' | 'better'> & {
  readonly of: Measure;
  readonly factor: number;
})[] = [
  { name: 'midcourse held', unit: '%', better: 'more', of: 'midcourse', factor: 100 },
  { name: 're-entry held', unit: '%', better: 'more', of: 'reentry', factor: 100 },
  { name: 'declared after launch', unit: 's', better: 'less', of: 'declaredAfterLaunchS', factor: 1 },
  { name: 'midcourse error', unit: 'm', better: 'less', of: 'midcourseErrorKm', factor: 1000 },
];

/** Reads a campaign folder; one of its axes has numbers of satellites as labels. */
export function loadSizeCampaign(folder: string): SizeCampaignLoad {
  const found = readCampaignFolder(folder);
  if (!found.ok) return found;
  const { campaign, variants, answers } = found;
  const axis = sizeAxis(campaign);
  if (axis === null) {
    const expected = 'an axis of the sweep whose labels are two or more numbers of satellites';
    const message = 'nothing in this campaign says how many satellites there are';
    const value = campaign.sweep.map(({ name }) => name);
    return { ok: false, problems: [{ path: '--campaign', value, expected, message, file: folder }] };
  }
  const { name, satellites } = axis;
  const groups = Map.groupBy(variants, ({ labels }) =>
    Object.entries(labels)
      .filter(([key]) => key !== name)
      .map(([key, label]) => `${key} ${label}`)
      .join(', '),
  );
  return {
    ok: true,
    campaign: {
      title: campaign.title,
      seed: campaign.seeds.from,
      axis: name,
      satellites,
      answers,
      groups: [...groups].map(([group, own]) => ({
        name: group,
        variants: own.toSorted((a, b) => Number(a.labels[name]) - Number(b.labels[name])),
      })),
    },
  };
}

function sizeAxis({
  sweep,
}: Campaign): (Pick<SizeCampaign, 'satellites'> & { readonly name: string }) | null {
  for (const { name, choices } of sweep.toReversed()) {
    const sizes = choices.map(({ label }) => Number(label)).toSorted((a, b) => a - b);
    const whole = sizes.every((size) => Number.isInteger(size) && size >= 1);
    if (whole && new Set(sizes).size === sizes.length && sizes.length >= 2)
      return { name, satellites: sizes };
  }
  return null;
}

/** Marginal cost by whole rings and launches against what the campaign and the coverage engine find for the same sizes. */
export function eachSatellite(
  { acquisition, deployment }: LoadedDeployment,
  packing: PackingAnswer,
  campaign: SizeCampaign,
): EachSatellite {
  const { satellites } = campaign;
  const { shell } = deployment.plan;
  const steps = costSteps(
    {
      plan: acquisition.plan,
      inputs: byLayerInput((id) => acquisition.assumptions[id].value),
      shell,
      packing,
    },
    Math.ceil((satellites.at(-1) ?? 0) / shell.planes),
  );
  const seen = satellites.map((count): CoverageOnDate => {
    const perPlane = Math.ceil(count / shell.planes);
    const slots = Array.from({ length: shell.planes }, (_, plane) =>
      Array.from({ length: perPlane }, (__, slot): ServingSlot => ({ plane, slot })),
    ).flat();
    return coverageOf({ ...shell, count: perPlane * shell.planes }, slots, null, deployment.coverage);
  });
  const coverage: MeasureBySize = {
    name: 'two satellites in view',
    unit: '%',
    better: 'more',
    draws: [seen.map(({ atLeastTwo }) => 100 * atLeastTwo)],
  };
  return {
    campaign: campaign.title,
    satellites,
    costSteps: steps,
    groups: campaign.groups.map(({ name, variants }) => {
      const measures = MEASURES.map(({ of, factor, ...measure }): MeasureBySize => ({
        ...measure,
        draws: measuredBySeed(variants, campaign.answers, of).map((row) =>
          row.map((value) => (value === null ? null : factor * value)),
        ),
      }));
      return {
        name,
        worth: satelliteWorth({ satellites, measures: [coverage, ...measures] }, steps, campaign.seed),
      };
    }),
  };
}
