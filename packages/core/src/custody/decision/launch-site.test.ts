import { describe, expect, it } from 'vitest';
import { radians } from '../../foundation/index.ts';
import type { FlightEnd } from '../../messages/index.ts';
import { LAUNCH_SITES, vehicleClass } from '../../vehicles/index.ts';
import { siteFit, siteLikelihood, siteProbs } from './launch-site.ts';

const launchAt = (latDeg: number, lonDeg: number, sigmaM: number): FlightEnd => ({
  kind: 'launch',
  trackId: 'T1',
  asOfUs: 0,
  phase: 'boost',
  latitudeRad: radians(latDeg),
  longitudeRad: radians(lonDeg),
  atUs: 0,
  atSigmaS: 5,
  covarianceM2: [sigmaM ** 2, 0, sigmaM ** 2],
  heldWithin: null,
  prob: 1,
  assumption: '',
});
const launcher = vehicleClass('space-launch')!;
const missile = vehicleClass('icbm-solid')!;

const ratio = (fit: ReturnType<typeof siteFit>): number =>
  siteLikelihood(launcher, fit) / siteLikelihood(missile, fit);

describe('launch sites', () => {
  it('are named with near certainty where a launcher comes from one, and not at all elsewhere', () => {
    for (const site of LAUNCH_SITES) {
      const fit = siteFit(launchAt(site.latDeg + 0.05, site.lonDeg, 1_000));
      const [best] = siteProbs(fit, [{ vehicle: launcher, prob: 1 }]);
      expect(best?.siteId).toBe(site.id);
      expect(best?.prob).toBeGreaterThan(0.9);
    }
    expect(siteProbs(siteFit(launchAt(0, -140, 1_000)), [{ vehicle: launcher, prob: 1 }])).toEqual([]);
  });

  it('share what a wide ellipse leaves open, and never add up to more than one', () => {
    const wide = siteProbs(siteFit(launchAt(31, 131, 60_000)), [{ vehicle: launcher, prob: 1 }]);
    expect(wide.map(({ siteId }) => siteId).toSorted()).toEqual(['tanegashima', 'uchinoura']);
    expect(wide.reduce((sum, { prob }) => sum + prob, 0)).toBeLessThanOrEqual(1);
  });

  it('speak softly for a launcher at a pad, and against it elsewhere', () => {
    expect(ratio(siteFit(launchAt(51.9, 128.35, 1_000)))).toBeCloseTo(0.95 / 0.2, 1);
    expect(ratio(siteFit(launchAt(35, 51, 1_000)))).toBeCloseTo(0.05 / 0.8, 3);
  });
});
