import type { MarginalValue } from '@cupola/core/coverage';
import { radians, usFromS } from '@cupola/core/foundation';
import { parquetReadObjects } from 'hyparquet';
import { describe, expect, test } from 'vitest';
import { columnsCsv } from '../../../tables/csv.ts';
import { parquetBytes } from '../../../tables/parquet.ts';
import { DESIGN_FILE_NAMES, designFiles } from './design-files.ts';
import type { DesignEntry, DesignReport, DesignStudy } from './design-study.ts';
import { designColumns, marginalColumns } from './design-tables.ts';
import { drawFinalists, finalistsOf } from './finalists-figure.ts';
import { drawFront } from './front-figure.ts';
import { headlines } from './headlines.ts';
import { drawMarginal } from './marginal-figure.ts';

function entry(satellites: number, worstStereoFraction: number, full: number | null): DesignEntry {
  const figures = {
    worstStereoFraction,
    worstLatDeg: 10,
    meanStereoFraction: 0.9,
    meanInView: 4,
    worstCoveredFraction: 1,
    worstTwofoldFraction: 0.9,
  };
  const shell = {
    kind: 'delta',
    satellites,
    planes: 10,
    phasing: 1,
    altitudeKm: 1000,
    inclinationDeg: 80,
  } as const;
  return {
    ...figures,
    ...shell,
    shells: [{ ...shell, beside: false }],
    standardError: 0.01,
    full: full === null ? null : { ...figures, worstStereoFraction: full },
  };
}

const FRONT = [entry(100, 0.2, null), entry(200, 0.8, 0.83), entry(300, 0.9, 0.89)];
const MARGINAL: readonly MarginalValue[] = [
  { fromSatellites: 100, toSatellites: 200, gainPerTen: 0.06, standardError: 0.002 },
  { fromSatellites: 200, toSatellites: 300, gainPerTen: 0.01, standardError: 0.002 },
];
const REPORT: DesignReport = {
  candidates: [...FRONT, entry(250, 0.5, null)],
  front: FRONT,
  knee: FRONT[1] ?? null,
  kneeRule: 'highest above the line',
  marginal: MARGINAL,
  shortcutError: {
    finalists: 2,
    worstRowMax: 0.03,
    anyRowMax: 0.03,
    anyRowMean: 0.01,
    statedMax: 0.01,
    samplesPerRow: 1152,
  },
  skipped: 0,
  keptStep: 0,
  given: null,
};

function studyOf(report: DesignReport): DesignStudy {
  return {
    report,
    settings: {
      sight: { kind: 'elevation', minElevationRad: radians(20) },
      stereo: { minRad: radians(30), maxRad: radians(150) },
      surface: { kind: 'wgs84' },
      points: 1000,
      stepUs: usFromS(157),
      sampleCount: 550,
    },
    provenance: {
      cupola: '0.1.0',
      simulated: true,
      command: "npx cupola coverage 'a <b>.tle' --design",
      sourceHash: '0123456789abcdef',
    },
    given: null,
  };
}

function fileOf(report: DesignReport, name: string): string {
  const content = designFiles(studyOf(report))
    .find((file) => file.name === name)
    ?.content();
  if (typeof content !== 'string') throw new TypeError(`${name} is a text`);
  return content;
}

