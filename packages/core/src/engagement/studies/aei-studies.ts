import type { Study } from './study.ts';

/** The calculator's own. */
const AEI = {
  speedKmS: 6,
  accelG: 15,
  flyoutS: 120,
  orbitKm: 300,
  interceptKm: 200,
  maxLatitudeDeg: 90,
  inclinationDeg: 90,
} as const;
const AEI_ASSUMED = {
  inclinationDeg: 'polar: the only single inclination whose orbits pass over all latitudes',
};

/** The paper and the public calculator of the American Enterprise Institute: the only ones that print all of their inputs. */
export const AEI_STUDIES: readonly Study[] = [
  {
    id: 'aei-2025-basic',
    title: 'American Enterprise Institute 2025, five missiles from anywhere',
    source: '[Harrison-2025] app. B',
    evidence: 'copy, unverified',
    published: { interceptors: 4990, absenteeRatio: 499, unit: 'in orbit', lifeYears: 5, periodYears: 20 },
    inputs: { missiles: 5, shotsPerTarget: 2, ...AEI },
    assumed: AEI_ASSUMED,
    missing: [],
    areas: [],
  },
  {
    id: 'aei-2025-moderate',
    title: 'American Enterprise Institute 2025, fifty missiles from anywhere',
    source: '[Harrison-2025] app. B',
    evidence: 'copy, unverified',
    published: { interceptors: 49_900, absenteeRatio: 499, unit: 'in orbit', lifeYears: 5, periodYears: 20 },
    inputs: { missiles: 50, shotsPerTarget: 2, ...AEI },
    assumed: AEI_ASSUMED,
    missing: [],
    areas: [],
  },
  {
    id: 'aei-2025-midcourse',
    title: 'American Enterprise Institute 2025, midcourse tier, five missiles',
    source: '[Harrison-2025]',
    evidence: 'copy, unverified',
    published: { interceptors: 2000, unit: 'in orbit', lifeYears: 10, periodYears: 20 },
    inputs: {
      missiles: 5,
      shotsPerTarget: 2,
      speedKmS: 6,
      accelG: 15,
      flyoutS: 900,
      orbitKm: 1500,
      interceptKm: 1000,
      maxLatitudeDeg: 90,
      inclinationDeg: 90,
    },
    assumed: {
      shotsPerTarget: 'two, as of its boost tier',
      accelG: '15 g, as of its boost tier',
      interceptKm: '1,000 km: within the heights of minimum-energy flights, not printed',
      inclinationDeg: 'polar, as of its boost tier',
    },
    missing: [],
    areas: [],
  },
  {
    id: 'aei-calculator',
    title: 'Space-Based Interceptor Calculator, defaults',
    source: '[Harrison-2025], calculator',
    evidence: 'computed from its inputs',
    published: { interceptors: 998, unit: 'in orbit', lifeYears: 5, periodYears: 20 },
    inputs: { missiles: 1, shotsPerTarget: 2, ...AEI },
    assumed: AEI_ASSUMED,
    missing: [],
    areas: [],
  },
];
