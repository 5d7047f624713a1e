import type { PlumePoint, VehicleClass } from './vehicle-class.ts';

/** Geometric middles of the published ranges 1e5-1e6 (first stage) and 1e4-1e5 (upper stages), W/sr. */
const LARGE_ROCKET_PLUME: readonly PlumePoint[] = [
  { boostShare: 0, intensityWPerSr: 3e5 },
  { boostShare: 0.35, intensityWPerSr: 3e5 },
  { boostShare: 0.45, intensityWPerSr: 3e4 },
  { boostShare: 1, intensityWPerSr: 3e4 },
];

const LARGE_PLUME_SOURCE =
  'Geometric middle of 1e5-1e6 W/sr (first stage) and 1e4-1e5 W/sr (upper stages) in open plume literature, low confidence; the even change between 35 and 45 % of the boost is notional.';

const ICBM_SOURCES = {
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

/**
 * The generic classes. Lift-off thrust to weight and vertical rise are textbook round numbers, chosen before any flight time was
 * compared and never changed for one.
 */
export const VEHICLE_CLASSES: readonly VehicleClass[] = [
  {
    id: 'icbm-solid',
    title: 'Generic solid-propellant intercontinental missile',
    weapon: true,
    boostDurationS: { min: 170, nominal: 175, max: 180 },
    liftoffThrustToWeight: 2,
    verticalRiseS: 5,
    minRangeM: 3_000_000,
    maxRangeM: 15_000_000,
    maxApogeeM: 7_500_000,
    ballisticCoefficientKgPerM2: { low: 4000, nominal: 8000, high: 12_000 },
    plume: LARGE_ROCKET_PLUME,
    bodyIntensityLongWaveWPerSr: 30,
    noseRadiusM: 0.05,
    hotAreaM2: 0.3,
    sources: {
      ...ICBM_SOURCES,
      boostDurationS: '170-180 s: copies of [APS-2004] (170 s) and [NRC-2012] (about 3 minutes), unverified',
      liftoffThrustToWeight: 'notional, textbook order for solids: 2',
      verticalRiseS: 'notional',
    },
  },
  {
    id: 'icbm-liquid',
    title: 'Generic liquid-propellant intercontinental missile',
    weapon: true,
    boostDurationS: { min: 240, nominal: 270, max: 300 },
    liftoffThrustToWeight: 1.4,
    verticalRiseS: 10,
    minRangeM: 3_000_000,
    maxRangeM: 15_000_000,
    maxApogeeM: 7_500_000,
    ballisticCoefficientKgPerM2: { low: 4000, nominal: 8000, high: 12_000 },
    plume: LARGE_ROCKET_PLUME,
    bodyIntensityLongWaveWPerSr: 30,
    noseRadiusM: 0.05,
    hotAreaM2: 0.3,
    sources: {
      ...ICBM_SOURCES,
      boostDurationS:
        '240-300 s: copies of [APS-2004] (240 s) and [NRC-2012] (about 4 minutes), unverified; the middle is used',
      liftoffThrustToWeight: 'notional, textbook order for liquids: 1.4',
      verticalRiseS: 'notional',
    },
  },
  {
    id: 'srbm',
    title: 'Generic short-range ballistic missile',
    weapon: true,
    boostDurationS: { min: 55, nominal: 65, max: 90 },
    liftoffThrustToWeight: 2,
    verticalRiseS: 3,
    minRangeM: 100_000,
    maxRangeM: 1_000_000,
    maxApogeeM: 600_000,
    ballisticCoefficientKgPerM2: { low: 1500, nominal: 3000, high: 6000 },
    plume: [
      { boostShare: 0, intensityWPerSr: 1e4 },
      { boostShare: 1, intensityWPerSr: 1e4 },
    ],
    bodyIntensityLongWaveWPerSr: 30,
    noseRadiusM: 0.1,
    hotAreaM2: 0.3,
    sources: {
      boostDurationS: 'notional, about a minute',
      liftoffThrustToWeight: 'notional, textbook order for solids: 2',
      verticalRiseS: 'notional',
      minRangeM: 'notional',
      maxRangeM: 'upper end of the usual definition of short range, 1,000 km',
      maxApogeeM: 'notional',
      ballisticCoefficientKgPerM2: 'notional; blunter than the intercontinental body',
      plume:
        'Geometric middle of 1e3-1e5 W/sr for theatre missiles in open plume literature, low confidence.',
      bodyIntensityLongWaveWPerSr: 'as the intercontinental body; notional',
      noseRadiusM: 'notional',
      hotAreaM2: 'notional',
    },
  },
  {
    id: 'space-launch',
    title: 'Generic space launcher',
    weapon: false,
    boostDurationS: { min: 500, nominal: 520, max: 540 },
    liftoffThrustToWeight: 1.3,
    verticalRiseS: 10,
    minRangeM: 0,
    maxRangeM: 0,
    maxApogeeM: 600_000,
    ballisticCoefficientKgPerM2: { low: 100, nominal: 200, high: 400 },
    plume: LARGE_ROCKET_PLUME,
    bodyIntensityLongWaveWPerSr: 300,
    noseRadiusM: 1,
    hotAreaM2: 5,
    sources: {
      boostDurationS: 'notional, 500-540 s: two-stage launchers reach a low orbit in about nine minutes',
      liftoffThrustToWeight: 'notional, textbook order for launchers: 1.3',
      verticalRiseS: 'notional',
      minRangeM: 'flies to orbit only',
      maxRangeM: 'flies to orbit only',
      maxApogeeM: 'notional: above it a single burn of this length asks for absurd climbs',
      ballisticCoefficientKgPerM2: 'notional: an empty upper stage',
      plume: LARGE_PLUME_SOURCE,
      bodyIntensityLongWaveWPerSr: 'notional: ten times the area of a missile body',
      noseRadiusM: 'notional',
      hotAreaM2: 'notional',
    },
  },
];

/** The class of that id; `undefined` when there is none. */
export function vehicleClass(id: string): VehicleClass | undefined {
  return VEHICLE_CLASSES.find((candidate) => candidate.id === id);
}