describe('the page', () => {
  const html = fileOf(REPORT, 'design.html');

  test('is the same for the same answer, and asks for nothing from outside', () => {
    expect(fileOf(REPORT, 'design.html')).toBe(html);
    expect(html).not.toMatch(/\b(src|href)="(?!#)|url\(|@import|https?:|NaN|undefined|Infinity|\[object/);
    expect(html).toContain('SIMULATED');
    expect(html).toContain('a &lt;b&gt;.tle');
  });

  test('has figures with title, description, axes with units and numbers', () => {
    const figures = [...html.matchAll(/<figure id="([^"]+)">(.*?)<\/figure>/gs)];
    expect(figures.map((match) => match[1])).toEqual(['front', 'marginal', 'finalists']);
    for (const [, id, body = ''] of figures) {
      expect(body).toMatch(/<title [^>]*>[^<]+<\/title><desc [^>]*>[^<]+<\/desc>/);
      expect(body).toMatch(/\(% of time\)|percentage points/);
      const json = new RegExp(`id="${id}-data">(.*?)</script>`).exec(body)?.[1] ?? '';
      expect(() => JSON.parse(json)).not.toThrow();
    }
    const ids = [...html.matchAll(/ id="([^"]+)"/g)].map((match) => match[1]);
    expect(new Set(ids).size).toBe(ids.length);
  });

  test('does without knee, marginal values and finalists when there is one design', () => {
    const one = entry(100, 0, null);
    const shortcutError = {
      ...REPORT.shortcutError,
      finalists: 0,
      worstRowMax: Number.NEGATIVE_INFINITY,
      anyRowMean: Number.NaN,
    };
    const page = fileOf(
      { ...REPORT, candidates: [one], front: [one], knee: null, marginal: [], shortcutError },
      'design.html',
    );
    expect(page).not.toMatch(/NaN|undefined|Infinity/);
    expect(page).toContain('The front has no knee');
    expect(page).not.toContain('<figure id="marginal">');
  });

  test('says the knee, what is bought beside it, and the error, in sentences', () => {
    const text = headlines(REPORT).join(' ').replaceAll('\u00a0', ' ');
    expect(text).toContain('Knee: 200 satellites (200/10/1 delta 1000 km 80°)');
    expect(text).toContain('80.00 % of the time by the shortcut, one standard error 1.00 points; 83.00 %');
    expect(text).toContain('6.00 points just below the knee and 1.00 points just above');
    expect(text).toContain('worst row off by at most 3.00 points');
  });
});

/** 20 to 90 % over 346 to 26 px. */
function yOf(percent: number): number {
  return Math.round(10 * (346 - (320 * (percent - 20)) / 70)) / 10;
}

describe('pictures', () => {
  test('the front stands where satellites and shares are, with bars of one standard error', () => {
    // 92 to 308 satellites over 44 to 346 px; 20 to 90 % over 346 to 26 px.
    const { body } = drawFront(REPORT, 360);
    const x = 44 + (302 * (200 - 92)) / 216;
    expect(body).toContain(`cx="${x}" cy="${yOf(83)}" r="5"`);
    const ends = [79, 81].map(yOf);
    expect(body).toContain(`<path class="error-bar" d="M${x} ${ends[0]}L${x} ${ends[1]}"/>`);
  });

  test('marginal values are level between neighbours', () => {
    const { body } = drawMarginal(REPORT, 360);
    const [left, middle] = [100, 200].map((count) => Math.round(10 * (44 + (302 * (count - 92)) / 216)) / 10);
    // 0 to 6.2 points over 246 to 26 px.
    const y = Math.round(10 * (246 - (220 * 6) / 6.2)) / 10;
    expect(body).toContain(
      `<path class="k0 series" d="M${left} ${y}h0l${((middle ?? 0) - (left ?? 0)).toFixed(1)} 0`,
    );
  });

  test('finalists show what the full computation says more or less', () => {
    const finalists = finalistsOf(REPORT);
    expect(finalists.map(({ full, shortcut }) => Math.round(full - shortcut))).toEqual([3, -1]);
    // -3.45 to 3.45 points over 8 to 346 px.
    const at = Math.round(10 * (177 + (169 * 3) / 3.45)) / 10;
    expect(drawFinalists(finalists, 360).body).toContain(`cx="${at}"`);
  });
});

describe('the tables', () => {
  test('hold every value of every design, in CSV and Parquet alike', async () => {
    const columns = designColumns(REPORT);
    const [header = '', ...lines] = columnsCsv(columns).trimEnd().split('\n');
    const names = header.split(',');
    expect(lines).toHaveLength(4);
    const second = Object.fromEntries((lines[1] ?? '').split(',').map((text, at) => [names[at], text]));
    expect(second).toMatchObject({
      satellites: '200',
      fullWorstStereoFraction: '0.83',
      onFront: '1',
      knee: '1',
    });
    expect(lines[3]?.endsWith(',0,0,,,,,,')).toBe(true);
    const rows = await parquetReadObjects({ file: new Uint8Array(parquetBytes(columns)).buffer });
    expect(rows[1]).toMatchObject({ satellites: 200, fullWorstStereoFraction: 0.83, onFront: 1, knee: 1 });
    expect(Object.keys(rows[1] ?? {})).toEqual(names);
  });

  test('name every shell of a design in one text', () => {
    const polar = {
      kind: 'star',
      satellites: 66,
      planes: 6,
      phasing: 2,
      altitudeKm: 780,
      inclinationDeg: 86.4,
      beside: true,
    } as const;
    const mixed = FRONT.map((each) => ({ ...each, shells: [...each.shells, polar] }));
    const csv = columnsCsv(designColumns({ ...REPORT, candidates: mixed }));
    expect(csv.split('\n')[1]).toContain('100/10/1 delta 1000 km 80° + 66/6/2 star 780 km 86.4°');
  });

  test('texts with commas and quotes stay one cell', () => {
    expect(columnsCsv([{ name: 'a', kind: 'text', values: ['x, "y"', null] }])).toBe('a\n"x, ""y"""\n\n');
  });

  test('marginal values come with their steps', () => {
    expect(columnsCsv(marginalColumns(REPORT)).split('\n').slice(0, 2)).toEqual([
      'fromSatellites,toSatellites,gainPerTen,standardError',
      '100,200,0.06,0.002',
    ]);
  });
});

test('the files are those by which a former folder is known', () => {
  expect(designFiles(studyOf(REPORT)).map(({ name }) => name)).toEqual(DESIGN_FILE_NAMES);
});
