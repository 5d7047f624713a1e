import { degrees } from '@cupola/core/foundation';
import { geodeticFromItrf } from '@cupola/core/physics';
import type { AlertRecord, DecisionRecord, TaskingRecord, TrackRecord } from '../picture/records.ts';

const STAMP = { dataMode: 'TEST', atUs: 240_000_000, at: '2026-07-24T00:04:00.000000Z' } as const;
const POSITION_M = [-3_200_000, 3_900_000, 4_350_000] as const;
const VELOCITY_M_PER_S = [-500, 1_500, 5_600] as const;
/** Upper triangle of 6 x 6: each place has a value of its own. */
const COVARIANCE = [
  4e6, 1e5, -2e5, 3e3, 4e3, 5e3, 9e6, 6e5, 7e3, 8e3, 9e3, 1e6, -1e3, -2e3, -3e3, 100, 10, 20, 200, 30, 300,
] as const;
const place = geodeticFromItrf(...POSITION_M);

/** A missile in mid-course over the sea, held by two satellites and declared a threat. */
export const TRACK: TrackRecord = {
  ...STAMP,
  id: 'T0007',
  phase: 'coast',
  phaseProbs: { boost: 0.01, coast: 0.98, reentry: 0, glide: 0.01 },
  latitudeDeg: degrees(place.latitudeRad),
  longitudeDeg: degrees(place.longitudeRad),
  altitudeKm: place.heightM / 1000,
  speedKmPerS: Math.hypot(...VELOCITY_M_PER_S) / 1000,
  courseDeg: 21.5,
  positionSigmaKm: Math.sqrt(14),
  positionItrfM: POSITION_M,
  velocityItrfMPerS: VELOCITY_M_PER_S,
  covarianceItrf: COVARIANCE,
  existenceProb: 0.999,
  firstDetectedAt: '2026-07-24T00:00:31.000000Z',
  confirmedAt: '2026-07-24T00:00:34.000000Z',
  lastDetectedAt: '2026-07-24T00:03:59.500000Z',
  expiresAt: '2026-07-24T00:04:30.000000Z',
  custody: {
    requirementId: 'custody',
    level: 'degraded',
    missed: ['error'],
    satelliteIds: ['few-03-07', 'few-04-11'],
    positionSigmaM: 3741.66,
    latencyS: 0.5,
  },
  threat: {
    jointProb: 0.97,
    unionProb: 0.975,
    weaponProb: 0.99,
    declared: true,
    excluded: false,
    vehicleClass: 'icbm-solid',
    vehicleClassProb: 0.92,
    regionId: 'conus',
  },
};

export const DECISION: DecisionRecord = {
  ...STAMP,
  trackId: TRACK.id,
  unionProb: 0.975,
  weaponProb: 0.99,
  jointProb: 0.97,
  declared: true,
  excluded: false,
  regions: [{ regionId: 'conus', prob: 0.975 }],
  classes: [
    { vehicleId: 'icbm-solid', prob: 0.92 },
    { vehicleId: 'icbm-liquid', prob: 0.07 },
  ],
  otherProb: 0.01,
  impact: {
    latitudeDeg: 38.9,
    longitudeDeg: -77,
    at: '2026-07-24T00:30:12.000000Z',
    covarianceKm2: [900, 200, 400],
    kind: 'prediction',
  },
  launch: {
    latitudeDeg: 40.9,
    longitudeDeg: 129.3,
    at: '2026-07-24T00:00:02.000000Z',
    covarianceKm2: [4, 0, 9],
  },
  clock: [{ mark: 'declared', at: '2026-07-24T00:03:10.000000Z', reason: 'above the threshold' }],
  reasons: ['most likely comes down in conus'],
};

/** Seen under thrust, not judged yet and by nobody's requirement. */
export const YOUNG_TRACK: TrackRecord = {
  ...TRACK,
  id: 'T0008',
  phase: 'boost',
  phaseProbs: { boost: 0.97, coast: 0.02, reentry: 0, glide: 0.01 },
  altitudeKm: 60,
  lastDetectedAt: STAMP.at,
  custody: null,
  threat: null,
};

export const ALERT: AlertRecord = {
  ...STAMP,
  id: 'threat-declared:T0007:190000000',
  kind: 'threat-declared',
  level: 'high',
  trackId: TRACK.id,
  text: 'threat declared with probability 0.970: most likely comes down in conus',
  closedAt: null,
  acknowledgedBy: 'key:0123456789ab',
  acknowledgedAt: '2026-07-24T00:03:20.000Z',
  shelvedUntil: null,
  note: 'seen',
};

export const TASKING: TaskingRecord = {
  ...STAMP,
  trackId: TRACK.id,
  validFrom: '2026-07-24T00:04:01.000000Z',
  validUntil: '2026-07-24T00:04:16.000000Z',
  looks: [
    {
      satelliteId: 'few-03-07',
      sensorId: 'narrow',
      from: '2026-07-24T00:04:04.000000Z',
      until: '2026-07-24T00:04:16.000000Z',
      steerAt: '2026-07-24T00:04:01.500000Z',
    },
    {
      satelliteId: 'few-04-11',
      sensorId: 'wide-mwir',
      from: '2026-07-24T00:04:01.000000Z',
      until: '2026-07-24T00:04:16.000000Z',
      steerAt: null,
    },
  ],
  positionItrfM: [-3_200_500, 3_901_500, 4_355_600],
  positionSigmaM: 3_800,
};
