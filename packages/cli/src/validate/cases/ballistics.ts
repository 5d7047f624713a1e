import { radians } from '@cupola/core/foundation';
import { arcThroughApogee, minimumEnergyArc, solveTrajectory } from '@cupola/core/physics';
import type { GroundPoint, TrajectoryGoal } from '@cupola/core/physics';
import { vehicleClass } from '@cupola/core/vehicles';
import { numberOf } from '../case-inputs.ts';
import type { CaseRunner } from '../case-runner.ts';

/** The sphere of the closed-form cases, m. */
const SPHERE_RADIUS_M = 6_371_000;
/** Where the lofted tests are launched, and the bearing they come down on; the cases name neither. */
const LOFTED_SITE = { latDeg: 39.2, lonDeg: 125.7 };
const LOFTED_AZIMUTH_DEG = 60;
/** Places of case S08, from its conventions. */
const VANDENBERG = { latDeg: 34.74, lonDeg: -120.57 };
const KWAJALEIN = { latDeg: 9.4, lonDeg: 167.5 };

function groundPoint(place: { readonly latDeg: number; readonly lonDeg: number }): GroundPoint {
  return { latitudeRad: radians(place.latDeg), longitudeRad: radians(place.lonDeg) };
}

const minimumEnergy: CaseRunner = (inputs) => {
  const arc = minimumEnergyArc(numberOf(inputs, 'rangeKm') * 1000, SPHERE_RADIUS_M);
  return { speedKmPerS: arc.speedMPerS / 1000, apogeeKm: arc.apogeeM / 1000, timeMin: arc.timeS / 60 };
};

const minimumEnergyWithElevation: CaseRunner = (inputs, read) => {
  const arc = minimumEnergyArc(numberOf(inputs, 'rangeKm') * 1000, SPHERE_RADIUS_M);
  return { ...minimumEnergy(inputs, read), elevationDeg: (arc.elevationRad * 180) / Math.PI };
};

const keplerArc: CaseRunner = (inputs) => {
  const apogeeM = numberOf(inputs, 'apogeeKm') * 1000;
  const rangeM = numberOf(inputs, 'rangeKm') * 1000;
  return { timeS: arcThroughApogee(apogeeM, rangeM, SPHERE_RADIUS_M).timeS };
};

/** Flies the generic class and tells its time from launch to impact, s; no number when it cannot be flown. */
function flownTimeS(classId: unknown, site: GroundPoint, goal: TrajectoryGoal): number {
  const vehicle = typeof classId === 'string' ? vehicleClass(classId) : undefined;
  if (vehicle === undefined) throw new TypeError(`no vehicle class ${String(classId)}`);
  const outcome = solveTrajectory(site, vehicle, goal);
  return outcome.ok ? (outcome.solution.flightTimeS ?? Number.NaN) : Number.NaN;
}

const loftedTest: CaseRunner = (inputs) => ({
  totalTimeS: flownTimeS(inputs['vehicle'], groundPoint(LOFTED_SITE), {
    kind: 'lofted',
    apogeeM: numberOf(inputs, 'apogeeKm') * 1000,
    rangeM: numberOf(inputs, 'rangeKm') * 1000,
    azimuthRad: radians(LOFTED_AZIMUTH_DEG),
  }),
});

/** The two places of the conventions, least energy, no loft. */
const vandenbergToKwajalein: CaseRunner = (inputs) => ({
  totalTimeMin:
    flownTimeS(inputs['vehicle'], groundPoint(VANDENBERG), {
      kind: 'minimum-energy',
      aim: groundPoint(KWAJALEIN),
    }) / 60,
});

/** Ballistic flight: closed forms, and published test flights flown by the generic classes with nothing adjusted. */
export const cases: Readonly<Record<string, CaseRunner>> = {
  S01: minimumEnergyWithElevation,
  S02: minimumEnergy,
  S03: minimumEnergy,
  S04: keplerArc,
  S05: loftedTest,
  S06a: keplerArc,
  S06b: loftedTest,
  S07a: keplerArc,
  S07b: loftedTest,
  S08: vandenbergToKwajalein,
};
