import type { CampaignSummary, CampaignTiming } from '@cupola/runtime';
import { textTable } from '../../text-table.ts';

/** A campaign's answer for people: a line for each combination of swept values. */
export function campaignText(summary: CampaignSummary, timing: CampaignTiming, folder: string): string {
  const swept = Object.keys(summary.variants[0]?.labels ?? {});
  const header = [
    ...swept,
    'runs',
    'threats declared',
    'falsely declared',
    'revoked',
    'declared (median, 95 %)',
    'boost held',
    'midcourse held',
  ];
  const rows = summary.variants.map((variant) => [
    ...swept.map((name) => String(variant.labels[name] ?? '')),
    String(variant.runs),
    count(variant.deepThreatsDeclared),
    count(variant.falselyDeclared),
    String(variant.revocations),
    `${seconds(variant.declaredAfterLaunchS.p50?.value)}, ${seconds(variant.declaredAfterLaunchS.p95?.value)}`,
    percent(variant.custody.boost.mean),
    percent(variant.custody.midcourse.mean),
  ]);
  const failed = summary.failed.map(({ run, seed, failure }) => `Run ${run} (seed ${seed}): ${failure}\n`);
  return [
    `${summary.title} (simulated)\n`,
    textTable(header, rows),
    'Threats declared: weapons that come down at least 100 km inside the defended regions.',
    ...failed,
    `${summary.completed} of ${summary.runs} runs, ${timing.runsDone} of them now, ${timing.wallS.toFixed(0)} s. Folder: ${folder}\n`,
  ].join('\n');
}

function count({ count: some, of }: { readonly count: number; readonly of: number }): string {
  return of === 0 ? '-' : `${some} of ${of}`;
}

function seconds(value: number | undefined): string {
  return value === undefined ? '-' : `+${Math.round(value)} s`;
}

function percent(share: number | null): string {
  return share === null ? '-' : `${(100 * share).toFixed(1)} %`;
}
