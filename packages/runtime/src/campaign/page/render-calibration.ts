import { scoreAt } from '@cupola/core/campaign';
import type { Calibration } from '@cupola/core/campaign';
import { dataScript, element, escapeText, table } from '../../page/markup.ts';
import { MISSING, decimal, percent } from '../../page/numbers.ts';
import { renderPage } from '../../page/page.ts';
import type { Section } from '../../page/page.ts';
import { reproductionOf } from '../../page/reproduction.ts';
import { cupolaVersion } from '../../mission/source-hash.ts';
import type { CampaignSummary } from '../campaign-summary.ts';
import type { LoadedCampaign } from '../load-campaign.ts';
import { checksTable, declarationsTable, falseTables, scoresTable, timeText } from './calibration-tables.ts';
import { calibrationHeadlines } from './calibration-headlines.ts';
import { operatingFigure } from './operating-figure.ts';
import { CALIBRATION_STYLE } from './calibration-style.ts';
import { reliabilityFigure } from './reliability-figure.ts';
import { skillFigure } from './skill-figure.ts';
import { timesFigure } from './times-figure.ts';

export interface CalibrationStudy {
  readonly loaded: LoadedCampaign;
  readonly calibrations: readonly Calibration[];
  readonly summary: CampaignSummary;
}

/** How good the stated probabilities of a campaign are, as one HTML page: self-contained, without outside requests, the same bytes for the same campaign. */
export function renderCalibration(study: CalibrationStudy): string {
  const { loaded, calibrations, summary } = study;
  const [found] = calibrations;
  const isOne = calibrations.length === 1 && found !== undefined && found.objects > 0;
  const sections: readonly Section[] = [
    ...(summary.variants.length > 1 ? [variantsSection(summary, calibrations)] : []),
    ...(isOne ? calibrationSections(found, summary) : []),
    { id: 'drawn', title: 'What was flown', body: flown(study) },
    { id: 'reproduce', title: 'How to reproduce', body: reproduction(loaded) },
  ];
  return renderPage({
    title: `${summary.title}: stated and happened`,
    about: `${decimal(summary.completed, 0)} of ${decimal(summary.runs, 0)} runs. Campaign <code>${escapeText(summary.campaignId)}</code>`,
    headlines: calibrationHeadlines(summary, isOne ? found : null),
    sections: sections.filter(({ body }) => body !== ''),
    style: CALIBRATION_STYLE,
    data: dataScript('summary', summary),
  });
}

function calibrationSections(found: Calibration, { variants }: CampaignSummary): readonly Section[] {
  const { declarations } = found;
  const groups = element(
    'p',
    { class: 'small' },
    'Held: two satellites or more with a long-wave field one minute after burnout, and more than three sigmas from a border. Nearer ones, those seen under thrust only, and manoeuvring ones (lift, a second burn, several payloads) are told apart.',
  );
  return [
    { id: 'checks', title: 'Is it calibrated?', body: checksTable(variants[0]?.checks ?? []) },
    {
      id: 'stated',
      title: 'Stated and happened',
      body: reliabilityFigure(found, 'held') + reliabilityFigure(found, 'all'),
    },
    { id: 'scores', title: 'Scores over time', body: skillFigure(found) + groups + scoresTable(found) },
    {
      id: 'declared',
      title: 'Time to declare',
      body:
        timesFigure(found) +
        declarationsTable('Threats that come down at least 100 km inside, by class', [
          ...declarations.deepThreatsByVehicle,
          { ...declarations.deepThreats, name: 'all that do not manoeuvre' },
          ...(declarations.deepManoeuvring.objects === 0
            ? []
            : [{ ...declarations.deepManoeuvring, name: 'all that do' }]),
        ]) +
        declarationsTable('Weapons by where they come down', declarations.weaponsByDistance),
    },
    { id: 'threshold', title: 'Other thresholds', body: operatingFigure(found) },
    { id: 'false', title: 'False declarations', body: falseTables(found) },
  ];
}

