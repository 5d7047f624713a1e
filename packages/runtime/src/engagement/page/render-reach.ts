import { radians } from '@cupola/core/foundation';
import { COVERAGE_STYLE } from '../../coverage/page/page-style.ts';
import { dataScript, escapeText, table } from '../../page/markup.ts';
import { decimal, duration, percent, significant } from '../../page/numbers.ts';
import { renderPage } from '../../page/page.ts';
import type { Section } from '../../page/page.ts';
import { reproductionOf } from '../../page/reproduction.ts';
import type { Provenance } from '../../page/reproduction.ts';
import { loadWorldLand } from '../../page/world-land.ts';
import { flyOutCurve } from '../fly-out-curve.ts';
import type { ReachMap } from '../reach-map.ts';
import type { ReachQuestion } from '../reach-question.ts';
import type { ReachReport } from '../reach-report.ts';
import { assumptionLists } from './assumption-lists.ts';
import { flyOutFigure } from './fly-out-figure.ts';
import { footprintFigure } from './footprint-figure.ts';
import { hourFigure } from './hour-figure.ts';
import { reachMapFigures } from './reach-map-figures.ts';

/** An answer about reach with what led to it. Nothing in it depends on when, where or how fast. */
export interface ReachStudy {
  readonly title: string;
  readonly report: ReachReport;
  readonly question: ReachQuestion;
  /** Null where targets fly. */
  readonly map: ReachMap | null;
  readonly provenance: Provenance;
}

const ROWS_SHOWN = 12;

/** A reach answer as one HTML page: self-contained, without outside requests, the same bytes for the same answer. */
export function renderReach(study: ReachStudy): string {
  const { report, question, map, provenance } = study;
  const land = loadWorldLand();
  const sections: readonly Section[] = [
    {
      id: 'where',
      title: 'Where',
      body:
        footprintFigure(question, land) + (map === null ? '' : reachMapFigures(map, question.areas, land)),
    },
    { id: 'when', title: 'When', body: hourFigure(report.byHourUtc) + gapTable(report) },
    { id: 'how-many', title: 'How many', body: shareTable(report) + areaTable(report) },
    { id: 'time', title: 'What time is worth', body: timeSection(study) },
    { id: 'assumptions', title: 'Assumptions', body: assumptions(report) },
    {
      id: 'reproduce',
      title: 'How to reproduce',
      body: reproductionOf(provenance, [], 'answer.json holds what the command answers, cells.csv the map.'),
    },
  ];
  return renderPage({
    title: study.title,
    about: `${decimal(report.samples, 0)} samples, ${decimal(report.flyoutS, 0)} s to fly. Program <code>${escapeText(provenance.sourceHash)}</code>`,
    headlines: headlines(report),
    sections,
    style: COVERAGE_STYLE,
    data: dataScript('answer', report) + dataScript('provenance', provenance),
  });
}

function headlines(report: ReachReport): readonly string[] {
  const { meanInReach, atLeast, absenteeRatio, decision, gaps } = report;
  const spread = report.closedForm?.flatAbsenteeRatio ?? null;
  return [
    `Of ${decimal(report.interceptors, 0)} interceptors ${decimal(meanInReach, 2)} are in reach on average; at least one for ${percent(atLeast[0]?.share ?? 0)} of launches, at least two for ${percent(atLeast[1]?.share ?? 0)}.`,
    absenteeRatio === null
      ? 'None is ever in reach.'
      : `One in reach for each ${significant(absenteeRatio)} in orbit${spread === null ? '' : `; an even spread would say ${significant(spread)}`}.`,
    `${decision.extraS} s more to decide leave ${decimal(decision.meanInReach, 2)} in reach${decision.timesInterceptors === null ? '' : `: ${decimal(decision.timesInterceptors, 1)} times the interceptors for the same`}.`,
    `Longest time without any: ${duration(gaps.maxS)}.`,
    ...report.why,
  ];
}

function gapTable({ byArea }: ReachReport): string {
  return table(
    'Times without any in reach',
    ['area', 'how many', 'mean', '95 % at most', 'longest'],
    byArea.map(({ area, gaps }) => [
      escapeText(area),
      decimal(gaps.count, 0),
      duration(gaps.meanS),
      duration(gaps.p95S),
      duration(gaps.maxS),
    ]),
  );
}

function shareTable({ atLeast }: ReachReport): string {
  return table(
    'Launches with at least k in reach',
    ['k', 'share'],
    atLeast.slice(0, ROWS_SHOWN).map(({ k, share }) => [String(k), percent(share)]),
  );
}

function areaTable({ byArea }: ReachReport): string {
  return table(
    'By launch area',
    ['area', 'mean in reach', 'at least one', 'in orbit for each in reach'],
    byArea.map((row) => [
      escapeText(row.area),
      decimal(row.meanInReach, 3),
      percent(row.atLeast[0]?.share ?? 0),
      significant(row.absenteeRatio),
    ]),
  );
}

function timeSection({ question, report }: ReachStudy): string {
  const [part] = question.fleet.parts;
  const rows = table(
    'By time to fly',
    ['time to fly', 'radius km', 'mean in reach', 'at least one', 'in orbit for each in reach'],
    report.byFlyout.map((row) => [
      `${decimal(row.flyoutS, 0)} s`,
      decimal(row.radiusKm, 0),
      decimal(row.meanInReach, 3),
      percent(row.share),
      significant(row.absenteeRatio),
    ]),
  );
  if (part === undefined || part.shell === null || question.areas.some(({ flight }) => flight !== null)) {
    return rows;
  }
  const curve = flyOutCurve({
    ...question.lawOf(part),
    orbit: part.shell,
    latitudesRad: question.areas.map(({ latDeg }) => radians(latDeg)),
    surface: question.surface,
    maxLatitudeRad: Math.PI / 2,
  });
  return flyOutFigure(curve, report.byFlyout) + rows;
}

const ASSUMED = [
  'An interceptor reaches a straight distance from where its satellite stands at the order, by the published relation R1: constant acceleration, then constant speed.',
  'One interceptor on each satellite, all in service.',
  'Speed, acceleration and height of the intercept are cited inputs; none of it has flown.',
];
const LEFT_OUT = [
  'Gravity, turning and propellant on the way; what tracking makes of the target.',
  'Kill probability, decoys, raids: see cupola raid.',
];

function assumptions({ parts }: ReachReport): string {
  return (
    table(
      'Interceptors',
      ['group', 'how many', 'km', 'inclination', 'km/s', 'g', 'intercept km', 'reach km'],
      parts.map((part) => [
        escapeText(part.id),
        decimal(part.interceptors, 0),
        decimal(part.altitudeKm, 0),
        part.inclinationDeg === null ? '–' : `${decimal(part.inclinationDeg, 1)}°`,
        decimal(part.speedKmS, 1),
        decimal(part.accelG, 1),
        decimal(part.interceptKm, 0),
        decimal(part.reachKm, 0),
      ]),
    ) + assumptionLists(ASSUMED, LEFT_OUT)
  );
}
