import { CzmlDataSource, GeoJsonDataSource, JulianDate, ReferenceFrame } from '@cesium/engine';
import { check } from '@placemarkio/check-geojson';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import type { DecisionRecord } from '../picture/records.ts';
import { pictureCzml } from './czml/picture-czml.ts';
import type { CzmlInput } from './czml/picture-czml.ts';
import { areaFeatures, featureCollection, positionFeature } from './geojson/map-features.ts';
import { SAMPLE_DECISION, SAMPLE_TRACK } from './sample-records.test-data.ts';

const EPOCH = '2026-07-24T00:00:00.000Z';
const INPUT: CzmlInput = {
  title: 'a sample',
  dataMode: 'SIMULATED',
  epoch: EPOCH,
  window: { fromS: 240, lengthS: 120, stepS: 20 },
  satellites: [
    {
      index: 3,
      id: 'custody-01-01',
      group: 0,
      samples: Array.from({ length: 7 }, (_, k) => {
        const angle = (k * 20 * 2 * Math.PI) / 6_300;
        return [7_378_137 * Math.cos(angle), 7_378_137 * Math.sin(angle), 0] as const;
      }),
    },
  ],
  tracks: [SAMPLE_TRACK],
  decisions: [SAMPLE_DECISION],
};

// A globe asks whether something is an image; a program without a screen has none.
beforeAll(() => vi.stubGlobal('Image', Object));
afterAll(() => vi.unstubAllGlobals());

describe('CZML', () => {
  it('is written as in the golden file', async () => {
    await expect(pictureCzml(INPUT)).toMatchFileSnapshot('czml/golden/picture.czml.txt');
  });

  it('is loaded by Cesium, which finds everything at its place and moves it', async () => {
    const source = await CzmlDataSource.load(JSON.parse(pictureCzml(INPUT)));
    expect(source.name).toBe('a sample (SIMULATED)');
    expect(source.entities.values.map(({ id }) => id)).toEqual([
      'satellite/3',
      'track/T0001',
      'impact/T0001',
      'launch/T0001',
    ]);
    for (const { name } of source.entities.values) expect(name).toContain('SIMULATED');
    const start = JulianDate.fromIso8601('2026-07-24T00:04:00Z');
    expect(JulianDate.equals(source.clock.startTime, start)).toBe(true);
    const track = source.entities.getById('track/T0001')?.position;
    const after = (s: number): JulianDate => JulianDate.addSeconds(start, s, new JulianDate());
    const now = track?.getValueInReferenceFrame(after(0.5), ReferenceFrame.FIXED);
    const [x, y, z] = SAMPLE_TRACK.positionItrfM;
    expect(Math.hypot(now!.x - x, now!.y - y, now!.z - z)).toBeLessThan(2);
    const later = track?.getValueInReferenceFrame(after(30.5), ReferenceFrame.FIXED);
    const movedM = Math.hypot(later!.x - now!.x, later!.y - now!.y, later!.z - now!.z);
    expect(movedM / 30).toBeGreaterThan(5_500);
    expect(movedM / 30).toBeLessThan(6_500);
    // Between two samples it lies on the circle that they lie on.
    const satellite = source.entities.getById('satellite/3')?.position;
    const place = satellite?.getValueInReferenceFrame(after(50), ReferenceFrame.FIXED);
    expect(Math.hypot(place!.x, place!.y, place!.z)).toBeCloseTo(7_378_137, -1);
    const impact = source.entities.getById('impact/T0001')?.ellipse;
    expect(impact?.semiMajorAxis?.getValue(start)).toBeCloseTo(2.4477 * 22_048.9, -2);
  });

  it('moves what it has when the next document is processed', async () => {
    const source = await CzmlDataSource.load(JSON.parse(pictureCzml(INPUT)));
    const later = {
      ...SAMPLE_TRACK,
      atUs: 250_500_000,
      positionItrfM: [-3_604_000, 3_546_000, 4_453_000] as const,
    };
    await source.process(
      JSON.parse(pictureCzml({ ...INPUT, window: { ...INPUT.window, fromS: 250 }, tracks: [later] })),
    );
    expect(source.entities.values).toHaveLength(4);
    const then = JulianDate.fromIso8601('2026-07-24T00:04:10.5Z');
    const place = source.entities
      .getById('track/T0001')
      ?.position?.getValueInReferenceFrame(then, ReferenceFrame.FIXED);
    expect(place?.x).toBeCloseTo(-3_604_000, -1);
  });

  it('says little ahead of what burns or glides', () => {
    const boosting = { ...SAMPLE_TRACK, phase: 'boost' as const };
    const [, , packet] = JSON.parse(pictureCzml({ ...INPUT, tracks: [boosting] }));
    expect(packet.availability).toBe('2026-07-24T00:04:00.500Z/2026-07-24T00:04:10.500Z');
  });
});

