import { inverse, julianDateFromIso, position, radians, rotate } from '@cupola/core/foundation';
import type { Frame, JulianDate, Position } from '@cupola/core/foundation';
import { NO_EARTH_ORIENTATION, gcrfFromTeme, itrfFromTeme } from '@cupola/core/physics';
import type { EarthOrientation } from '@cupola/core/physics';
import { numberOf, textOf, tripleOf } from '../case-inputs.ts';
import type { CaseInputs, CaseRunner } from '../case-runner.ts';

const KM = 1000;

/** Nutation corrections of 2004 April 6 that belong to F03, seconds of arc: EOP C04 as printed in [Vallado-2006] appendix C. */
const CORRECTIONS_2004_APRIL_6 = { dPsiArcsec: -0.052195, dEpsilonArcsec: -0.003875 };

function radiansOfArcsec(arcsec: number): number {
  return radians(arcsec / 3600);
}

function instantOf(inputs: CaseInputs): JulianDate {
  const utc = textOf(inputs, 'utc');
  const date = julianDateFromIso(utc);
  if (date === null) throw new TypeError(`${utc} is no instant`);
  return date;
}

/** UT1 and polar motion of the case; no nutation corrections. */
function orientationOf(inputs: CaseInputs): EarthOrientation {
  return {
    ...NO_EARTH_ORIENTATION,
    ut1MinusUtcS: numberOf(inputs, 'ut1MinusUtcS'),
    polarMotionXRad: radiansOfArcsec(numberOf(inputs, 'polarMotionXArcsec')),
    polarMotionYRad: radiansOfArcsec(numberOf(inputs, 'polarMotionYArcsec')),
  };
}

function components<F extends Frame>({ xM, yM, zM }: Position<F>, perM: number): readonly number[] {
  return [xM * perM, yM * perM, zM * perM];
}

function itrfKmFromTeme(inputs: CaseInputs, orientation: EarthOrientation): readonly number[] {
  const [x, y, z] = tripleOf(inputs, 'temeKm');
  const teme = position('teme', x * KM, y * KM, z * KM);
  return components(rotate(itrfFromTeme(instantOf(inputs), orientation), teme), 1 / KM);
}

const temeToItrf: CaseRunner = (inputs) => ({ itrfKm: itrfKmFromTeme(inputs, orientationOf(inputs)) });

const reducedChain: CaseRunner = (inputs) => ({ itrfKm: itrfKmFromTeme(inputs, NO_EARTH_ORIENTATION) });

/** The second key shows what the chain gives without the nutation corrections of the date. */
const itrfToGcrf: CaseRunner = (inputs) => {
  const utc = instantOf(inputs);
  const uncorrected = orientationOf(inputs);
  const corrected = {
    ...uncorrected,
    dPsiRad: radiansOfArcsec(CORRECTIONS_2004_APRIL_6.dPsiArcsec),
    dEpsilonRad: radiansOfArcsec(CORRECTIONS_2004_APRIL_6.dEpsilonArcsec),
  };
  const itrf = position('itrf', ...tripleOf(inputs, 'itrfM'));
  const gcrfM = (orientation: EarthOrientation): readonly number[] =>
    components(
      rotate(gcrfFromTeme(utc, orientation), rotate(inverse(itrfFromTeme(utc, orientation)), itrf)),
      1,
    );
  return { gcrfM: gcrfM(corrected), gcrfWithoutCorrectionsM: gcrfM(uncorrected) };
};

/** Frames: SGP4's to Earth-fixed, in full and as it stands without Earth-orientation data, and Earth-fixed to celestial. */
export const cases: Readonly<Record<string, CaseRunner>> = {
  F01: temeToItrf,
  F02: reducedChain,
  F03: itrfToGcrf,
};
