import { comparison } from '@cupola/core/campaign';
import type { Campaign, Comparison, RunAnswer, Variant } from '@cupola/core/campaign';
import { dataScript, element, escapeText, table } from '../../page/markup.ts';
import { MISSING, decimal, percent } from '../../page/numbers.ts';
import { renderPage } from '../../page/page.ts';
import type { CampaignSummary } from '../campaign-summary.ts';
import { comparisonFigure, linesOf } from './comparison-figure.ts';
import { MEASURE_WORDS, changeText, estimateText, meanText, shownMeasures } from './measures.ts';

/** What the page of a campaign is drawn from. */
export interface CampaignPageInput {
  readonly campaign: Campaign;
  readonly variants: readonly Variant[];
  readonly summary: CampaignSummary;
  readonly answers: readonly RunAnswer[];
  /** The campaign file as it was. */
  readonly text: string;
  readonly manifest: object;
}

/** The answers of a campaign as one self-contained page: what each swept value is worth. */
export function renderCampaign(input: CampaignPageInput): string {
  const { campaign, variants, summary, answers } = input;
  const compared = comparison(campaign, variants, answers);
  return renderPage({
    title: campaign.title,
    about: `${decimal(summary.completed, 0)} of ${decimal(summary.runs, 0)} runs: ${decimal(variants.length, 0)} combinations, seeds ${campaign.seeds.from} to ${campaign.seeds.from + campaign.seeds.count - 1}. Campaign <code>${escapeText(summary.campaignId)}</code>`,
    headlines: headlines(campaign, compared),
    sections: [
      {
        id: 'worth',
        title: 'What it is worth',
        body: comparisonFigure(campaign, compared) + meansTable(campaign, compared),
      },
      { id: 'changes', title: 'From one value to the next', body: changesTable(campaign, compared) },
      { id: 'declared', title: 'Declarations', body: declarationsTable(campaign, summary) },
      {
        id: 'how',
        title: 'What was run, and how to run it again',
        body: [
          element('pre', {}, escapeText(input.text)),
          element('pre', {}, 'npx cupola sweep campaign.yaml'),
          element(
            'p',
            { class: 'small' },
            'campaign.yaml lies beside this page, with every answer of every run (runs.jsonl, objects.parquet). Its scenario is named relative to the folder it came from. Cupola is open source under Apache-2.0.',
          ),
        ].join(''),
      },
    ],
    style: 'svg .whisker{stroke:var(--c);stroke-width:1.5}',
    data: dataScript('manifest', input.manifest),
  });
}

function labelCells(campaign: Campaign, labels: Variant['labels']): readonly string[] {
  if (campaign.sweep.length === 0) return ['all runs'];
  return campaign.sweep.map(({ name }) => escapeText(String(labels[name] ?? MISSING)));
}

function axisHeads(campaign: Campaign): readonly string[] {
  return campaign.sweep.length === 0 ? ['runs'] : campaign.sweep.map(({ name }) => name);
}

function meansTable(campaign: Campaign, { variants }: Comparison): string {
  const measures = shownMeasures(variants);
  return table(
    'Means over the runs with 95 % bootstrap intervals',
    [...axisHeads(campaign), ...measures.map((measure) => MEASURE_WORDS[measure].title)],
    variants.map(({ labels, measured }) => [
      ...labelCells(campaign, labels),
      ...measures.map((measure) => estimateText(measure, measured[measure])),
    ]),
  );
}

function changesTable(campaign: Campaign, { variants, pairs }: Comparison): string {
  if (pairs.length === 0) return element('p', {}, 'Nothing was swept.');
  const measures = shownMeasures(variants);
  const axis = campaign.sweep.at(-1)?.name ?? '';
  const others = campaign.sweep.slice(0, -1).map(({ name }) => name);
  return table(
    'Change seed by seed, shares in percentage points, with 95 % bootstrap intervals; bold where the interval leaves out no change',
    [`${axis}: from – to`, ...others, ...measures.map((measure) => MEASURE_WORDS[measure].title)],
    pairs.map(({ from, to, change }) => [
      escapeText(`${from[axis] ?? ''} – ${to[axis] ?? ''}`),
      ...others.map((name) => escapeText(String(from[name] ?? MISSING))),
      ...measures.map((measure) => changeText(measure, change[measure])),
    ]),
  );
}

function declarationsTable(campaign: Campaign, { variants }: CampaignSummary): string {
  const share = ({ count, of, interval }: (typeof variants)[number]['threatsDeclared']): string =>
    of === 0 ? MISSING : `${count} of ${of} (${percent(interval[0])}–${percent(interval[1])})`;
  return table(
    'Declared, with exact 95 % binomial intervals',
    [...axisHeads(campaign), 'threats', 'what is no threat', 'revoked', 'false tracks per run'],
    variants.map((variant) => [
      ...labelCells(campaign, variant.labels),
      share(variant.threatsDeclared),
      share(variant.falselyDeclared),
      decimal(variant.revocations, 0),
      decimal(variant.falseTracksPerRun, 2),
    ]),
  );
}

/** One sentence per line of the figure: from the first value of the last axis to the last one. */
function headlines(campaign: Campaign, compared: Comparison): readonly string[] {
  const axis = campaign.sweep.at(-1)?.name ?? '';
  const measures = shownMeasures(compared.variants);
  return linesOf(campaign, compared).map(({ name, points }) => {
    const first = points[0];
    const last = points.at(-1);
    if (first === undefined || last === undefined) return name;
    const said = measures.map((measure) => {
      const ends = first === last ? [last] : [first, last];
      const means = ends.map(({ measured }) => meanText(measure, measured[measure]));
      return `${MEASURE_WORDS[measure].title} ${means.join(' to ')}`;
    });
    const span = first === last ? '' : `${axis} ${first.labels[axis] ?? ''} to ${last.labels[axis] ?? ''}: `;
    return `${name === 'all runs' ? '' : `${name}, `}${span}${said.join('; ')}.`;
  });
}
