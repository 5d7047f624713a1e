import type { RaidLeak } from '@cupola/core/engagement';
import { dataScript, escapeText, table } from '../../page/markup.ts';
import { MISSING, decimal, duration, percent } from '../../page/numbers.ts';
import { renderPage } from '../../page/page.ts';
import { reproductionOf } from '../../page/reproduction.ts';
import type { RaidReport } from '../raid-report.ts';
import { assumptionLists } from './assumption-lists.ts';
import { bySizeFigure } from './by-size-figure.ts';
import type { SizePanel } from './by-size-figure.ts';
import { interceptorTable } from './interceptor-table.ts';
import { leakSpreadFigure } from './leak-spread-figure.ts';
import { leakageFigure } from './leakage-figure.ts';
import type { RaidStudy } from './raid-files.ts';

/** An answer about raids as one HTML page: self-contained, without outside requests, the same bytes for the same answer. */
export function renderRaid(study: RaidStudy): string {
  const { report, comparison, question, provenance } = study;
  const colours = ['k0', 'k1 dash1', 'k2 dash2', 'k3 dash3'];
  const lines = (variants: (typeof comparison)['doctrines']) =>
    variants.map(({ name, sizes }, index) => ({ name, sizes, className: colours[index] ?? 'k4' }));
  const stopped: SizePanel = {
    yTitle: 'missiles stopped, mean',
    most: null,
    value: ({ k, meanLeak }) => k - meanLeak,
  };
  const none: SizePanel = {
    yTitle: 'raids of which none leaks (%)',
    most: 100,
    value: ({ pNoLeak }) => 100 * pNoLeak,
  };
  const sections = [
    { id: 'leaks', title: 'What leaks', body: leakageFigure(report) + leakSpreadFigure(report.sizes) },
    {
      id: 'doctrines',
      title: 'How shots are fired',
      body:
        bySizeFigure({
          id: 'doctrine',
          title: 'The same raids by other doctrines',
          description:
            'Mean number of missiles stopped, probability that none leaks and mean number of shots against the size of the raid, one line for each doctrine.',
          caption: `Up to ${report.shotsPerTarget} shots at each missile, the same launches. Shoot-look-shoot has half of the time for each round; its outcomes are drawn.`,
          lines: lines(comparison.doctrines),
          panels: [
            stopped,
            none,
            { yTitle: 'shots fired, mean', most: null, value: ({ meanShots }) => meanShots },
          ],
        }) + variantTable('None leaks, by doctrine', comparison.doctrines),
    },
    {
      id: 'readiness',
      title: 'A fleet that is not whole',
      body:
        bySizeFigure({
          id: 'ready',
          title: 'The same raids with fewer interceptors ready',
          description:
            'Mean number of missiles stopped and probability that none leaks against the size of the raid, one line for each share of the fleet that is ready.',
          caption:
            'Those that are not ready are drawn from the seed; a smaller share is without those of a larger one too.',
          lines: lines(comparison.readiness),
          panels: [stopped, none],
        }) + variantTable('None leaks, by readiness', comparison.readiness),
    },
    { id: 'numbers', title: 'Every size', body: sizeTables(report) },
    { id: 'time', title: 'What time there is', body: timeTable(report) },
    {
      id: 'assumptions',
      title: 'Assumptions and limits',
      body:
        interceptorTable(question.fleet.parts, question.lawOf) +
        inputTable(report) +
        assumptionLists(ASSUMED, LEFT_OUT),
    },
    {
      id: 'reproduce',
      title: 'How to reproduce',
      body: reproductionOf(
        provenance,
        [['seed', String(report.seed)]],
        'answer.json holds what the command answers with the comparisons, leakage.csv every line of the figures.',
      ),
    },
  ];
  return renderPage({
    title: study.title,
    about: `${decimal(report.launches, 0)} launches, seed ${report.seed}. Program <code>${escapeText(provenance.sourceHash)}</code>`,
    headlines: headlines(report),
    sections,
    style: RAID_STYLE,
    data: dataScript('answer', report) + dataScript('provenance', provenance),
  });
}

/** Rows of a comparison; leakage.csv has all. */
const ROWS_SHOWN = 10;

const RAID_STYLE = `pre{white-space:pre-wrap;overflow-wrap:anywhere}tbody th{white-space:normal}
svg .everything{stroke:var(--soft);stroke-width:1;stroke-dasharray:1 4;stroke-linecap:round}`;

function headlines(report: RaidReport): readonly string[] {
  const { sizes, second, meanInReach, atLeast } = report;
  const [smallest] = sizes;
  const largest = sizes.at(-1);
  return [
    ...told(smallest),
    ...(sizes.length > 1 ? told(largest) : []),
    `${decimal(report.ready, 0)} of ${decimal(report.interceptors, 0)} interceptors are ready; ${decimal(meanInReach, 2)} are in reach of the first missile on average, at least one for ${percent(atLeast[0]?.share ?? 0)} of launches.`,
    ...(second === null || smallest === undefined
      ? []
      : [
          `A second raid of ${smallest.k} after ${duration(second.afterS)}: ${decimal(second.sizes[0]?.meanLeak ?? null, 2)} leak, against ${decimal(smallest.meanLeak, 2)} of the first.`,
        ]),
    ...report.why,
  ];
}

