import type { EngagementSummary } from '../../summary/engagement/engagement-summary.ts';
import { COMMITMENT_WORDS } from '../../summary/engagement/engagement-reasons.ts';
import { element, escapeText, table } from '../../page/markup.ts';
import { MISSING, decimal, percent, significant } from '../../page/numbers.ts';
import { inReachFigure } from './in-reach-figure.ts';
import { leverFigure } from './lever-figure.ts';
import { runLeakageFigure } from './run-leakage-figure.ts';

/** Windows of more interceptors than this are in summary.json only. */
const WINDOWS_MAX = 60;

/** What the second fleet could have done: in words, drawn, and in numbers. */
export function engagementSection(engagement: EngagementSummary): string {
  const { why } = engagement;
  return [
    element('ul', {}, ...why.map((sentence) => element('li', {}, escapeText(sentence)))),
    inReachFigure(engagement),
    runLeakageFigure(engagement),
    commitmentTable(engagement),
    objectTable(engagement),
    shotTable(engagement),
    windowTable(engagement),
    leverFigure(engagement),
    leverTable(engagement),
  ].join('');
}

function commitmentTable({ byCommitment, threats, interceptors, launches }: EngagementSummary): string {
  return table(
    `By what is waited for before the order: ${interceptors} interceptors, ${threats} threats, ${launches} launch times of a day`,
    [
      'ordered',
      'order after (s)',
      'threats ordered',
      'in reach',
      'shots',
      'at no threat',
      'leak, this run',
      'as orders come',
      'leak, over a day (95 % of the mean)',
      'met over a day',
      '30 s later: leak',
    ],
    byCommitment.map((own) => [
      escapeText(COMMITMENT_WORDS[own.commitOn]),
      decimal(own.delayS, 0),
      decimal(own.threatsOrdered, 0),
      decimal(own.threatsInReach, 0),
      decimal(own.shots, 0),
      decimal(own.shotsAtOthers, 0),
      decimal(own.leak?.mean ?? null, 2),
      decimal(own.leak?.greedyMean ?? null, 2),
      own.overDay === null
        ? MISSING
        : `${decimal(own.overDay.meanLeak, 2)} (${own.overDay.meanLeakCi.map((end) => decimal(end, 2)).join('–')})`,
      percent(own.overDay?.inReachShare ?? null),
      decimal(own.later?.meanLeak ?? null, 2),
    ]),
  );
}

function objectTable({ objects }: EngagementSummary): string {
  const phases = ['boost', 'midcourse', 'glide'].filter((name) =>
    objects.some((object) => object.phases.some(({ phase }) => phase === name)),
  );
  return table(
    'Opportunities along each flight; seconds after its launch',
    [
      'object',
      'threat',
      'burnout',
      'confirmed',
      'declared',
      'first order',
      'last that meets it',
      'too late by',
      'interceptors in all',
      ...phases.map((name) => `${name}: most, last order`),
    ],
    objects.map((object) => {
      const since = (atS: number | null): string =>
        atS === null ? MISSING : decimal(atS - object.launchedAtS, 0);
      const inPhase = (name: string): string => {
        const phase = object.phases.find((each) => each.phase === name);
        return phase === undefined ? MISSING : `${phase.most}, ${since(phase.latestOrderS)}`;
      };
      return [
        escapeText(object.id),
        object.threat ? 'yes' : 'no',
        since(object.burnoutAtS),
        since(object.confirmedAtS),
        since(object.declaredAtS),
        since(object.orderFromS),
        since(object.latestOrderS),
        object.lateByS === null || object.lateByS <= 0 ? MISSING : decimal(object.lateByS, 0),
        decimal(new Set(object.windows.map(({ interceptor }) => interceptor)).size, 0),
        ...phases.map(inPhase),
      ];
    }),
  );
}

/** Beside the times, because a page is no wider. */
function shotTable({ objects, byCommitment }: EngagementSummary): string {
  return table(
    'Shots at each object and the probability that it leaks, by what is waited for before the order',
    ['object', 'threat', ...byCommitment.flatMap(({ commitOn }) => [`${commitOn}: shots`, 'leaks'])],
    objects.map((object) => [
      escapeText(object.id),
      object.threat ? 'yes' : 'no',
      ...byCommitment.flatMap((_, index) => [
        decimal(object.shots[index] ?? 0, 0),
        decimal(object.leakProbability[index] ?? null, 2),
      ]),
    ]),
  );
}

function windowTable({ objects }: EngagementSummary): string {
  const rows = objects.flatMap((object) =>
    object.windows.map(({ interceptor, fromS, toS, meetS }) => [
      escapeText(object.id),
      escapeText(interceptor),
      decimal(fromS - object.launchedAtS, 0),
      decimal(toS - object.launchedAtS, 0),
      decimal(meetS - object.launchedAtS, 0),
    ]),
  );
  const shown = rows.slice(0, WINDOWS_MAX);
  const caption = `Who could be ordered, and when; seconds after launch${shown.length < rows.length ? `; the first ${shown.length} of ${rows.length}, all in summary.json` : ''}`;
  return element(
    'details',
    {},
    element('summary', {}, 'Who was in reach, and when'),
    table(caption, ['object', 'interceptor', 'from', 'until', 'meets it, ordered at once'], shown),
  );
}

function leverTable({ sensitivity }: EngagementSummary): string {
  if (sensitivity === null) return '';
  const end = (each: (typeof sensitivity.rows)[number]['low']): readonly string[] =>
    each === null
      ? [MISSING, MISSING, MISSING]
      : [significant(each.value), decimal(each.meanLeak, 2), percent(each.inReachShare)];
  return table(
    `One input at a time, ordered ${COMMITMENT_WORDS[sensitivity.commitOn]}: mean leakage and share of the threats that can be met, over a day`,
    ['input', 'unit', 'as it is', 'low', 'leak', 'met', 'high', 'leak', 'met', 'source'],
    sensitivity.rows.map((row) => [
      escapeText(row.title),
      escapeText(row.unit),
      significant(row.nominal),
      ...end(row.low),
      ...end(row.high),
      escapeText(row.source),
    ]),
  );
}
