import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import type { MeanElements } from './mean-elements.ts';
import { nearEarthInto, nearEarthTable } from './near-earth.ts';
import { sgp4MinutesInto, sgp4Orbit } from './sgp4.ts';

/** Orbits with periods below 225 minutes, from decaying ones to 5,000 km, round and eccentric. */
const ORBIT: fc.Arbitrary<MeanElements> = fc.record({
  objectName: fc.constant('ANY'),
  objectId: fc.constant(''),
  catalogueNumber: fc.constant(1),
  epoch: fc.constant({ dayJd: 2461245.5, dayShare: 0.25 }),
  meanMotionRevPerDay: fc.double({ min: 6.5, max: 16.6, noNaN: true }),
  eccentricity: fc.oneof(
    fc.double({ min: 0, max: 0.01, noNaN: true }),
    fc.double({ min: 0, max: 0.4, noNaN: true }),
  ),
  inclinationDeg: fc.double({ min: 0, max: 179.9, noNaN: true }),
  nodeDeg: fc.double({ min: 0, max: 360, noNaN: true }),
  argumentOfPerigeeDeg: fc.double({ min: 0, max: 360, noNaN: true }),
  meanAnomalyDeg: fc.double({ min: 0, max: 360, noNaN: true }),
  bstarPerEarthRadius: fc.double({ min: -0.002, max: 0.002, noNaN: true }),
  meanMotionDotRevPerDay2: fc.constant(0),
  meanMotionDdotRevPerDay3: fc.constant(0),
});

test('SGP4 without velocity is SGP4, a month before and after the epoch, to 1e-11 of the distance, and refuses what it refuses', () => {
  const ours = new Float64Array(3);
  const theirs = new Float64Array(6);
  let worstShare = 0;
  let compared = 0;
  fc.assert(
    fc.property(ORBIT, fc.double({ min: -43_200, max: 43_200, noNaN: true }), (elements, minutes) => {
      const orbit = sgp4Orbit(elements);
      const isTheirs = sgp4MinutesInto(theirs, orbit, minutes);
      const isOurs = nearEarthInto(ours, 0, nearEarthTable([orbit.satrec]), 0, minutes);
      expect(isOurs).toBe(isTheirs);
      if (!isTheirs) return;
      compared += 1;
      const off = Math.hypot(ours[0]! - theirs[0]!, ours[1]! - theirs[1]!, ours[2]! - theirs[2]!);
      worstShare = Math.max(worstShare, off / Math.hypot(theirs[0]!, theirs[1]!, theirs[2]!));
    }),
    { numRuns: 3000, seed: 7 },
  );
  expect(compared).toBeGreaterThan(2000);
  expect(worstShare).toBeLessThan(1e-11);
});
