import { steadyPlume } from '../plumes.ts';
import type { VehicleClass } from '../vehicle-class.ts';

/** Climbs high and comes down near: like a missile to every sensor, and no weapon. */
export const SOUNDING_ROCKET: VehicleClass = {
  id: 'sounding-rocket',
  title: 'Generic sounding rocket',
  weapon: false,
  course: { kind: 'ballistic' },
  boostDurationS: { min: 30, nominal: 50, max: 90 },
  liftoffThrustToWeight: 4,
  verticalRiseS: 2,
  stageShares: [0.4, 1],
  minRangeM: 20_000,
  maxRangeM: 1_000_000,
  maxApogeeM: 1_500_000,
  ballisticCoefficientKgPerM2: { low: 300, nominal: 1000, high: 3000 },
  plume: steadyPlume(3e3),
  bodyIntensityLongWaveWPerSr: 15,
  noseRadiusM: 0.1,
  hotAreaM2: 0.2,
  sources: {
    course: 'comes down at the end of an arc',
    boostDurationS: 'notional, under a minute and a half',
    liftoffThrustToWeight: 'notional: small solids leave their rail fast',
    verticalRiseS: 'notional',
    stageShares: 'notional: two burns',
    minRangeM: 'notional',
    maxRangeM: 'notional',
    maxApogeeM: '1,500 km: NASA Sounding Rockets User Handbook [NASA-810-HB] (recalled, unverified)',
    ballisticCoefficientKgPerM2: 'notional: a payload that tumbles or flies nose first',
    plume: 'lower part of 1e3-1e5 W/sr for small boosters in open plume literature, low confidence',
    bodyIntensityLongWaveWPerSr: 'notional: half the area of a missile body',
    noseRadiusM: 'notional',
    hotAreaM2: 'notional',
  },
};

/** What has no engine says so with zeros. */
const NO_ENGINE = {
  boostDurationS: { min: 0, nominal: 0, max: 0 },
  liftoffThrustToWeight: 0,
  verticalRiseS: 0,
  stageShares: [],
  plume: [],
} as const;

const NO_ENGINE_SOURCES = {
  boostDurationS: 'no engine',
  liftoffThrustToWeight: 'no engine',
  verticalRiseS: 'no engine',
  stageShares: 'no engine',
  plume: 'no engine',
} as const;

export const REENTERING_DEBRIS: VehicleClass = {
  id: 'reentering-debris',
  title: 'Generic piece of space debris that comes down',
  weapon: false,
  course: { kind: 'decay' },
  ...NO_ENGINE,
  minRangeM: 0,
  maxRangeM: 0,
  maxApogeeM: 2_000_000,
  ballisticCoefficientKgPerM2: { low: 40, nominal: 100, high: 300 },
  bodyIntensityLongWaveWPerSr: 100,
  noseRadiusM: 0.5,
  hotAreaM2: 1,
  sources: {
    course: 'comes down from orbit; where it enters is stated by the scenario',
    ...NO_ENGINE_SOURCES,
    minRangeM: 'not launched',
    maxRangeM: 'not launched',
    maxApogeeM: 'notional: low orbits only',
    ballisticCoefficientKgPerM2: 'notional: empty stages and large fragments; it does not break up here',
    bodyIntensityLongWaveWPerSr: 'notional: three times the area of a missile body',
    noseRadiusM: 'notional',
    hotAreaM2: 'notional',
  },
};

export const METEOR: VehicleClass = {
  id: 'meteor',
  title: 'Meteor: a flash seen for one look',
  weapon: false,
  course: { kind: 'flash', durationS: 0.5, heightM: 80_000, speedMPerS: 20_000, intensityWPerSr: 1e6 },
  ...NO_ENGINE,
  minRangeM: 0,
  maxRangeM: 0,
  maxApogeeM: 120_000,
  ballisticCoefficientKgPerM2: { low: 10, nominal: 100, high: 1000 },
  bodyIntensityLongWaveWPerSr: 0,
  noseRadiusM: 0.1,
  hotAreaM2: 0,
  sources: {
    course:
      'notional: half a second, 80 km, 20 km/s and 1e6 W/sr. That satellites see such flashes is published [Brown-2002]; speeds are 11 to 72 km/s in any textbook',
    ...NO_ENGINE_SOURCES,
    minRangeM: 'not launched',
    maxRangeM: 'not launched',
    maxApogeeM: 'notional: where meteors begin to glow',
    ballisticCoefficientKgPerM2: 'notional, and without effect in half a second',
    bodyIntensityLongWaveWPerSr: 'none before and after the flash',
    noseRadiusM: 'notional, and without effect',
    hotAreaM2: 'the flash is stated as a whole',
  },
};
