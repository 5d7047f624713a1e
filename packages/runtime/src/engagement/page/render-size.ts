import { STANDARD_GRAVITY_M_PER_S2 } from '@cupola/core/physics';
import { dataScript, escapeText, table } from '../../page/markup.ts';
import { MISSING, decimal, percent, significant } from '../../page/numbers.ts';
import { renderPage } from '../../page/page.ts';
import { reproductionOf } from '../../page/reproduction.ts';
import type { SizeReport } from '../size-report.ts';
import { assumptionLists } from './assumption-lists.ts';
import {
  absenteeFigure,
  fleetByDelayFigure,
  fleetByFlyOutFigure,
  patternFrontFigure,
} from './fleet-figures.ts';
import type { SizeStudy } from './size-files.ts';

/** An answer about the size of a fleet as one HTML page: self-contained, the same bytes for the same answer. */
export function renderSize({ report, question, curves, provenance }: SizeStudy): string {
  const areas = question.titles.length > AREAS_NAMED ? 'anywhere' : question.titles.join(' and ');
  return renderPage({
    title: `Interceptors for ${report.missiles} missile${report.missiles === 1 ? '' : 's'} at once from ${areas}`,
    about: `${decimal(report.flyoutS, 0)} s to fly, ${report.shotsPerTarget} shots at each. Program <code>${escapeText(provenance.sourceHash)}</code>`,
    headlines: headlines(report),
    sections: [
      { id: 'how-many', title: 'How many', body: methodTable(report) + whyList(report.why) },
      {
        id: 'time',
        title: 'What time is worth',
        body: fleetByFlyOutFigure(curves, report) + fleetByDelayFigure(curves, report),
      },
      { id: 'orbits', title: 'Which orbits', body: absenteeFigure(report) + shellTable(report) },
      {
        id: 'fronts',
        title: 'What no other beats',
        body: patternFrontFigure(report) + patternTable(report) + frontTable(report),
      },
      {
        id: 'assumptions',
        title: 'Assumptions and limits',
        body: inputTable(question) + assumptionLists(ASSUMED, LEFT_OUT),
      },
      {
        id: 'reproduce',
        title: 'How to reproduce',
        body: reproductionOf(
          provenance,
          [],
          'answer.json holds what the command answers with the curves, fleets.csv every point of them.',
        ),
      },
    ],
    style: SIZE_STYLE,
    data: dataScript('answer', report) + dataScript('provenance', provenance),
  });
}

/** More launch areas than this are not named in the title. */
const AREAS_NAMED = 4;

export const SIZE_STYLE = `pre{white-space:pre-wrap;overflow-wrap:anywhere}tbody th{white-space:normal}
svg .reference{stroke:var(--ink);stroke-width:1;stroke-dasharray:5 3}
.theirs{fill:none;stroke:var(--ink);stroke-width:1.8}`;

function headlines(report: SizeReport): readonly string[] {
  const { realOrbits, bestInclination, closedForm } = report;
  const { atConfidence, onAverage } = realOrbits;
  if (report.interceptors === null) return report.why;
  return [
    `By the published flat relations ${decimal(report.interceptors, 0)} interceptors: one in reach for each ${significant(report.absenteeRatio)} in orbit.`,
    `With real orbits at ${decimal(realOrbits.altitudeKm, 0)} km and ${decimal(realOrbits.inclinationDeg, 1)}°: ${onAverage.interceptors === null ? 'no number is enough' : `${decimal(onAverage.interceptors, 0)} on average`} over ${realOrbits.area}, where they are thinnest.`,
    ...(atConfidence === null
      ? []
      : [
          `For ${percent(report.confidence)} of launches a shell of ${decimal(atConfidence.interceptors, 0)} in ${atConfidence.planes} planes; ${decimal(closedForm.binomial, 0)} if places were independent.`,
        ]),
    ...(bestInclination.atConfidence === null
      ? []
      : [
          `The best inclination for these launch areas is ${decimal(bestInclination.inclinationDeg, 1)}° on average; for ${percent(report.confidence)} of launches ${decimal(bestInclination.atConfidence.inclinationDeg, 1)}°, with ${decimal(bestInclination.atConfidence.interceptors, 0)}.`,
        ]),
  ];
}