function told(leak: RaidLeak | undefined): readonly string[] {
  return leak === undefined
    ? []
    : [
        `Of ${leak.k} missile${leak.k === 1 ? '' : 's'} ${decimal(leak.meanLeak, 2)} leak on average (${leak.p10} to ${leak.p90} in 10 to 90 % of raids); none in ${percent(leak.pNoLeak)}.`,
      ];
}

function rowsOf(
  leaks: readonly RaidLeak[],
  extra: (k: number) => readonly string[],
): readonly (readonly string[])[] {
  return leaks.map((leak) => [
    String(leak.k),
    decimal(leak.meanLeak, 3),
    interval(leak.meanLeakCi, (value) => decimal(value, 3)),
    `${leak.p10} – ${leak.p90}`,
    percent(leak.pNoLeak),
    interval(leak.pNoLeakCi, percent),
    decimal(leak.meanShots, 2),
    ...extra(leak.k),
  ]);
}

function sizeTables({ sizes, second }: RaidReport): string {
  const greedy = new Map(sizes.map(({ k, greedyMeanLeak }) => [k, greedyMeanLeak]));
  const headings = ['missiles', 'leak, mean', '95 % of it', '10 – 90 %', 'none leaks', '95 % of it', 'shots'];
  const isMatched = sizes.some(({ greedyMeanLeak }) => greedyMeanLeak !== null);
  return [
    table(
      second === null ? 'Raids' : 'First raid',
      isMatched ? [...headings, 'greedy, mean'] : headings,
      rowsOf(sizes, (k) => (isMatched ? [decimal(greedy.get(k) ?? null, 3)] : [])),
    ),
    second === null
      ? ''
      : table(
          `Second raid, ${duration(second.afterS)} later`,
          headings,
          rowsOf(second.sizes, () => []),
        ),
  ].join('');
}

function interval([low, high]: readonly [number, number], text: (value: number) => string): string {
  return `${text(low)} – ${text(high)}`;
}

function variantTable(
  caption: string,
  variants: readonly { readonly name: string; readonly sizes: readonly RaidLeak[] }[],
): string {
  const all = variants[0]?.sizes ?? [];
  const sizes = all.slice(0, ROWS_SHOWN);
  return table(
    all.length > ROWS_SHOWN ? `${caption}: the first ${ROWS_SHOWN} of ${all.length} sizes` : caption,
    ['missiles', ...variants.map(({ name }) => name)],
    sizes.map(({ k }, index) => [
      String(k),
      ...variants.map((variant) => percent(variant.sizes[index]?.pNoLeak ?? null)),
    ]),
  );
}

function timeTable({ areas, phase }: RaidReport): string {
  return table(
    `From lift-off, by launch area: ${phase}`,
    ['area', 'phase begins', 'phase ends', 'order', 'left to fly'],
    areas.map(({ area, phaseS, orderAfterS, timeLeftS }) => [
      escapeText(area),
      phaseS === null ? MISSING : duration(phaseS[0]),
      phaseS === null ? MISSING : duration(phaseS[1]),
      cases(orderAfterS.map((each) => (each === null ? 'never' : duration(each)))),
      cases(timeLeftS.map((each) => duration(each))),
    ]),
  );
}

/** Different cases of delay, all as likely, shortened when there are many. */
function cases(texts: readonly string[]): string {
  const different = [...new Set(texts)];
  return different.length <= 4
    ? different.join(', ')
    : `${different.slice(0, 3).join(', ')}, … (${different.length})`;
}

function inputTable(report: RaidReport): string {
  const { decoys, custody } = report;
  const rows: readonly (readonly [string, string])[] = [
    ['kill probability of one shot', decimal(report.killProb, 2)],
    ['shots at one missile at most', String(report.shotsPerTarget)],
    ['what all shots at a missile share works', decimal(report.trackProb, 2)],
    ['in a raid nothing works at all', decimal(report.commonFailureProb, 2)],
    ['from one launch to the next', duration(report.spacingS)],
    [
      'decoys of each missile',
      decoys === null
        ? 'none'
        : `${decoys.perMissile}; taken for a warhead ${decimal(decoys.decoyTakenProb, 2)}, a warhead ${decimal(decoys.warheadTakenProb, 2)}`,
    ],
    ['delay to the order', custody === null ? 'given' : `from the run ${custody.file}`],
  ];
  return table(
    'Inputs',
    ['what', 'value'],
    rows.map((row) => row.map(escapeText)),
  );
}

const ASSUMED = [
  'Who could shoot is who is in reach by the published relation R1: a straight line at constant acceleration, then constant speed.',
  'One interceptor on each satellite, which shoots once. Shots fail independently but for what they are said to share (R7).',
  'Launches fall at random, evenly over the window; intervals are 95 % of that sample.',
  'The optimal plan knows the whole raid beforehand, also missiles that are launched later: it bounds what can be done.',
];
const LEFT_OUT = [
  'Guidance, discrimination by anything but the two probabilities, tests: none of it has flown.',
  'What tracking makes of the target: its path is known at the order.',
  'Attacks on the satellites themselves.',
];
