import { cellPlaces } from '@cupola/core/coverage';
import { degrees, radians } from '@cupola/core/foundation';
import { parquetReadObjects } from 'hyparquet';
import { describe, expect, test } from 'vitest';
import { cellsCsv, cellsGeojson, cellsParquet, GEOJSON_CELLS_MAX, latitudeCsv } from './cell-files.ts';
import { COLOURS, shadeOf, valueClasses } from './colour-scale.ts';
import { COVERAGE_FILE_NAMES, coverageFiles } from './coverage-files.ts';
import type { CoverageStudy } from './coverage-study.ts';
import { smallStudy } from './coverage-study.test-data.ts';
import { cumulativeShares, drawGaps } from './distribution-figures.ts';
import { headlines } from './headlines.ts';
import { drawProfile } from './latitude-figure.ts';
import { latitudeProfile } from './latitude-profile.ts';
import { shareInFull } from './settings-text.ts';

function fileOf(study: CoverageStudy, name: string): string {
  const content = coverageFiles(study)
    .find((file) => file.name === name)
    ?.content();
  if (typeof content !== 'string') throw new TypeError(`${name} is a text`);
  return content;
}

const study = smallStudy();
const html = fileOf(study, 'coverage.html');
const plain = (text: string): string => text.replaceAll('\u00a0', ' ');