function methodTable({ closedForm, realOrbits, confidence }: SizeReport): string {
  const { atConfidence } = realOrbits;
  const rows: readonly (readonly [string, number | null, number | null])[] = [
    ['flat, evenly spread (R1 to R3)', closedForm.flat.absenteeRatio, closedForm.flat.interceptors],
    ['round, evenly spread (R4)', closedForm.evenSphere.absenteeRatio, closedForm.evenSphere.interceptors],
    ['by latitude, on average (R5)', closedForm.byLatitude.absenteeRatio, closedForm.byLatitude.interceptors],
    [
      `real orbits on average, ${realOrbits.surface}`,
      realOrbits.onAverage.absenteeRatio,
      realOrbits.onAverage.interceptors,
    ],
    [`independent places, ${percent(confidence)} of launches (R6)`, null, closedForm.binomial],
    [
      atConfidence === null
        ? `Walker shell, ${percent(confidence)} of launches`
        : `Walker shell ${atConfidence.interceptors}/${atConfidence.planes}/${atConfidence.phasing}, ${percent(confidence)} of launches (flown: ${percent(atConfidence.flown)})`,
      null,
      atConfidence?.interceptors ?? null,
    ],
  ];
  return table(
    'From the published method to real orbits',
    ['by', 'in orbit for each in reach', 'interceptors'],
    rows.map(([by, ratio, interceptors]) => [escapeText(by), significant(ratio), decimal(interceptors, 0)]),
  );
}

/** What stands between the numbers. */
export function whyList(why: readonly string[]): string {
  return `<ul>${why.map((text) => `<li>${escapeText(text)}</li>`).join('')}</ul>`;
}

function shellTable({ byShell }: SizeReport): string {
  const altitudes = [...new Set(byShell.map(({ altitudeKm }) => altitudeKm))];
  const inclinations = [...new Set(byShell.map(({ inclinationDeg }) => inclinationDeg))];
  return table(
    'Interceptors, enough on average',
    ['inclination', ...altitudes.map((km) => `${decimal(km, 0)} km`)],
    inclinations.map((inclination) => [
      `${decimal(inclination, 1)}°`,
      ...altitudes.map((altitude) => {
        const row = byShell.find(
          (each) => each.altitudeKm === altitude && each.inclinationDeg === inclination,
        );
        return decimal(row?.interceptors ?? null, 0);
      }),
    ]),
  );
}

function patternTable({ patternFront, confidence }: SizeReport): string {
  return table(
    `Walker shells, enough for ${percent(confidence)} of launches`,
    ['interceptors', 'planes', 'altitude km', 'inclination', 'phasing', 'of launches'],
    patternFront.map((row) => [
      decimal(row.interceptors, 0),
      String(row.planes),
      decimal(row.altitudeKm, 0),
      `${decimal(row.inclinationDeg, 1)}°`,
      String(row.phasing),
      percent(row.achieved),
    ]),
  );
}

const ROWS_SHOWN = 12;

function frontTable({ front }: SizeReport): string {
  return table(
    `Enough on average, by number, time to decide and altitude${front.length > ROWS_SHOWN ? `: the first ${ROWS_SHOWN} of ${front.length}` : ''}`,
    ['interceptors', 'altitude km', 'inclination', 'time to fly s', 'more to decide s'],
    front
      .slice(0, ROWS_SHOWN)
      .map((row) => [
        decimal(row.interceptors, 0),
        decimal(row.altitudeKm, 0),
        `${decimal(row.inclinationDeg, 1)}°`,
        decimal(row.flyoutS, 0),
        decimal(row.extraDecisionS, 0),
      ]),
  );
}

function inputTable({ demand, titles }: SizeStudy['question']): string {
  const { flyOut, interceptAltitudeM } = demand;
  const rows: readonly (readonly [string, string])[] = [
    ['speed that an interceptor ends up with', `${decimal(flyOut.speedMPerS / 1000, 1)} km/s`],
    ['mean acceleration', `${decimal(flyOut.accelerationMPerS2 / STANDARD_GRAVITY_M_PER_S2, 1)} g`],
    ['height of the intercept', `${decimal(interceptAltitudeM / 1000, 0)} km`],
    ['launch areas', titles.length === 0 ? MISSING : titles.join('; ')],
  ];
  return table(
    'Inputs: with nothing said, the defaults of the public calculator [Harrison-2025]',
    ['what', 'value'],
    rows.map((row) => row.map(escapeText)),
  );
}

const ASSUMED = [
  'All missiles come from one area at one time; every area of the list must be met, one at a time.',
  'Reach is the published relation R1: a straight line at constant acceleration, then constant speed; a t²/2 while it lasts.',
  'Circular orbits; a Walker delta shell in all its positions against the Earth, every one as likely.',
  'Speed, acceleration, height and kill probability are cited inputs; none of it has flown.',
];
const LEFT_OUT = [
  'Spares, losses, life in orbit and cost: see cupola cost.',
  'Raids over several areas, doctrines and decoys: see cupola raid.',
  'That no smaller shell does: the search tries some numbers of planes and phasings, not all.',
];
