import { flatAbsenteeRatio, interceptorsFor } from '../closed-form/absentee.ts';
import { accelerationOfG, flyOutReachM } from '../closed-form/fly-out.ts';
import { generations } from '../closed-form/generations.ts';
import type { ClosedFormSize } from '../sizing/closed-form-size.ts';
import { CALCULATOR_EARTH_RADIUS_M, coverRadiusM } from '../closed-form/footprint.ts';
import { studyOf } from './studies.ts';
import type { Study } from './study.ts';

/** Something printed that cannot be true together with something else printed, and the relation it breaks. */
export interface Contradiction {
  readonly relation: string;
  readonly told: string;
}

/** By more than this a printed number is not what its relation gives. */
const AGREES_WITHIN = 0.005;

/**
 * What does not hold within the figures of a study itself. Only figures that were printed count: where an input is ours the study cannot be
 * in contradiction with it, unless no value of it would do.
 */
export function contradictionsOf(study: Study, size: ClosedFormSize): readonly Contradiction[] {
  return [...rounding(study, size), ...midcourse(study), ...salvo(study)];
}

function rounding({ published, inputs }: Study, size: ClosedFormSize): readonly Contradiction[] {
  const { absenteeRatio, interceptors } = published;
  if (absenteeRatio === undefined || interceptors === null || inputs === null) return [];
  const { missiles, shotsPerTarget } = inputs;
  const unrounded = size.flat.interceptors;
  if (interceptors === unrounded || interceptors !== absenteeRatio * missiles * shotsPerTarget) return [];
  return [
    {
      relation: 'R3',
      told: `printed ${interceptors} is the rounded ratio ${absenteeRatio} x ${missiles} x ${shotsPerTarget}; unrounded it is ${unrounded}`,
    },
  ];
}

/** Whatever the height of the intercept, R1 to R3 do not give the midcourse number. */
function midcourse({ id, published, inputs }: Study): readonly Contradiction[] {
  if (id !== 'aei-2025-midcourse' || inputs === null || published.interceptors === null) return [];
  const flyOut = {
    speedMPerS: 1000 * inputs.speedKmS,
    accelerationMPerS2: accelerationOfG(inputs.accelG),
  };
  const reachM = flyOutReachM(flyOut, inputs.flyoutS);
  const numbers = [0, 500, 1000, 1500].map((interceptKm) => {
    const orbitM = 1000 * inputs.orbitKm;
    const ratio = flatAbsenteeRatio({
      earthRadiusM: CALCULATOR_EARTH_RADIUS_M,
      interceptAltitudeM: 1000 * interceptKm,
      maxLatitudeRad: Math.PI / 2,
      coverRadiusM: coverRadiusM(reachM, orbitM, 1000 * interceptKm),
    });
    return interceptorsFor(ratio, inputs.missiles, inputs.shotsPerTarget);
  });
  const low = Math.min(...numbers);
  const high = Math.max(...numbers);
  if (published.interceptors <= high * (1 + AGREES_WITHIN)) return [];
  return [
    {
      relation: 'R1-R3',
      told: `printed ${published.interceptors}; the study's own relations give ${low} to ${high} for intercepts from 0 to ${inputs.orbitKm} km: it does not follow from them`,
    },
  ];
}

/** A number that is another study's times the missiles. */
function salvo({ id, published, inputs }: Study): readonly Contradiction[] {
  if (id !== 'aps-2025' || inputs === null || published.interceptors === null) return [];
  const one = studyOf('aps-2003-solid')?.published.interceptors ?? null;
  if (one === null || published.interceptors !== one * inputs.missiles) return [];
  return [
    {
      relation: 'R3',
      told: `printed ${published.interceptors} is ${inputs.missiles} x the ${one} of 2003: linear in the missiles, as R3, and no sign of the odds R6 by which many need less than that each`,
    },
  ];
}

/** What a printed number would be if it counted what is bought over the period, and not what is in orbit. */
export function inOrbitIfBought({ published }: Study): number | null {
  const { interceptors, periodYears, lifeYears, unit } = published;
  if (unit !== 'in orbit or bought: unclear' || interceptors === null) return null;
  if (periodYears === undefined || lifeYears === undefined) return null;
  return Math.round(interceptors / generations(periodYears, lifeYears));
}
