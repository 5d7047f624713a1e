import type { VehicleClass } from '../vehicle-class.ts';
import { LARGE_PLUME_SOURCE, LARGE_ROCKET_PLUME } from '../plumes.ts';

const INTERCONTINENTAL_SOURCES = {
  course: 'comes down at the end of an arc',
  minRangeM: 'notional; treaties call more than 5,500 km intercontinental',
  maxRangeM: 'notional; longer than the 9,650 km and more of the Minuteman III fact sheet',
  maxApogeeM: 'notional; above the highest published test, 6,648 km on 12 July 2023',
  ballisticCoefficientKgPerM2: 'notional; slender re-entry bodies in [Regan-1984] span about 5,000 to 10,000',
  plume: LARGE_PLUME_SOURCE,
  bodyIntensityLongWaveWPerSr:
    'about 1 m2 at 300 K, emissivity 0.9, 8-12 um: 35 W/sr by Planck; 30 as a round generic value',
  noseRadiusM: 'notional',
  hotAreaM2: 'notional: the nose and the forward part of the body, emissivity folded in separately',
} as const;

/** What all long-range re-entry bodies share. */
const BODY = {
  ballisticCoefficientKgPerM2: { low: 4000, nominal: 8000, high: 12_000 },
  bodyIntensityLongWaveWPerSr: 30,
  noseRadiusM: 0.05,
  hotAreaM2: 0.3,
} as const;

export const ICBM_SOLID: VehicleClass = {
  id: 'icbm-solid',
  title: 'Generic solid-propellant intercontinental missile',
  weapon: true,
  course: { kind: 'ballistic' },
  boostDurationS: { min: 170, nominal: 175, max: 180 },
  liftoffThrustToWeight: 2,
  verticalRiseS: 5,
  stageShares: [0.4, 0.7, 1],
  minRangeM: 3_000_000,
  maxRangeM: 15_000_000,
  maxApogeeM: 7_500_000,
  plume: LARGE_ROCKET_PLUME,
  ...BODY,
  sources: {
    ...INTERCONTINENTAL_SOURCES,
    boostDurationS: '170-180 s: copies of [APS-2004] (170 s) and [NRC-2012] (about 3 minutes), unverified',
    liftoffThrustToWeight: 'notional, textbook order for solids: 2',
    verticalRiseS: 'notional',
    stageShares: 'notional: three burns, the first as long as the bright part of the plume',
  },
};

export const ICBM_LIQUID: VehicleClass = {
  id: 'icbm-liquid',
  title: 'Generic liquid-propellant intercontinental missile',
  weapon: true,
  course: { kind: 'ballistic' },
  boostDurationS: { min: 240, nominal: 270, max: 300 },
  liftoffThrustToWeight: 1.4,
  verticalRiseS: 10,
  stageShares: [0.4, 1],
  minRangeM: 3_000_000,
  maxRangeM: 15_000_000,
  maxApogeeM: 7_500_000,
  plume: LARGE_ROCKET_PLUME,
  ...BODY,
  sources: {
    ...INTERCONTINENTAL_SOURCES,
    boostDurationS:
      '240-300 s: copies of [APS-2004] (240 s) and [NRC-2012] (about 4 minutes), unverified; the middle is used',
    liftoffThrustToWeight: 'notional, textbook order for liquids: 1.4',
    verticalRiseS: 'notional',
    stageShares: 'notional: two burns, the first as long as the bright part of the plume',
  },
};

export const SLBM: VehicleClass = {
  id: 'slbm',
  title: 'Generic submarine-launched ballistic missile',
  weapon: true,
  course: { kind: 'ballistic' },
  boostDurationS: { min: 150, nominal: 170, max: 190 },
  liftoffThrustToWeight: 2,
  verticalRiseS: 3,
  stageShares: [0.4, 0.7, 1],
  minRangeM: 800_000,
  maxRangeM: 12_000_000,
  maxApogeeM: 4_000_000,
  plume: LARGE_ROCKET_PLUME,
  ...BODY,
  sources: {
    ...INTERCONTINENTAL_SOURCES,
    boostDurationS:
      'notional, about that of the intercontinental solid; the U.S. Navy fact file has the third stage of Trident II ignited within about 2 minutes (recalled, unverified)',
    liftoffThrustToWeight: 'notional, textbook order for solids: 2',
    verticalRiseS: 'notional; its way out of the water is left out',
    stageShares: 'notional: three burns, the first as long as the bright part of the plume',
    minRangeM: 'notional',
    maxRangeM: 'notional; the U.S. Navy fact file gives Trident II more than 7,400 km (recalled, unverified)',
    maxApogeeM: 'notional',
  },
};

export const FRACTIONAL_ORBIT: VehicleClass = {
  id: 'fractional-orbit',
  title: 'Generic fractional-orbit bombardment missile',
  weapon: true,
  course: {
    kind: 'fractional-orbit',
    orbitAltitudeM: 200_000,
    brakingDurationS: 30,
    brakingSpeedMPerS: 300,
  },
  boostDurationS: { min: 280, nominal: 320, max: 360 },
  liftoffThrustToWeight: 1.4,
  verticalRiseS: 10,
  stageShares: [0.4, 1],
  minRangeM: 7_000_000,
  maxRangeM: 36_000_000,
  maxApogeeM: 300_000,
  plume: LARGE_ROCKET_PLUME,
  ...BODY,
  sources: {
    ...INTERCONTINENTAL_SOURCES,
    course:
      'orbit of 200 km: notional; the system of the 1960s is described at 150 to 200 km in the open literature (recalled, unverified). Braking of 30 s and 300 m/s: notional',
    boostDurationS: 'notional: somewhat longer than the intercontinental liquid',
    liftoffThrustToWeight: 'notional, textbook order for liquids: 1.4',
    verticalRiseS: 'notional',
    stageShares: 'notional',
    minRangeM:
      'over the ground, from launch to impact: braking at once after burnout leads no shorter, rounded up',
    maxRangeM: 'notional: less than one turn',
    maxApogeeM: 'notional: its orbit is as low as one turn allows',
  },
};
