import { circularEphemeris } from '@cupola/core/constellation';
import {
  fibonacciPoints,
  groundCoverage,
  latitudeDensityRatio,
  sampledBandDensityRatio,
} from '@cupola/core/coverage';
import { RandomStream, radians, usFromS } from '@cupola/core/foundation';
import { circularPeriodS, twoBodyRates } from '@cupola/core/physics';
import { numberOf } from '../case-inputs.ts';
import type { CaseInputs, CaseRunner } from '../case-runner.ts';

/** The sphere of the published case, m. */
const SPHERE_RADIUS_M = 6_371_000;
const POINTS = 2500;
const STEP_S = 60;

/** Width of the band of latitude that is counted, its draws, and how far a count may lie from the closed form. */
const BAND_DEG = 1;
const DRAWS = 1_000_000;
const COUNT_TOLERANCE = 0.03;
const SEED = 2026;

/** Co-rotating planes with the stated spacing and phase, over one period in steps of a minute, with the Earth turning beneath. */
const iridium: CaseRunner = (inputs) => {
  const radiusM = SPHERE_RADIUS_M + numberOf(inputs, 'altitudeKm') * 1000;
  const result = groundCoverage({
    ephemeris: circularEphemeris({
      radiusM,
      inclinationRad: radians(numberOf(inputs, 'inclinationDeg')),
      rates: twoBodyRates(radiusM),
      slots: slotsOf(inputs),
    }),
    earth: { angleAtEpochRad: 0 },
    points: fibonacciPoints(POINTS, { kind: 'sphere', radiusM: SPHERE_RADIUS_M }),
    minElevationRad: radians(numberOf(inputs, 'minElevationDeg')),
    fromUs: 0,
    stepUs: usFromS(STEP_S),
    sampleCount: Math.ceil(circularPeriodS(radiusM) / STEP_S),
  });
  return { coveredShare: result.folds[0]?.fraction ?? 0, meanInView: result.meanInView };
};

function slotsOf(
  inputs: CaseInputs,
): readonly { readonly nodeRad: number; readonly argumentOfLatitudeRad: number }[] {
  const perPlane = numberOf(inputs, 'satellites') / numberOf(inputs, 'planes');
  const spacingDeg = numberOf(inputs, 'planeSpacingDeg');
  const phaseDeg = numberOf(inputs, 'interPlanePhaseDeg');
  return Array.from({ length: numberOf(inputs, 'satellites') }, (_, index) => {
    const plane = Math.floor(index / perPlane);
    return {
      nodeRad: radians(plane * spacingDeg),
      argumentOfLatitudeRad: radians(((index % perPlane) * 360) / perPlane + plane * phaseDeg),
    };
  });
}

/** The closed form; stops when counting random satellites does not agree with it. */
const densityRatio: CaseRunner = (inputs) => {
  const latitudeDeg = numberOf(inputs, 'latitudeDeg');
  const inclinationRad = radians(numberOf(inputs, 'inclinationDeg'));
  const closed = latitudeDensityRatio(radians(latitudeDeg), inclinationRad);
  const south = radians(latitudeDeg - BAND_DEG / 2);
  const north = radians(latitudeDeg + BAND_DEG / 2);
  const stream = new RandomStream(SEED, 'latitude-density');
  const counted = sampledBandDensityRatio(south, north, inclinationRad, stream, DRAWS);
  if (!(Math.abs(counted / closed - 1) <= COUNT_TOLERANCE)) {
    throw new Error(`counting gives ${counted}, the closed form ${closed}`);
  }
  return { densityRatio: closed, countedRatio: counted };
};

/** Coverage: a published constellation, and how satellites bunch by latitude. */
export const cases: Readonly<Record<string, CaseRunner>> = {
  S11: iridium,
  S12a: densityRatio,
  S12b: densityRatio,
  S12c: densityRatio,
};
