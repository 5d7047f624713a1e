import { LARGE_PLUME_SOURCE, LARGE_ROCKET_PLUME, plumeOf } from '../plumes.ts';
import type { VehicleClass } from '../vehicle-class.ts';

/** What all launchers share. None is a weapon, and none comes down unless its burn ends early. */
const LAUNCHER = {
  weapon: false,
  course: { kind: 'orbit' },
  verticalRiseS: 10,
  minRangeM: 0,
  maxRangeM: 0,
  maxApogeeM: 600_000,
  ballisticCoefficientKgPerM2: { low: 100, nominal: 200, high: 400 },
} as const;

const LAUNCHER_SOURCES = {
  course: 'reaches its orbit and stays there',
  verticalRiseS: 'notional',
  minRangeM: 'flies to orbit only',
  maxRangeM: 'flies to orbit only',
  maxApogeeM: 'notional: above it a single burn of this length asks for absurd climbs',
  ballisticCoefficientKgPerM2: 'notional: an empty upper stage',
  noseRadiusM: 'notional',
  hotAreaM2: 'notional',
} as const;

export const SPACE_LAUNCH: VehicleClass = {
  id: 'space-launch',
  title: 'Generic space launcher',
  ...LAUNCHER,
  boostDurationS: { min: 500, nominal: 520, max: 540 },
  liftoffThrustToWeight: 1.3,
  stageShares: [0.3, 1],
  plume: LARGE_ROCKET_PLUME,
  bodyIntensityLongWaveWPerSr: 300,
  noseRadiusM: 1,
  hotAreaM2: 5,
  sources: {
    ...LAUNCHER_SOURCES,
    boostDurationS: 'notional, 500-540 s: two-stage launchers reach a low orbit in about nine minutes',
    liftoffThrustToWeight: 'notional, textbook order for launchers: 1.3',
    stageShares: 'notional: two stages, the first for two and a half minutes',
    plume: LARGE_PLUME_SOURCE,
    bodyIntensityLongWaveWPerSr: 'notional: ten times the area of a missile body',
  },
};

export const SPACE_LAUNCH_LIGHT: VehicleClass = {
  id: 'space-launch-light',
  title: 'Generic light space launcher',
  ...LAUNCHER,
  boostDurationS: { min: 520, nominal: 560, max: 600 },
  liftoffThrustToWeight: 1.4,
  stageShares: [0.27, 1],
  plume: plumeOf(1e5, 1e4),
  bodyIntensityLongWaveWPerSr: 60,
  noseRadiusM: 0.5,
  hotAreaM2: 1,
  sources: {
    ...LAUNCHER_SOURCES,
    boostDurationS: 'notional, 520-600 s: small two-stage launchers take somewhat longer than large ones',
    liftoffThrustToWeight: 'notional, textbook order for launchers',
    stageShares: 'notional: two stages, the first for two and a half minutes',
    plume: 'lower ends of 1e5-1e6 W/sr (first stage) and 1e4-1e5 W/sr (upper stages), low confidence',
    bodyIntensityLongWaveWPerSr: 'notional: twice the area of a missile body',
  },
};

export const SPACE_LAUNCH_HEAVY: VehicleClass = {
  id: 'space-launch-heavy',
  title: 'Generic heavy space launcher',
  ...LAUNCHER,
  boostDurationS: { min: 480, nominal: 510, max: 560 },
  liftoffThrustToWeight: 1.25,
  stageShares: [0.3, 1],
  plume: plumeOf(1e6, 1e5),
  bodyIntensityLongWaveWPerSr: 600,
  noseRadiusM: 2,
  hotAreaM2: 15,
  sources: {
    ...LAUNCHER_SOURCES,
    boostDurationS: 'notional, 480-560 s',
    liftoffThrustToWeight: 'notional, textbook order for launchers',
    stageShares: 'notional: two stages, the first for two and a half minutes',
    plume: 'upper ends of 1e5-1e6 W/sr (first stage) and 1e4-1e5 W/sr (upper stages), low confidence',
    bodyIntensityLongWaveWPerSr: 'notional: twenty times the area of a missile body',
  },
};
