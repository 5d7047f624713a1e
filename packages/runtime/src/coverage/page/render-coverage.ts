import type { CellPlaces } from '@cupola/core/coverage';
import { dataScript, element, escapeText, table } from '../../page/markup.ts';
import { decimal, duration } from '../../page/numbers.ts';
import { renderPage } from '../../page/page.ts';
import type { Section } from '../../page/page.ts';
import { reproductionOf } from '../../page/reproduction.ts';
import { loadWorldLand } from '../../page/world-land.ts';
import type { CoverageStudy } from './coverage-study.ts';
import { foldFigure, gapFigure } from './distribution-figures.ts';
import { headlines } from './headlines.ts';
import { latitudeFigure } from './latitude-figure.ts';
import type { LatitudeRow } from './latitude-profile.ts';
import { mapFigures } from './map-figures.ts';
import { COVERAGE_STYLE } from './page-style.ts';
import { settingRows, shareInFull } from './settings-text.ts';

/** Folds in the table of the page; answer.json has all. */
const FOLDS_SHOWN = 12;

/**
 * A coverage answer as one HTML page: self-contained, without outside requests, the same bytes for the same answer.
 *
 * Reads map data from the installed atlas package; otherwise a pure function of its input.
 */
export function renderCoverage(
  study: CoverageStudy,
  places: CellPlaces,
  profile: readonly LatitudeRow[],
): string {
  const { report, provenance } = study;
  const sections: readonly Section[] = [
    { id: 'where', title: 'Where', body: mapFigures(study, places, loadWorldLand()) },
    { id: 'latitude', title: 'By latitude', body: latitudeFigure(profile) + latitudeTable(profile) },
    { id: 'gaps', title: 'Gaps', body: gapSection(study) },
    { id: 'folds-section', title: 'How many at once', body: foldFigure(report) + foldTable(study) },
    { id: 'assumptions', title: 'Assumptions', body: assumptions(study) },
    { id: 'reproduce', title: 'How to reproduce', body: reproduction(study) },
  ];
  return renderPage({
    title: study.title,
    about: `${decimal(report.samples, 0)} samples from ${escapeText(study.from)}, ${decimal(report.points, 0)} ${study.settings.grid === 'rows' ? 'cells' : 'points'}. Program <code>${escapeText(provenance.sourceHash)}</code>, satellites <code>${escapeText(provenance.satellitesHash)}</code>`,
    headlines: headlines(study),
    sections,
    style: COVERAGE_STYLE,
    data: dataScript('answer', study.told) + dataScript('provenance', provenance),
  });
}

function latitudeTable(profile: readonly LatitudeRow[]): string {
  const stereo = profile.some((row) => row.stereoFraction !== null);
  const rows = profile
    .toReversed()
    .map((row) => [
      `${row.southDeg}° to ${row.northDeg}°`,
      decimal(row.cells, 0),
      shareInFull(row.coveredFraction),
      decimal(row.meanInView, 2),
      decimal(row.minInView, 0),
      duration(row.meanGapS),
      row.p95GapS === null ? '–' : duration(row.p95GapS),
      duration(row.longestGapS),
      duration(row.meanRevisitS),
      duration(row.meanResponseS),
      ...(stereo ? [shareInFull(row.stereoFraction)] : []),
    ]);
  const headings = [
    'latitude',
    'cells',
    'covered',
    'mean in view',
    'fewest',
    'mean gap',
    '95 % at most',
    'longest',
    'mean return',
    'mean wait',
  ];
  return element(
    'details',
    { class: 'long' },
    element('summary', {}, 'The same in numbers'),
    table('By latitude, north to south', stereo ? [...headings, 'crossing'] : headings, rows),
  );
}

function gapSection({ report, told, gapLengths }: CoverageStudy): string {
  const picture =
    report.gaps.count === 0
      ? element('p', {}, 'There is no gap: every place has a satellite in view at every sample.')
      : gapFigure(gapLengths, report.gaps);
  return 'windows' in told
    ? picture + times(told, 'Times, from rise and set') + times(report, 'Times by samples, as in the figure')
    : picture + times(report, 'Times');
}

function times(report: CoverageStudy['told'], title: string): string {
  const rows = (
    [
      ['gaps', report.gaps],
      ['from rise to next rise', report.revisit],
      ['wait for the next satellite', report.response],
      ...(report.stereo === null ? [] : ([['without a crossing in the band', report.stereo.gaps]] as const)),
    ] as const
  ).map(([name, { count, meanS, p95S, maxS }]) => [
    escapeText(name),
    decimal(count, 0),
    ...(count === 0 ? ['–', '–', '–'] : [duration(meanS), duration(p95S), duration(maxS)]),
  ]);
  const { unansweredFraction } = report.response;
  const unanswered =
    unansweredFraction === 0
      ? ''
      : element(
          'p',
          { class: 'small' },
          `For ${shareInFull(unansweredFraction)} of places and moments no satellite comes before the window ends; they are left out of the waits.`,
        );
  return table(title, ['', 'how many', 'mean', '95 %', 'longest'], rows) + unanswered;
}

function foldTable({ report }: CoverageStudy): string {
  const rows = report.folds
    .slice(0, FOLDS_SHOWN)
    .map(({ k, fraction }) => [String(k), shareInFull(fraction)]);
  return table('Places and moments with at least k in view', ['k', 'share'], rows);
}

const MODELLED = [
  'Satellite positions: circular orbits of designed shells with the drift of the node, SGP4 for catalogues.',
  'The turning Earth; ellipsoid or sphere as asked; straight lines of sight.',
  'Every cell and every sample has the same weight.',
];
const EXCLUDED = [
  'Refraction, terrain, clouds.',
  'Signal and noise: a satellite that looks at the place counts. Fields off nadir, ranges and the Sun count only where a sensor is asked for.',
];
const BY_SAMPLES =
  'What happens between two samples: gaps shorter than a step are missed, and no rise or set is refined.';
const BESIDE_WINDOWS =
  'In maps, shares, latitudes and crossings, what happens between two samples. Rise and set were found for the sentence and the table of gaps that say so.';

function assumptions(study: CoverageStudy): string {
  const rows = settingRows(study).map(([name, text]) => [escapeText(name), escapeText(text)]);
  return [
    table('What was asked', ['setting', 'value'], rows),
    element(
      'div',
      { class: 'two' },
      element('div', {}, element('h3', {}, 'Modelled'), list(MODELLED)),
      element(
        'div',
        {},
        element('h3', {}, 'Not modelled'),
        list([...EXCLUDED, 'windows' in study.told ? BESIDE_WINDOWS : BY_SAMPLES]),
      ),
    ),
    element(
      'p',
      { class: 'small' },
      'Equations, limits and validation stand in docs/models/coverage.md and docs/models/orbits.md of the program.',
    ),
  ].join('');
}

function list(items: readonly string[]): string {
  return element('ul', {}, ...items.map((item) => element('li', {}, escapeText(item))));
}

function reproduction({ provenance }: CoverageStudy): string {
  return reproductionOf(
    provenance,
    [
      ['satellites', provenance.satellitesFile],
      ['hash of that file', provenance.satellitesHash],
    ],
    'Beside this page: answer.json (the whole answer), cells.csv and cells.parquet (every cell), cells.geojson, latitude.csv. Numbers behind every figure are embedded as JSON, one block per figure. Colours: cividis [Nunez-2018]. Map data: Natural Earth, public domain.',
  );
}