/** Several combinations of swept values: one row each. */
function variantsSection({ variants }: CampaignSummary, calibrations: readonly Calibration[]): Section {
  const names = Object.keys(variants[0]?.labels ?? {});
  const rows = variants.map(({ labels, runs, checks }, index) => {
    const found = calibrations[index];
    const all = found === undefined ? undefined : scoreAt(found, 'burnout+60', 'all');
    const held = found === undefined ? undefined : scoreAt(found, 'burnout+60', 'held');
    const early = found === undefined ? undefined : scoreAt(found, '120', 'all');
    const wrong = found?.falseDeclarations;
    return [
      escapeText(names.map((name) => String(labels[name] ?? '')).join(', ')),
      String(runs),
      all === undefined ? MISSING : `${all.stated} of ${all.objects}`,
      decimal(early?.brier?.skill ?? null, 3),
      decimal(all?.reliability.expectedCalibrationError ?? null, 4),
      decimal(all?.brier?.skill ?? null, 3),
      decimal(held?.brier?.skill ?? null, 3),
      wrong === undefined ? MISSING : `${wrong.falselyDeclared} (${wrong.band[0]} to ${wrong.band[1]})`,
      timeText(found?.declarations.deepThreats.afterBurnoutS.p50 ?? null),
      timeText(found?.declarations.deepThreats.afterBurnoutS.p95 ?? null),
      `${checks.filter(({ met }) => met === true).length} of ${checks.filter(({ met }) => met !== null).length}`,
    ];
  });
  const headings = [
    names.join(', '),
    'runs',
    'stated',
    'skill at 120 s',
    'calibration error',
    'skill',
    'skill, held',
    'false declarations (band)',
    'declared after burnout',
    '95 %',
    'checks met',
  ];
  return {
    id: 'variants',
    title: 'By swept values',
    body: table('One minute after burnout where no time is named', headings, rows),
  };
}

function flown({ loaded, summary, calibrations }: CalibrationStudy): string {
  const { campaign } = loaded;
  const { threats = 0, objects = 0 } = calibrations[0] ?? {};
  const { seeds, epochWithinDays, end } = campaign;
  const total = campaign.mix.reduce((sum, { weight }) => sum + weight, 0);
  const kinds = campaign.mix.map((kind) => [
    escapeText(kind.id),
    percent(kind.weight / total),
    escapeText(kind.vehicles.join(', ')),
    escapeText(kind.launch.map((area) => (typeof area === 'string' ? area : 'a circle')).join(', ')),
    kind.perYear === null ? '–' : decimal(kind.perYear, 0),
  ]);
  const sentences = [
    `Seeds ${seeds.from} to ${seeds.from + seeds.count - 1}. ${decimal(objects, 0)} objects in the runs of each combination of swept values, ${decimal(threats, 0)} of them threats.`,
    epochWithinDays === 0 ? '' : `Epochs drawn over ${decimal(epochWithinDays, 0)} days.`,
    end === null
      ? 'Runs last as long as the scenario.'
      : `Runs end ${end.afterVerdictS} s after the last verdict, not before ${end.notBeforeLaunchS} s of flight and ${end.notBeforeBurnoutS} s of coast, and ${end.latestS} s after the last launch in any case.`,
    summary.failed.length === 0
      ? ''
      : `${summary.failed.length} runs could not be flown; summary.json says why.`,
  ];
  return [
    element('p', {}, escapeText(sentences.filter((sentence) => sentence !== '').join(' '))),
    kinds.length === 0
      ? ''
      : table(
          'Kinds of events; shares and areas are notional',
          ['kind', 'share of runs', 'vehicles', 'launched from', 'launches a year, as stated'],
          kinds,
        ),
  ].join('');
}

function reproduction({ campaignFile, sourceHash, data, campaign }: LoadedCampaign): string {
  return reproductionOf(
    {
      cupola: cupolaVersion(),
      simulated: true,
      command: `npx cupola sweep ${baseName(campaignFile)}`,
      sourceHash,
    },
    [['base scenario', campaign.scenario], ...Object.entries(data)],
    'Beside this page: campaign.html (what swept values are worth), runs.jsonl and objects.parquet (every run), calibration.json (every bin), summary.json. Numbers behind every figure are embedded as JSON, one block per figure. Models, limits and validation stand in docs/models/calibration.md of the program.',
  );
}

/** Where the file lay changes nothing. */
function baseName(path: string): string {
  return path.split(/[\\/]/).at(-1) ?? path;
}