describe('the page', () => {
  test('shows a map of nothing but zeros in the dark of the worst, of nothing but ones bright', () => {
    expect(shadeOf(0, valueClasses([0, 0, 0], true), false)).toBe(0);
    expect(shadeOf(0, valueClasses([0, 0, 0], false), false)).toBe(0);
    expect(shadeOf(0, valueClasses([1, 1, 1], false), false)).toBe(COLOURS.length - 1);
  });

  test('is the same for the same answer, and small', () => {
    expect(fileOf(smallStudy(), 'coverage.html')).toBe(html);
    expect(html.length).toBeLessThan(400_000);
    for (const grid of ['rows', 'fibonacci'] as const) {
      const dense = fileOf(smallStudy({ grid, cellCount: 10_000, sampleCount: 5 }), 'coverage.html');
      for (const [map] of dense.matchAll(/<figure id="map-.*?<\/figure>/gs)) {
        expect(map.length).toBeLessThan(300_000);
      }
    }
  });

  test('asks for nothing from outside and has only numbers that are numbers', () => {
    expect(html).not.toMatch(/\b(src|href)="(?!#)/);
    const text = html;
    expect(text).not.toMatch(/url\(|@import|https?:|NaN|undefined|Infinity|\[object/);
    expect(text).toContain('SIMULATED');
    expect(text).toContain('a &lt;b&gt; &amp; &quot;c&quot;.yaml');
    expect(text).toContain('npx cupola coverage small.yaml --hours 3');
  });

  test('has unique ids, and each figure a role, a title and its numbers', () => {
    const ids = [...html.matchAll(/ id="([^"]+)"/g)].map((match) => match[1]);
    expect(new Set(ids).size).toBe(ids.length);
    const figures = [...html.matchAll(/<figure id="([^"]+)">(.*?)<\/figure>/gs)];
    expect(figures.map((match) => match[1])).toEqual([
      'map-mean',
      'map-covered',
      'map-gap',
      'map-fewest',
      'latitude-profile',
      'gap-lengths',
      'folds',
    ]);
    for (const [, id, body = ''] of figures) {
      expect(body).toMatch(/role="img" viewBox="0 0 \d+ \d+"/);
      expect(body).toMatch(/<title [^>]*>[^<]+<\/title><desc [^>]*>[^<]+<\/desc>/);
      const json = new RegExp(`id="${id}-data">(.*?)</script>`).exec(body)?.[1] ?? '';
      expect(() => JSON.parse(json)).not.toThrow();
    }
  });

  test('refers to nothing that is not there', () => {
    for (const [, id = ''] of html.matchAll(/href="#([^"]+)"/g)) expect(html).toContain(` id="${id}"`);
  });

  test('shows stereo where it was asked, and no gap map where there is no gap', () => {
    const full = smallStudy({
      grid: 'fibonacci',
      cellCount: 60,
      sight: { kind: 'elevation', minElevationRad: 0 },
      stereo: { minRad: radians(30), maxRad: radians(150) },
      sampleCount: 3,
    });
    const page = fileOf(full, 'coverage.html');
    expect(page).toContain('<figure id="map-stereo">');
    expect(page).toContain('two cross in the band');
    expect(html).not.toContain('map-stereo');
    expect(page.includes('<figure id="map-gap">')).toBe(full.report.gaps.count > 0);
  });
});

test('the headlines hold the numbers of the answer', () => {
  const { report } = study;
  const text = plain(headlines(study).join(' '));
  expect(text).toContain(`${report.meanInView.toFixed(2)} on average, 0 to ${report.maxInView}`);
  expect(text).toContain(`${report.gaps.count} gaps`.replace(/^(\d)(\d{3}) /, '$1,$2 '));
  expect(text).toContain('at 20° elevation or more');
  expect(plain(shareInFull(0.999_985))).toBe('99.9985 %');
  expect(plain(shareInFull(1))).toBe('100 %');
});

describe('classes of colour', () => {
  test('are even where values spread, of equal number where they crowd, one where all are the same', () => {
    const spread = Array.from({ length: 81 }, (_, k) => k / 10);
    expect(valueClasses(spread, false).edges).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8]);
    const crowded = [...Array.from({ length: 90 }, (_, k) => 1 + k / 100), 20, 40];
    const classes = valueClasses(crowded, false);
    expect(classes.edges.length).toBeGreaterThan(5);
    expect(classes.edges.at(-1)).toBe(40);
    expect(valueClasses([3, 3, 3], false).edges).toEqual([3, 3]);
  });

  test('hold every value between their edges', () => {
    for (const values of [[0.35, 0.4, 4.14], [0.1, 0.2, 0.3, 0.7], Array.from(study.cells.coveredFraction)]) {
      const classes = valueClasses(values, false);
      const { edges } = classes;
      for (const value of values) {
        const index = classes.classOf(value);
        expect(value).toBeGreaterThanOrEqual((edges[index] ?? Infinity) - 1e-9);
        expect(value).toBeLessThanOrEqual((edges[index + 1] ?? -Infinity) + 1e-9);
      }
    }
  });

  test('grow brighter from class to class', () => {
    const lightness = COLOURS.map((colour) => {
      const [r = 0, g = 0, b = 0] = [1, 3, 5].map((at) => Number.parseInt(colour.slice(at, at + 2), 16));
      return 0.2126 * r + 0.7152 * g + 0.0722 * b;
    });
    expect(lightness).toEqual(lightness.toSorted((a, b) => a - b));
  });
});

test('the latitude profile adds up to the whole', () => {
  const profile = latitudeProfile(study.cells);
  const cells = profile.reduce((sum, row) => sum + row.cells, 0);
  const seen = profile.reduce((sum, row) => sum + row.cells * row.meanInView, 0);
  expect(cells).toBe(study.report.points);
  expect(seen / cells).toBeCloseTo(study.report.meanInView, 10);
  expect(Math.min(...profile.map((row) => row.minInView))).toBe(study.report.minInView);
  expect(Math.max(...profile.map((row) => row.longestGapS))).toBe(study.report.gaps.maxS);
});

test('a band stands where its latitude and value are', () => {
  const noGap = {
    gaps: 0,
    meanGapS: 0,
    p95GapS: 0,
    revisits: 0,
    meanRevisitS: 0,
    meanResponseS: 0,
    unansweredFraction: 0,
  };
  const row = { cells: 1, coveredFraction: 1, minInView: 1, longestGapS: 0, stereoFraction: null, ...noGap };
  const { body } = drawProfile(
    [
      { ...row, southDeg: -90, northDeg: 0, meanInView: 2 },
      { ...row, southDeg: 0, northDeg: 90, meanInView: 4 },
    ],
    408,
  );
  // Latitude -90 to 90 over 40 to 400 px; 0 to 4 in view over 358 to 228 px.
  expect(body).toContain('<path class="k2 series" d="M40 293h0l180 0l0-65l180 0"/>');
});

test('the stairs of gap lengths rise at each length by its share', () => {
  const lengths = [
    { lengthS: 60, count: 3 },
    { lengthS: 120, count: 1 },
  ];
  expect(cumulativeShares(lengths).map(({ share }) => share)).toEqual([0.75, 1]);
  const { body } = drawGaps(lengths, { count: 4, meanS: 75, p95S: 120, maxS: 120 }, 414);
  // 0 to 120 s over 40 to 400 px; 0 to 100 % over 216 to 26 px.
  expect(body).toContain('<path class="k0 series" d="M220 216h0l0-142.5l180 0l0-47.5"/>');
});

describe('the files', () => {
  const { cells, settings } = study;
  const places = cellPlaces(settings);

  test('cells come back from CSV with their values', () => {
    const [header, ...lines] = cellsCsv(cells).trimEnd().split('\n');
    expect(header).toBe(
      'cell,latDeg,lonDeg,coveredFraction,meanInView,minInView,longestGapS,gaps,meanGapS,p95GapS,revisits,meanRevisitS,meanResponseS,unansweredFraction',
    );
    expect(lines).toHaveLength(cells.cellCount);
    const [cell, latDeg, lonDeg, ...values] = (lines[17] ?? '').split(',').map(Number);
    expect(cell).toBe(17);
    expect(latDeg).toBeCloseTo(degrees(cells.latitudeRad[17] ?? 0), 5);
    expect(lonDeg).toBeCloseTo(degrees(cells.longitudeRad[17] ?? 0), 5);
    expect(values).toEqual([
      cells.coveredFraction[17],
      cells.meanInView[17],
      cells.minInView[17],
      cells.longestGapS[17],
      cells.gaps[17],
      cells.meanGapS[17],
      cells.p95GapS?.[17],
      cells.revisits[17],
      cells.meanRevisitS[17],
      cells.meanResponseS[17],
      cells.unansweredFraction[17],
    ]);
  });

  test('and from Parquet', async () => {
    const bytes = new Uint8Array(cellsParquet(cells));
    const rows = await parquetReadObjects({ file: bytes.buffer });
    expect(rows).toHaveLength(cells.cellCount);
    expect(rows[17]).toMatchObject({
      cell: 17,
      coveredFraction: cells.coveredFraction[17],
      meanInView: cells.meanInView[17],
      minInView: cells.minInView[17],
      longestGapS: cells.longestGapS[17],
      gaps: cells.gaps[17],
      meanRevisitS: cells.meanRevisitS[17],
    });
  });

  test('latitudes come back from CSV', () => {
    const profile = latitudeProfile(cells);
    const [header = '', ...lines] = latitudeCsv(profile).trimEnd().split('\n');
    expect(lines).toHaveLength(profile.length);
    expect(header.split(',')).toHaveLength(14);
    expect(lines[0]?.split(',').map(Number).slice(0, 4)).toEqual([
      -90,
      -80,
      profile[0]?.cells,
      profile[0]?.coveredFraction,
    ]);
  });

  test('GeoJSON has every cell once, inside the world, cut at the date line', () => {
    interface Geometry {
      readonly type: string;
      readonly coordinates: unknown;
    }
    const parsed: {
      type: string;
      cupola: { cells: number; written: number };
      features: { id: number; geometry: Geometry; properties: { meanInView: number } }[];
    } = JSON.parse(cellsGeojson(cells, places));
    expect(parsed.type).toBe('FeatureCollection');
    expect(parsed.cupola).toMatchObject({
      cells: cells.cellCount,
      written: cells.cellCount,
      simulated: true,
    });
    expect(parsed.features.map(({ id }) => id)).toEqual(Array.from({ length: cells.cellCount }, (_, k) => k));
    expect(parsed.features[17]?.properties.meanInView).toBe(cells.meanInView[17]);
    const numbers = JSON.stringify(parsed.features.map(({ geometry }) => geometry.coordinates)).match(
      /-?[\d.]+/g,
    );
    expect(Math.max(...(numbers ?? []).map((text) => Math.abs(Number(text))))).toBe(180);
    expect(new Set(parsed.features.map(({ geometry }) => geometry.type))).toEqual(
      new Set(['Polygon', 'MultiPolygon']),
    );
  });

  test('GeoJSON is bounded and says so', () => {
    const cellCount = 2 * GEOJSON_CELLS_MAX + 1;
    const many = {
      ...cells,
      cellCount,
      latitudeRad: new Float64Array(cellCount),
      longitudeRad: new Float64Array(cellCount),
    };
    const text = cellsGeojson(many, { cellAt: () => 0, sides: () => null });
    const parsed: { cupola: { note: string }; features: unknown[] } = JSON.parse(text);
    expect(parsed.features).toHaveLength(Math.ceil(cellCount / 3));
    expect(parsed.cupola.note).toContain('one cell in 3');
  });

  test('are those by which a former folder is known', () => {
    expect(coverageFiles(study).map(({ name }) => name)).toEqual(COVERAGE_FILE_NAMES);
  });

  test('the answer is what the command prints, with where it came from', () => {
    expect(JSON.parse(fileOf(study, 'answer.json'))).toMatchObject({
      meanInView: study.report.meanInView,
      from: study.from,
      provenance: study.provenance,
    });
  });
});
