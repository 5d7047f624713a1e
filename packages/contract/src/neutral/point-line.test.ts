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
});
