import { sgp4MinutesInto, sgp4Orbit } from '@cupola/core/constellation';
import type { Sgp4Mode, Sgp4Orbit } from '@cupola/core/constellation';
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
 * Every published state against ours, in the mode of the theory that the file of states was made in, which the case names otherwise: see
 * docs/models/orbits.md. Beside what the case expects it tells how many were compared, and how many of them agree to 1e-6 km and 1e-9 km/s
 * in that mode and in the improved one.
 */
const sgp4States: CaseRunner = (inputs, read) => {
  const sets = readVerificationSets(inputs, read);
  const { maxPositionErrorKm, maxVelocityErrorKmPerS, states, statesWithin } = comparison(sets, 'afspc');
  const statesWithinImproved = comparison(sets, 'improved').statesWithin;
  return { maxPositionErrorKm, maxVelocityErrorKmPerS, states, statesWithin, statesWithinImproved };
};

interface Comparison {
  readonly states: number;
  readonly statesWithin: number;
  readonly maxPositionErrorKm: number;
  readonly maxVelocityErrorKmPerS: number;
}

function comparison(sets: readonly VerificationSet[], mode: Sgp4Mode): Comparison {
  const all = sets.flatMap(({ elements, states }) => {
    const orbit = sgp4Orbit(elements, mode);
    return states.map((state) => ({ ...errorOf(orbit, state), name: elements.objectName }));
  });
  const refused = all.filter((each) => each.positionKm === Number.POSITIVE_INFINITY);
  if (refused.length !== 1 || refused[0]?.name !== DECAYED) {
    throw new Error(`SGP4 refuses ${refused.map(({ name }) => name).join(', ') || 'no state'}`);
  }
  const states = all.filter((each) => !refused.includes(each));
  const within = states.filter(
    (each) => each.positionKm <= POSITION_TOLERANCE_KM && each.velocityKmPerS <= VELOCITY_TOLERANCE_KM_PER_S,
  );
  return {
    states: states.length,
    statesWithin: within.length,
    maxPositionErrorKm: Math.max(...states.map(({ positionKm }) => positionKm)),
    maxVelocityErrorKmPerS: Math.max(...states.map(({ velocityKmPerS }) => velocityKmPerS)),
  };
}

/** How far ours is from a published state; infinite when it is refused. */
function errorOf(
  orbit: Sgp4Orbit,
  { minutesSinceEpoch, r, v }: VerificationSet['states'][number],
): { readonly positionKm: number; readonly velocityKmPerS: number } {
  const ours = new Float64Array(6).fill(Number.POSITIVE_INFINITY);
  sgp4MinutesInto(ours, orbit, minutesSinceEpoch);
  return { positionKm: apart(ours.subarray(0, 3), r), velocityKmPerS: apart(ours.subarray(3), v) };
}

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
