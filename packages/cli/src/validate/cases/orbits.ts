import { sgp4MinutesInto, sgp4Orbit } from '@cupola/core/constellation';
import { capHalfAngleRad, capShare } from '@cupola/core/coverage';
import { degrees, radians } from '@cupola/core/foundation';
import { circularPeriodS } from '@cupola/core/physics';
import { numberOf } from '../case-inputs.ts';
import type { CaseInputs, CaseRunner } from '../case-runner.ts';
import { readVerificationSets } from './sgp4-verification.ts';
import type { VerificationSet } from './sgp4-verification.ts';

/** The sphere of the closed-form cases, m. */
const SPHERE_RADIUS_M = 6_371_000;
/** The one published state is of a decayed orbit: it must be refused, and no other. */
const DECAYED = '33334';
/** Agreement with the published states, which have 1e-8 km and 1e-9 km/s as their last digit. */
const POSITION_TOLERANCE_KM = 1e-6;
const VELOCITY_TOLERANCE_KM_PER_S = 1e-9;

const circularPeriod: CaseRunner = (inputs) => ({
  periodMin: circularPeriodS(SPHERE_RADIUS_M + numberOf(inputs, 'altitudeKm') * 1000) / 60,
});

function halfAngleRad(inputs: CaseInputs): number {
  const orbitRadiusM = SPHERE_RADIUS_M + numberOf(inputs, 'altitudeKm') * 1000;
  return capHalfAngleRad(SPHERE_RADIUS_M, orbitRadiusM, radians(numberOf(inputs, 'minElevationDeg')));
}

const horizon: CaseRunner = (inputs) => ({ halfAngleDeg: degrees(halfAngleRad(inputs)) });

const shareInView: CaseRunner = (inputs) => ({ capPercent: 100 * capShare(halfAngleRad(inputs)) });

/**
 * Every published state against ours, in improved mode. Beside what the case expects it tells how many were compared and how many of them
 * agree to 1e-6 km and 1e-9 km/s.
 *
 * The file of states was made in the other mode, which differs for one object: see docs/models/orbits.md.
 */
const sgp4States: CaseRunner = (inputs, read) => {
  let states = 0;
  let statesWithin = 0;
  let refused = 0;
  let maxPositionErrorKm = 0;
  let maxVelocityErrorKmPerS = 0;
  const ours = new Float64Array(6);
  for (const { elements, states: published } of readVerificationSets(inputs, read)) {
    const orbit = sgp4Orbit(elements);
    for (const { minutesSinceEpoch, r, v } of published) {
      if (!sgp4MinutesInto(ours, orbit, minutesSinceEpoch)) {
        if (elements.objectName !== DECAYED) throw new Error(`SGP4 refuses ${elements.objectName}`);
        refused += 1;
        continue;
      }
      states += 1;
      const positionKm = apart(ours.subarray(0, 3), r);
      const velocityKmPerS = apart(ours.subarray(3), v);
      if (positionKm <= POSITION_TOLERANCE_KM && velocityKmPerS <= VELOCITY_TOLERANCE_KM_PER_S)
        statesWithin += 1;
      maxPositionErrorKm = Math.max(maxPositionErrorKm, positionKm);
      maxVelocityErrorKmPerS = Math.max(maxVelocityErrorKmPerS, velocityKmPerS);
    }
  }
  if (refused !== 1) throw new Error('the decayed state is not refused');
  return { maxPositionErrorKm, maxVelocityErrorKmPerS, states, statesWithin };
};

/** Distance between ours (m, m/s) and the published one (km, km/s), km or km/s. */
function apart(ours: Float64Array, published: VerificationSet['states'][number]['r']): number {
  return Math.hypot(...published.map((value, axis) => (ours[axis] ?? Number.NaN) / 1000 - value));
}

/** Orbits: SGP4 against its published states, periods and caps against closed forms. */
export const cases: Readonly<Record<string, CaseRunner>> = {
  G01: sgp4States,
  S09a: circularPeriod,
  S09b: circularPeriod,
  S10a: horizon,
  S10b: shareInView,
};
