import { expect, it } from 'vitest';
import { radians, usFromS } from '@cupola/core/foundation';
import { pointLine } from './point-line.ts';

it('writes a point in degrees and seconds, its ellipse beside its covariance', () => {
  const line = pointLine({
    kind: 'launch',
    trackId: 'T0007',
    asOfUs: usFromS(61),
    phase: 'boost',
    latitudeRad: radians(40),
    longitudeRad: radians(-120),
    atUs: usFromS(-2.5),
    atSigmaS: 4,
    covarianceM2: [4, 0, 1],
    heldWithin: null,
    prob: 1,
    assumption: 'from rest',
  });
  expect(line).toMatch(/"latDeg":(40|39\.9{6}\d*|40\.0{6}\d*),"lonDeg":-(120|119\.9{6}\d*|120\.0{6}\d*),/);
  expect(line.endsWith('}\n')).toBe(true);
  expect(JSON.parse(line)).toMatchObject({
    t: 61,
    trackId: 'T0007',
    kind: 'launch',
    phase: 'boost',
    tThere: -2.5,
    tThereSigmaS: 4,
    covEastNorthM2: [4, 0, 1],
    ellipse: { majorM: 2, minorM: 1, majorAzimuthDeg: 90 },
    prob: 1,
    assumption: 'from rest',
  });
  expect(line).not.toContain('heldWithin');
});

it('says what holds half and nine tenths of a law that is not normal', () => {
  const line = pointLine({
    kind: 'impact',
    trackId: 'T0001',
    asOfUs: usFromS(30),
    phase: 'boost',
    latitudeRad: 0,
    longitudeRad: 0,
    atUs: usFromS(1800),
    atSigmaS: 300,
    covarianceM2: [4, 0, 1],
    heldWithin: { half: 1.1, nineTenths: 5.2 },
    prob: 0.7,
    assumption: 'it still burns',
  });
  expect(JSON.parse(line)).toMatchObject({ heldWithin: { half: 1.1, nineTenths: 5.2 }, prob: 0.7 });
});

it('writes a footprint as areas of a map, cut at the 180° meridian', () => {
  const outline = [
    [radians(179), 0],
    [radians(-179), 0],
    [radians(-179), radians(1)],
    [radians(179), radians(1)],
  ] as const;
  const line = pointLine({
    kind: 'footprint',
    trackId: 'T0001',
    asOfUs: usFromS(600),
    phase: 'glide',
    glideProb: 1,
    areas: [{ share: 0.5, outline }],
    reach: outline,
    downAtUs: { early: usFromS(700), median: usFromS(1_500), late: usFromS(2_000) },
    liftToDrag: { mean: 2.6, sigma: 0.4 },
    assumption: 'it glides',
  });
  const row = JSON.parse(line);
  expect(row).toMatchObject({
    kind: 'footprint',
    prob: 1,
    tThere: 1_500,
    tThereEarly: 700,
    tThereLate: 2_000,
  });
  const { share, geometry } = row.areas[0];
  expect(share).toBe(0.5);
  expect(geometry.type).toBe('MultiPolygon');
  expect(geometry.coordinates).toHaveLength(2);
  for (const [ring] of geometry.coordinates) {
    expect(ring.at(-1)).toEqual(ring[0]);
    for (const [longitude] of ring) expect(Math.abs(longitude)).toBeLessThanOrEqual(180);
  }
});
