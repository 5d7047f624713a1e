import { LARGE_PLUME_SOURCE, LARGE_ROCKET_PLUME } from '../plumes.ts';
import type { VehicleClass } from '../vehicle-class.ts';

const DEGREE = Math.PI / 180;

/** Intercontinental boost-glide. The glide's figures are the generic public ones; how it steers is stated by the scenario or drawn, never sought. */
export const BOOST_GLIDE: VehicleClass = {
  id: 'boost-glide',
  title: 'Generic boost-glide vehicle of long range',
  weapon: true,
  course: {
    kind: 'glide',
    liftToDrag: { low: 2.2, nominal: 2.6, high: 3 },
    burnoutHeightM: 90_000,
    burnoutPathRad: 0,
    glideHeightM: { low: 40_000, high: 60_000 },
    bankRadMax: 60 * DEGREE,
    diveSpeedMPerS: 2500,
    diveAngleRad: 50 * DEGREE,
  },
  boostDurationS: { min: 165, nominal: 180, max: 195 },
  liftoffThrustToWeight: 2,
  verticalRiseS: 5,
  stageShares: [0.4, 0.7, 1],
  minRangeM: 3_500_000,
  maxRangeM: 12_000_000,
  maxApogeeM: 200_000,
  ballisticCoefficientKgPerM2: { low: 6000, nominal: 10_000, high: 14_000 },
  plume: LARGE_ROCKET_PLUME,
  bodyIntensityLongWaveWPerSr: 60,
  noseRadiusM: 1,
  hotAreaM2: 1,
  sources: {
    course:
      'Lift to drag about 2.6 and a glide at 40-60 km: [Tracy-2020], [Acton-2015] (recalled, unverified), range notional; burnout at 90 km near level, bank to 60 degrees, dive below 2.5 km/s at 50 degrees: notional',
    boostDurationS: 'notional, about that of the intercontinental solid',
    liftoffThrustToWeight: 'notional, textbook order for solids: 2',
    verticalRiseS: 'notional',
    stageShares: 'notional: three burns, the first as long as the bright part of the plume',
    minRangeM: 'notional',
    maxRangeM: 'notional',
    maxApogeeM: 'notional: it leaves the air barely and briefly',
    ballisticCoefficientKgPerM2:
      'chosen so that the equilibrium glide of 6 to 3 km/s lies about 40 to 60 km high at a lift to drag of 2.6; notional',
    plume: LARGE_PLUME_SOURCE,
    bodyIntensityLongWaveWPerSr: 'notional: twice the area of a re-entry body',
    noseRadiusM:
      'notional: stands for the whole lower side, which is cooler than its nose; about 2,200 K at 50 km and 6 km/s',
    hotAreaM2: 'notional: 1 m2 at 1,500-2,000 K has 25-51 kW/sr at 3-5 um by Planck, an upper bound',
  },
};
