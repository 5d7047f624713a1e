import type { Study } from '@cupola/core/engagement';
import type { PatternRow, SizeReport, StudyReport } from '@cupola/runtime';
import { percent, ratioText } from '../reach/reach-text.ts';
import { textTable } from '../../text-table.ts';

function count(interceptors: number | null): string {
  return interceptors === null ? '-' : String(interceptors);
}

/** The answer of `cupola size` for people. */
export function sizeText(report: SizeReport): string {
  const { closedForm, realOrbits, bestInclination } = report;
  const { atConfidence } = realOrbits;
  const rows = [
    ['flat, evenly spread (R1-R3)', closedForm.flat],
    ['round, evenly spread (R4)', closedForm.evenSphere],
    ['by latitude, on average (R5)', closedForm.byLatitude],
    [`real orbits on average, ${realOrbits.surface}`, realOrbits.onAverage],
  ] as const;
  const shellOf =
    atConfidence === null
      ? '-'
      : `delta ${atConfidence.interceptors}/${atConfidence.planes}/${atConfidence.phasing} (flown: ${percent(atConfidence.flown)})`;
  const paragraphs = [
    `${report.missiles} at once, ${report.shotsPerTarget} shots at each, fly-out ${report.flyoutS} s: reach ${closedForm.reachKm.toFixed(1)} km, radius ${closedForm.radiusKm.toFixed(1)} km`,
    textTable(
      ['by', 'one in', 'interceptors'],
      [
        ...rows.map(([name, row]) => [name, ratioText(row.absenteeRatio), count(row.interceptors)]),
        [
          `independent places, ${percent(report.confidence)} of launches (R6)`,
          '',
          count(closedForm.binomial),
        ],
        [
          `Walker shell, ${percent(report.confidence)} of launches: ${shellOf}`,
          '',
          count(atConfidence?.interceptors ?? null),
        ],
      ],
    ),
    `Orbits at ${realOrbits.altitudeKm} km and ${realOrbits.inclinationDeg.toFixed(1)}°; thinnest over ${realOrbits.area}. The best inclination, ${bestInclination.inclinationDeg.toFixed(1)}°, needs ${count(bestInclination.interceptors)} on average${bestInclination.atConfidence === null ? '' : `; for ${percent(report.confidence)} of launches ${patternText(bestInclination.atConfidence)}`}.`,
    report.why.join('\n'),
    ...(report.byShell.length === 0 ? [] : [shellTable(report)]),
    ...(report.front.length === 0 ? [] : [frontTable(report)]),
    ...(report.patternFront.length === 0 ? [] : [patternTable(report)]),
  ];
  return `${paragraphs.join('\n\n')}\n`;
}

function shellTable({ byShell }: SizeReport): string {
  const altitudes = [...new Set(byShell.map(({ altitudeKm }) => altitudeKm))];
  const inclinations = [...new Set(byShell.map(({ inclinationDeg }) => inclinationDeg))];
  return textTable(
    ['on average, at', ...altitudes.map((km) => `${km} km`)],
    inclinations.map((inclination) => [
      `${inclination.toFixed(1)}°`,
      ...altitudes.map((altitude) =>
        count(
          byShell.find((row) => row.altitudeKm === altitude && row.inclinationDeg === inclination)
            ?.interceptors ?? null,
        ),
      ),
    ]),
  );
}

/** Rows of the front that people see; JSON has all. */
const FRONT_SHOWN = 12;

function frontTable({ front }: SizeReport): string {
  return textTable(
    ['front: interceptors', 'km', 'degrees', 'fly-out s', 'more to decide s'],
    front
      .slice(0, FRONT_SHOWN)
      .map((row) => [
        count(row.interceptors),
        String(row.altitudeKm),
        row.inclinationDeg.toFixed(1),
        row.flyoutS.toFixed(0),
        row.extraDecisionS.toFixed(0),
      ]),
  );
}

function patternTable({ patternFront, confidence }: SizeReport): string {
  return textTable(
    [`enough for ${percent(confidence)}: interceptors`, 'planes', 'km', 'degrees', 'phasing', 'of launches'],
    patternFront
      .slice(0, FRONT_SHOWN)
      .map((row) => [
        count(row.interceptors),
        String(row.planes),
        String(row.altitudeKm),
        row.inclinationDeg.toFixed(1),
        String(row.phasing),
        percent(row.achieved),
      ]),
  );
}

function patternText({ interceptors, planes, phasing, inclinationDeg }: PatternRow): string {
  return `delta ${interceptors}/${planes}/${phasing} at ${inclinationDeg.toFixed(1)}°`;
}

/** Studies side by side, then each with its reasons. */
export function studiesText(reports: readonly StudyReport[], confidence: number): string {
  const rows = reports.map((report) => [
    report.study,
    report.theirs.wording ?? count(report.theirs.interceptors),
    count(report.interceptors),
    count(report.realOrbits.onAverage.interceptors),
    count(report.realOrbits.atConfidence?.interceptors ?? null),
    `${report.realOrbits.inclinationDeg.toFixed(0)}°, ${report.realOrbits.area}`,
  ]);
  const header = [
    'study',
    'theirs',
    'ours by their method',
    'real orbits on average',
    `for ${percent(confidence)} of launches`,
    'orbits, thinnest over',
  ];
  const blocks = reports.map((report) =>
    [
      `${report.study}: ${report.title} (${report.source}; ${report.evidence})`,
      ...report.why.map((line) => `  ${line}`),
      ...report.contradictions.map(({ relation, told }) => `  against ${relation}: ${told}`),
      ...Object.entries(report.assumed).map(([key, reason]) => `  ours: ${key} ${reason}`),
    ].join('\n'),
  );
  return `${[textTable(header, rows), ...blocks].join('\n\n')}\n`;
}

export function studyListText(studies: readonly Study[]): string {
  return `${textTable(
    ['study', 'theirs', 'evidence', 'can be run', 'title'],
    studies.map((study) => [
      study.id,
      study.published.wording ?? count(study.published.interceptors),
      study.evidence,
      study.inputs === null ? `no: ${study.missing.join(', ')}` : 'yes',
      study.title,
    ]),
  )}\n`;
}
