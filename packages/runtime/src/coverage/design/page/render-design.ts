import { degrees, sFromUs } from '@cupola/core/foundation';
import { sightText } from '../../page/settings-text.ts';
import { dataScript, element, escapeText, table } from '../../../page/markup.ts';
import { decimal, duration } from '../../../page/numbers.ts';
import { renderPage } from '../../../page/page.ts';
import type { Section } from '../../../page/page.ts';
import { reproductionOf } from '../../../page/reproduction.ts';
import { shellsText } from '../design-report.ts';
import { pointsText, shareText } from './design-text.ts';
import type { DesignEntry, DesignReport, DesignStudy } from './design-study.ts';
import { finalistsFigure } from './finalists-figure.ts';
import { frontFigure } from './front-figure.ts';
import { headlines } from './headlines.ts';
import { marginalFigure } from './marginal-figure.ts';
import { DESIGN_STYLE } from './page-style.ts';

/** A design answer as one HTML page: self-contained, without outside requests, the same bytes for the same answer. */
export function renderDesign(study: DesignStudy): string {
  const { report, provenance } = study;
  const sections: readonly Section[] = [
    {
      id: 'pareto',
      title: 'What so many satellites can bring',
      body: frontFigure(report) + frontTable(report),
    },
    { id: 'ten-more', title: 'What more satellites buy', body: marginalSection(report) },
    { id: 'shortcut', title: 'How good the shortcut is', body: finalistsFigure(report) },
    { id: 'assumptions', title: 'Assumptions', body: assumptions(study) },
    { id: 'reproduce', title: 'How to reproduce', body: reproduction(study) },
  ];
  return renderPage({
    title: 'Designs of a constellation compared',
    about: `${decimal(report.candidates.length, 0)} designs. Program <code>${escapeText(provenance.sourceHash)}</code>`,
    headlines: headlines(report),
    sections: sections.filter(({ body }) => body !== ''),
    style: DESIGN_STYLE,
    data: dataScript('provenance', provenance),
  });
}

/** The table leaves out what all designs of the front have in common: it stands under what was asked. */
function frontTable({ front, knee, marginal }: DesignReport): string {
  const rows = front.map((entry, index) => {
    const next = marginal[index];
    return [
      `${decimal(entry.satellites, 0)}${entry.satellites === knee?.satellites ? ' (knee)' : ''}`,
      shellsText(entry),
      shareText(entry.worstStereoFraction),
      pointsText(entry.standardError),
      entry.full === null ? '–' : shareText(entry.full.worstStereoFraction),
      `${entry.worstLatDeg.toFixed(1)}°`,
      shareText(entry.meanStereoFraction),
      next === undefined ? '–' : pointsText(next.gainPerTen),
    ];
  });
  const headings = [
    'satellites',
    'shells (satellites/planes/phasing)',
    'worst row',
    'standard error',
    'full',
    'at latitude',
    'all rows',
    'ten more bring',
  ];
  return table('The front, fewest satellites first', headings, rows);
}

function marginalSection(report: DesignReport): string {
  const drawn = marginalFigure(report);
  return drawn === ''
    ? element('p', {}, 'The front is one design: there is no step whose gain could be told.')
    : drawn;
}

const KNOWN = [
  'Share of time: places of a row of latitude and moments, each of the same weight. Stereo: two satellites in view whose lines of sight cross in the band.',
  'Shortcut: in a perfect shell every satellite sees the same Earth one after the other, so that samples over one slice of the orbit stand for all.',
  'Full computation: the shell as it flies, step by step through the window.',
];

function assumptions({ report, settings }: DesignStudy): string {
  const { sight, stereo, surface, points, stepUs, sampleCount } = settings;
  const rows = [
    ['designs', `${decimal(report.candidates.length, 0)} compared, ${spans(report.candidates)}`],
    ['seen', sightText(sight)],
    ['crossing angle', `${bandText(stereo.minRad)} to ${bandText(stereo.maxRad)} between two lines of sight`],
    ['rows of latitude', `those of about ${decimal(points, 0)} equal-area cells`],
    ['surface', surface.kind === 'wgs84' ? 'WGS 84' : `sphere of ${surface.radiusM / 1000} km`],
    ['full computation', `${decimal(sampleCount, 0)} samples, every ${duration(sFromUs(stepUs))}`],
  ];
  return [
    table(
      'What was asked',
      ['setting', 'value'],
      rows.map((row) => row.map(escapeText)),
    ),
    element('ul', {}, ...KNOWN.map((item) => element('li', {}, escapeText(item)))),
    element(
      'p',
      { class: 'small' },
      'Refraction, terrain, clouds, sensors and the Sun are left out. Equations, limits and validation stand in docs/models/coverage-design.md of the program.',
    ),
  ].join('');
}

function bandText(rad: number): string {
  return `${Number(degrees(rad).toFixed(2))}°`;
}

/** From what to what the designs go. */
function spans(entries: readonly DesignEntry[]): string {
  const shells = entries.flatMap((entry) => entry.shells);
  return [
    span(
      'satellites',
      entries.map(({ satellites }) => satellites),
      '',
    ),
    span(
      'planes',
      shells.map(({ planes }) => planes),
      '',
    ),
    span(
      'altitude',
      shells.map(({ altitudeKm }) => altitudeKm),
      ' km',
    ),
    span(
      'inclination',
      shells.map(({ inclinationDeg }) => inclinationDeg),
      '°',
    ),
  ].join(', ');
}

function span(name: string, values: readonly number[], unit: string): string {
  const [least, most] = [Math.min(...values), Math.max(...values)];
  return `${name} ${decimal(least, 0)}${least === most ? '' : ` to ${decimal(most, 0)}`}${unit}`;
}

function reproduction({ provenance, given }: DesignStudy): string {
  return reproductionOf(
    provenance,
    given === null
      ? []
      : [
          ['satellites beside the designs', given.file],
          ['hash of that file', given.hash],
        ],
    'Beside this page: answer.json (the whole answer), designs.csv and designs.parquet (every design), marginal.csv and marginal.parquet (what ten more bring). Numbers behind every figure are embedded as JSON, one block per figure.',
  );
}
