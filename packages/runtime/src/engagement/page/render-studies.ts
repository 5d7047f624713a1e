import { STUDIES } from '@cupola/core/engagement';
import { dataScript, element, escapeText, table } from '../../page/markup.ts';
import { MISSING, decimal, percent } from '../../page/numbers.ts';
import { renderPage } from '../../page/page.ts';
import type { Section } from '../../page/page.ts';
import { reproductionOf } from '../../page/reproduction.ts';
import type { StudyReport } from '../study-report.ts';
import { SIZE_STYLE, whyList } from './render-size.ts';
import type { StudiesPage } from './size-files.ts';
import { studyFigure } from './study-figure.ts';

/** Public studies beside what this program makes of their inputs, as one HTML page. */
export function renderStudies({ reports, confidence, provenance }: StudiesPage): string {
  const [only] = reports;
  const title = reports.length === 1 && only !== undefined ? only.title : 'The public studies side by side';
  const sections: readonly Section[] = [
    {
      id: 'overview',
      title: 'Theirs and ours',
      body:
        studyFigure(reports, confidence) +
        overview(reports, confidence) +
        (reports.length > 1 ? notRun() : ''),
    },
    ...reports.map((report) => ({
      id: report.study,
      title: report.study,
      body: studySection(report, confidence),
    })),
    {
      id: 'reproduce',
      title: 'How to reproduce',
      body: reproductionOf(
        provenance,
        [],
        'answer.json holds every study with all reasons, fleets.csv the table.',
      ),
    },
  ];
  return renderPage({
    title,
    about: `Each study on its own inputs; nothing was fitted to its result. Program <code>${escapeText(provenance.sourceHash)}</code>`,
    headlines: headlines(reports, confidence),
    sections,
    style: SIZE_STYLE,
    data: dataScript('provenance', provenance),
  });
}

function headlines(reports: readonly StudyReport[], confidence: number): readonly string[] {
  const [only] = reports;
  if (reports.length === 1 && only !== undefined) {
    return [
      `Theirs ${theirsOf(only)}; by their method ${decimal(only.interceptors, 0)}; with real orbits ${decimal(only.realOrbits.onAverage.interceptors, 0)} on average and ${decimal(only.realOrbits.atConfidence?.interceptors ?? null, 0)} for ${percent(confidence)} of launches.`,
      `Evidence of the printed number: ${only.evidence}. ${Object.keys(only.assumed).length} inputs are ours.`,
      ...only.contradictions.map(({ relation, told }) => `Against ${relation}: ${told}`),
    ];
  }
  const compared = reports.flatMap(({ theirs, interceptors }) =>
    theirs.interceptors === null || interceptors === null ? [] : [interceptors / theirs.interceptors],
  );
  const near = compared.filter((factor) => factor > 0.9 && factor < 1.1).length;
  const more = reports.filter(
    ({ interceptors, realOrbits }) =>
      interceptors !== null && (realOrbits.onAverage.interceptors ?? Infinity) > interceptors,
  ).length;
  return [
    `Of ${compared.length} studies ${near} come out within 10 % by their own method with the inputs taken here.`,
    `Real orbits need more than the flat relations in ${more} of them, fewer in the others: against one region well chosen orbits bunch over it, against the whole Earth they are thinnest over the equator.`,
    ...reports.flatMap(({ study, contradictions }) =>
      contradictions.map(({ relation, told }) => `${study}, against ${relation}: ${told}`),
    ),
  ];
}

function overview(reports: readonly StudyReport[], confidence: number): string {
  return table(
    'Interceptors in orbit',
    [
      'study',
      'theirs',
      'by their method',
      'real orbits, on average',
      `for ${percent(confidence)} of launches`,
      'orbits, thinnest over',
      'evidence',
    ],
    reports.map((report) => [
      element('a', { href: `#${report.study}` }, escapeText(report.study)),
      escapeText(theirsOf(report)),
      decimal(report.interceptors, 0),
      decimal(report.realOrbits.onAverage.interceptors, 0),
      decimal(report.realOrbits.atConfidence?.interceptors ?? null, 0),
      `${decimal(report.realOrbits.altitudeKm, 0)} km, ${decimal(report.realOrbits.inclinationDeg, 0)}°, ${escapeText(report.realOrbits.area)}`,
      escapeText(report.evidence),
    ]),
  );
}

function notRun(): string {
  return table(
    'Not run: too little is printed',
    ['study', 'theirs', 'what is missing', 'source'],
    STUDIES.filter(({ inputs }) => inputs === null).map(({ id, published, missing, source }) => [
      escapeText(id),
      escapeText(published.wording ?? decimal(published.interceptors, 0)),
      escapeText(missing.join(', ')),
      escapeText(source),
    ]),
  );
}

function studySection(report: StudyReport, confidence: number): string {
  const { atConfidence } = report.realOrbits;
  const assumed = Object.entries(report.assumed);
  return [
    element('p', {}, escapeText(`${report.title}. ${report.source}; ${report.evidence}.`)),
    table(
      'Numbers',
      ['theirs', 'by their method', 'real orbits, on average', `for ${percent(confidence)} of launches`],
      [
        [
          escapeText(theirsOf(report)),
          decimal(report.interceptors, 0),
          decimal(report.realOrbits.onAverage.interceptors, 0),
          atConfidence === null
            ? MISSING
            : `${decimal(atConfidence.interceptors, 0)} in ${atConfidence.planes} planes`,
        ],
      ],
    ),
    element('h3', {}, 'Why they differ'),
    whyList([
      ...report.why,
      ...report.contradictions.map(({ relation, told }) => `printed figures against ${relation}: ${told}`),
    ]),
    assumed.length === 0
      ? ''
      : table(
          'Inputs that are ours',
          ['input', 'value and reason'],
          assumed.map(([key, reason]) => [escapeText(INPUTS[key] ?? key), escapeText(reason)]),
        ),
  ].join('');
}

const INPUTS: Readonly<Record<string, string>> = {
  missiles: 'missiles at once',
  shotsPerTarget: 'shots at each',
  speedKmS: 'speed',
  accelG: 'acceleration',
  flyoutS: 'time to fly',
  orbitKm: 'altitude of the orbits',
  interceptKm: 'height of the intercept',
  maxLatitudeDeg: 'belt of the flat relation, degrees',
  inclinationDeg: 'inclination, degrees',
};

function theirsOf({ theirs }: StudyReport): string {
  return theirs.wording ?? decimal(theirs.interceptors, 0);
}