/** Twice the area that a ring encloses, positive when it runs anticlockwise. */
function turn(ring: readonly (readonly number[])[]): number {
  return ring
    .slice(1)
    .reduce((sum, [x = 0, y = 0], k) => sum + (ring[k]?.[0] ?? 0) * y - x * (ring[k]?.[1] ?? 0), 0);
}

function at(latitudeDeg: number, longitudeDeg: number): DecisionRecord {
  return {
    ...SAMPLE_DECISION,
    launch: null,
    impact: { ...SAMPLE_DECISION.impact!, latitudeDeg, longitudeDeg },
  };
}

describe('GeoJSON', () => {
  const features = [positionFeature(SAMPLE_TRACK), ...areaFeatures(SAMPLE_DECISION)];

  it('is written as in the golden file', async () => {
    await expect(featureCollection('SIMULATED', features)).toMatchFileSnapshot(
      'geojson/golden/map.geojson.txt',
    );
  });

  it('passes a checker; its areas are loaded by Cesium at the right places: longitude first', async () => {
    const text = featureCollection('SIMULATED', features);
    const checked = check(text);
    expect(checked).toMatchObject({ type: 'FeatureCollection', dataMode: 'SIMULATED' });
    expect(checked).toMatchObject({
      features: [{ geometry: { type: 'Point', coordinates: [135.25, 41.5, 312_500] } }, {}, {}],
    });
    // Its points are pins drawn on a canvas, which only a browser has.
    const source = await GeoJsonDataSource.load({
      type: 'FeatureCollection',
      features: checked.type === 'FeatureCollection' ? checked.features.slice(1) : [],
    });
    const [impact, launch] = source.entities.values;
    expect([impact?.id, launch?.id]).toEqual(['impact/T0001/240000000', 'launch/T0001/240000000']);
    const corners = impact?.polygon?.hierarchy?.getValue(JulianDate.now())?.positions ?? [];
    expect(corners).toHaveLength(73);
    for (const { x, y, z } of corners) {
      expect(Math.atan2(y, x) * (180 / Math.PI)).toBeCloseTo(-122.25, -1);
      expect(Math.atan2(z, Math.hypot(x, y)) * (180 / Math.PI)).toBeCloseTo(37.3, -1);
    }
    for (const each of source.entities.values) {
      expect(each.properties?.getValue(JulianDate.now()).dataMode).toBe('SIMULATED');
    }
  });

  it.each([
    [0, 179.9],
    [0, -179.9],
    [52, 180],
    [-70, -180],
    [89.9, 40],
    [-89.95, 179],
    [10, 20],
  ])(
    'keeps areas round %d, %d within the map, anticlockwise, and as large as they are',
    (latitude, longitude) => {
      const [feature] = areaFeatures(at(latitude, longitude));
      const text = featureCollection('TEST', [feature!]);
      check(text);
      const { geometry } = feature!;
      if (geometry.type === 'Point') throw new Error('an area is no point');
      const polygons = geometry.type === 'Polygon' ? [geometry.coordinates] : geometry.coordinates;
      const isCut = Math.abs(longitude) > 179 || Math.abs(latitude) > 85;
      expect(polygons.length).toBe(isCut ? 2 : 1);
      let areaKm2 = 0;
      for (const [ring = []] of polygons) {
        expect(ring.at(-1)).toEqual(ring[0]);
        expect(turn(ring)).toBeGreaterThan(0);
        for (const [x = 999, y = 999] of ring) expect(Math.abs(x) <= 180 && Math.abs(y) <= 90).toBe(true);
        const widest = Math.max(...ring.slice(1).map(([x = 0], k) => Math.abs(x - (ring[k]?.[0] ?? 0))));
        expect(widest).toBeLessThan(Math.abs(latitude) > 85 ? 91 : 5);
        areaKm2 += (turn(ring) / 2) * 111.32 ** 2 * Math.cos((latitude * Math.PI) / 180);
      }
      // Half axes of 95 %: pi times the root of the determinant of the covariance, times 2.4477 squared.
      const expected = Math.PI * Math.sqrt(400 * 225 - 150 ** 2) * 2.4477 ** 2;
      // On the map an area round a pole is as wide as the map.
      const share = Math.abs(latitude) < 85 ? areaKm2 / expected : 1;
      expect(share).toBeCloseTo(1, 1);
    },
  );

  it('of nothing is a document all the same', () => {
    expect(check(featureCollection('EXERCISE', []))).toMatchObject({ features: [] });
  });
});
