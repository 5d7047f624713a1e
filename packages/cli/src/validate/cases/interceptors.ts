import {
  CALCULATOR_EARTH_RADIUS_M,
  accelerationOfG,
  binomialAtLeast,
  compositeKillProb,
  coverRadiusM,
  flatAbsenteeRatio,
  flyOutReachM,
  interceptorsFor,
  interceptorsForNoLeak,
  orbitInCapShare,
  shotsFor,
  timeLeftS,
} from '@cupola/core/engagement';
import { radians } from '@cupola/core/foundation';
import { numberOf } from '../case-inputs.ts';
import type { CaseInputs, CaseRunner } from '../case-runner.ts';

/** R1 of the public calculator. */
function reachM(inputs: CaseInputs, flyOutS: number): number {
  return flyOutReachM(
    {
      speedMPerS: 1000 * numberOf(inputs, 'speedKmPerS'),
      accelerationMPerS2: accelerationOfG(numberOf(inputs, 'accelerationG')),
    },
    flyOutS,
  );
}

/** R2. */
function radiusM(inputs: CaseInputs, flyOutS: number): number {
  return coverRadiusM(
    reachM(inputs, flyOutS),
    1000 * numberOf(inputs, 'orbitAltitudeKm'),
    1000 * numberOf(inputs, 'interceptAltitudeKm'),
  );
}

/** R3. */
function absenteeRatio(inputs: CaseInputs, flyOutS: number): number {
  return flatAbsenteeRatio({
    earthRadiusM: CALCULATOR_EARTH_RADIUS_M,
    interceptAltitudeM: 1000 * numberOf(inputs, 'interceptAltitudeKm'),
    maxLatitudeRad: radians(numberOf(inputs, 'maxLatitudeDeg')),
    coverRadiusM: radiusM(inputs, flyOutS),
  });
}

function fleet(inputs: CaseInputs, flyOutS: number): number {
  const ratio = absenteeRatio(inputs, flyOutS);
  return interceptorsFor(ratio, numberOf(inputs, 'missiles'), numberOf(inputs, 'shotsPerMissile'));
}

const range: CaseRunner = (inputs) => ({ rangeKm: reachM(inputs, numberOf(inputs, 'flyoutS')) / 1000 });
const ratio: CaseRunner = (inputs) => ({ absenteeRatio: absenteeRatio(inputs, numberOf(inputs, 'flyoutS')) });
const size: CaseRunner = (inputs) => ({ interceptors: fleet(inputs, numberOf(inputs, 'flyoutS')) });

/** The published figure of the press is compared with what the formula gives. */
const press: CaseRunner = (inputs) => ({ pressInterceptors: fleet(inputs, numberOf(inputs, 'flyoutS')) });

const window: CaseRunner = (inputs) => {
  const flyOutS = timeLeftS({
    boostS: numberOf(inputs, 'boostS'),
    detectionS: numberOf(inputs, 'detectionS'),
    decisionS: numberOf(inputs, 'decisionS'),
    marginS: 0,
  });
  return { interceptors: fleet(inputs, flyOutS) };
};

const shots: CaseRunner = (inputs) => ({
  shotsPerMissile: shotsFor(
    numberOf(inputs, 'compositeKillProbability'),
    numberOf(inputs, 'killProbability'),
  ),
});

const composite: CaseRunner = (inputs) => ({
  successPercent: 100 * compositeKillProb(numberOf(inputs, 'killProbability'), numberOf(inputs, 'shots')),
});

const noLeak: CaseRunner = (inputs) => ({
  interceptors: interceptorsForNoLeak({
    warheads: numberOf(inputs, 'warheads'),
    confidence: numberOf(inputs, 'confidence'),
    killProb: numberOf(inputs, 'killProbability'),
    trackProb: numberOf(inputs, 'trackProbability'),
  }),
});

/** R5 averaged over the footprint, with the cap of R4. */
const inReach: CaseRunner = (inputs) => {
  const orbitRadiusM = CALCULATOR_EARTH_RADIUS_M + 1000 * numberOf(inputs, 'orbitAltitudeKm');
  const share = orbitInCapShare(
    radians(numberOf(inputs, 'latitudeDeg')),
    radians(numberOf(inputs, 'inclinationDeg')),
    radiusM(inputs, numberOf(inputs, 'flyoutS')) / orbitRadiusM,
  );
  const count = numberOf(inputs, 'interceptors');
  return { meanInReach: count * share, probabilityPercent: 100 * binomialAtLeast(count, share, 1) };
};

/** Interceptors: closed forms of the open studies. */
export const cases: Readonly<Record<string, CaseRunner>> = {
  S13a: range,
  S13b: ratio,
  S14: size,
  S15: size,
  S16a: shots,
  S16b: size,
  S16c: press,
  S23a: size,
  S17: window,
  S18a: ratio,
  S18b: ratio,
  S18c: ratio,
  S18d: ratio,
  S18e: ratio,
  S24a: composite,
  S24b: composite,
  S24c: composite,
  S25: noLeak,
  S32a: inReach,
  S32b: inReach,
};
