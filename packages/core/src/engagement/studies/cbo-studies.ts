import { IRAN, NORTH_KOREA, NO_G, NO_HEIGHTS } from './commonly-assumed.ts';
import type { Study } from './study.ts';

/** Against northern Korea and Iran alike. */
const REGIONAL = {
  shotsPerTarget: 1,
  accelG: 15,
  orbitKm: 300,
  interceptKm: 200,
  maxLatitudeDeg: 45,
  inclinationDeg: null,
} as const;
const REGIONAL_ASSUMED = {
  shotsPerTarget: 'one: not printed',
  accelG: NO_G,
  orbitKm: NO_HEIGHTS,
  interceptKm: NO_HEIGHTS,
  inclinationDeg: 'best for its areas',
};
const CBO_2004_ASSUMED = {
  missiles: 'one: a regional threat',
  flyoutS: '240 s of liquid boost less 70 s, as of [APS-2004]: not seen',
  maxLatitudeDeg: '45: a regional threat',
};
const CBO_2025_ASSUMED = {
  missiles: 'two: "one or two" printed',
  maxLatitudeDeg: '45: a regional adversary',
};

/** The studies of the Congressional Budget Office: 2004, its new launch prices of 2025, and the notional system of 2026. */
export const CBO_STUDIES: readonly Study[] = [
  {
    id: 'cbo-2004-slow',
    title: 'Congressional Budget Office 2004, 4 km/s class',
    source: '[CBO-2004]',
    evidence: 'recalled, unverified',
    published: { interceptors: 368, unit: 'in orbit', lifeYears: 7, periodYears: 20 },
    inputs: { ...REGIONAL, missiles: 1, speedKmS: 4, flyoutS: 170 },
    assumed: { ...REGIONAL_ASSUMED, ...CBO_2004_ASSUMED },
    missing: [],
    areas: [NORTH_KOREA, IRAN],
  },
  {
    id: 'cbo-2004-fast',
    title: 'Congressional Budget Office 2004, 6 km/s class',
    source: '[CBO-2004]',
    evidence: 'recalled, unverified',
    published: { interceptors: 156, unit: 'in orbit', lifeYears: 7, periodYears: 20 },
    inputs: { ...REGIONAL, missiles: 1, speedKmS: 6, flyoutS: 170 },
    assumed: { ...REGIONAL_ASSUMED, ...CBO_2004_ASSUMED },
    missing: [],
    areas: [NORTH_KOREA, IRAN],
  },
  {
    id: 'cbo-2025-low',
    title: 'Congressional Budget Office 2025, lower end: [CBO-2004] at new launch prices',
    source: 'CBO letter, May 2025',
    evidence: 'read',
    published: {
      interceptors: 1300,
      unit: 'in orbit or bought: unclear',
      periodYears: 20,
      lifeYears: 7,
    },
    inputs: { ...REGIONAL, missiles: 2, speedKmS: 4, flyoutS: 170 },
    assumed: {
      ...REGIONAL_ASSUMED,
      ...CBO_2025_ASSUMED,
      speedKmS: 'as of [CBO-2004]',
      flyoutS: 'as of [CBO-2004]',
    },
    missing: [],
    areas: [NORTH_KOREA, IRAN],
  },
  {
    id: 'cbo-2025-high',
    title: 'Congressional Budget Office 2025, upper end: [NRC-2012] at new launch prices',
    source: 'CBO letter, May 2025',
    evidence: 'read',
    published: {
      interceptors: 2000,
      unit: 'in orbit or bought: unclear',
      periodYears: 20,
      lifeYears: 7,
    },
    inputs: { ...REGIONAL, missiles: 2, speedKmS: 5, flyoutS: 110 },
    assumed: {
      ...REGIONAL_ASSUMED,
      ...CBO_2025_ASSUMED,
      speedKmS: 'as of [NRC-2012]',
      flyoutS: 'as of [NRC-2012]',
    },
    missing: [],
    areas: [NORTH_KOREA, IRAN],
  },
  {
    id: 'cbo-2026',
    title: 'Congressional Budget Office 2026, ten targets at once',
    source: '[CBO-2026]',
    evidence: 'read',
    published: { interceptors: 7800, unit: 'in orbit', lifeYears: 5, periodYears: 20 },
    inputs: {
      missiles: 10,
      shotsPerTarget: 2,
      speedKmS: 6,
      accelG: 15,
      flyoutS: 120,
      orbitKm: 400,
      interceptKm: 200,
      maxLatitudeDeg: 90,
      inclinationDeg: 90,
    },
    assumed: {
      shotsPerTarget: 'two: not seen',
      speedKmS: '6 km/s, as [Harrison-2025]: not seen',
      accelG: NO_G,
      flyoutS: '120 s of a window of 180 to 300 s: what detection and decision take was not seen',
      orbitKm: 'the middle of 300 to 500 km',
      interceptKm: '200 km, as [Harrison-2025]: not seen',
      maxLatitudeDeg: '90: not seen',
      inclinationDeg: 'polar: not seen',
    },
    missing: [],
    areas: [],
  },
];
