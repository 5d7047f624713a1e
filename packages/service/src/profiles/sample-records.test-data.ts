import { upperTriangle } from '@cupola/contract';
import type {
  AlertRecord,
  DecisionRecord,
  LaunchRecord,
  TaskingRecord,
  TrackRecord,
} from '../picture/records.ts';

function scale(n: number): number {
  return n < 3 ? 400 - 50 * n : 3 - 0.2 * (n - 3);
}

/** A covariance with everything correlated, 6 x 6: 400 m and 3 m/s. */
const COVARIANCE = Float64Array.from({ length: 36 }, (_, k) => {
  const [i, j] = [Math.floor(k / 6), k % 6];
  return scale(i) * scale(j) * (i === j ? 1 : 0.3 / (1 + Math.abs(i - j)));
});

/** A missile in mid-course over the Sea of Japan, held by two satellites and declared a threat. */
export const SAMPLE_TRACK: TrackRecord = {
  dataMode: 'SIMULATED',
  atUs: 240_500_000,
  at: '2026-07-24T00:04:00.500000Z',
  id: 'T0001',
  phase: 'coast',
  phaseProbs: { boost: 0.02, coast: 0.97, reentry: 0, glide: 0.01 },
  latitudeDeg: 41.5,
  longitudeDeg: 135.25,
  altitudeKm: 312.5,
  speedKmPerS: 6.1,
  courseDeg: 52.5,
  positionSigmaKm: 0.61,
  positionItrfM: [-3_564_421.1, 3_534_131.5, 4_410_500.3],
  velocityItrfMPerS: [-4_100, 1_200, 4_352.0],
  covarianceItrf: upperTriangle(COVARIANCE),
  existenceProb: 0.999,
  firstDetectedAt: '2026-07-24T00:01:10.000000Z',
  confirmedAt: '2026-07-24T00:01:20.000000Z',
  lastDetectedAt: '2026-07-24T00:04:00.000000Z',
  expiresAt: '2026-07-24T00:04:30.500000Z',
  custody: {
    requirementId: 'custody',
    level: 'degraded',
    missed: ['error'],
    satelliteIds: ['custody-01-01', 'custody-01-02'],
    positionSigmaM: 610,
    latencyS: 0.5,
  },
  threat: {
    jointProb: 0.97,
    unionProb: 0.98,
    weaponProb: 0.99,
    declared: true,
    excluded: false,
    vehicleClass: 'icbm-solid',
    vehicleClassProb: 0.9,
    regionId: 'us-west',
  },
};

/** Seen under thrust, not judged yet and by nobody's requirement. */
export const YOUNG_TRACK: TrackRecord = {
  ...SAMPLE_TRACK,
  id: 'T0002',
  phase: 'boost',
  phaseProbs: { boost: 0.97, coast: 0.02, reentry: 0, glide: 0.01 },
  altitudeKm: 60,
  lastDetectedAt: SAMPLE_TRACK.at,
  custody: null,
  threat: null,
};

export const SAMPLE_DECISION: DecisionRecord = {
  dataMode: 'SIMULATED',
  atUs: 240_000_000,
  at: '2026-07-24T00:04:00.000000Z',
  trackId: 'T0001',
  unionProb: 0.98,
  weaponProb: 0.99,
  jointProb: 0.97,
  declared: true,
  excluded: false,
  regions: [{ regionId: 'us-west', prob: 0.95 }],
  classes: [
    { vehicleId: 'icbm-solid', prob: 0.9 },
    { vehicleId: 'icbm-liquid', prob: 0.07 },
  ],
  otherProb: 0.03,
  impact: {
    kind: 'prediction',
    latitudeDeg: 37.5,
    longitudeDeg: -122.25,
    at: '2026-07-24T00:29:10.000000Z',
    covarianceKm2: [400, 150, 225],
  },
  launch: {
    latitudeDeg: 40.85,
    longitudeDeg: 129.66,
    at: '2026-07-24T00:00:30.000000Z',
    covarianceKm2: [4, 0, 9],
  },
  clock: [{ mark: 'declared', at: '2026-07-24T00:03:10.000000Z', reason: 'above the threshold' }],
  reasons: ['most likely comes down in us-west'],
};

export const SAMPLE_LAUNCH: LaunchRecord = {
  dataMode: 'SIMULATED',
  atUs: 240_000_000,
  at: '2026-07-24T00:04:00.000000Z',
  id: 'L0001',
  latitudeDeg: 40.85,
  longitudeDeg: 129.66,
  launchedAt: '2026-07-24T00:00:30.000000Z',
  launchedAtUs: 30_000_000,
  launchedAtSigmaS: 2,
  covarianceKm2: [4, 0, 9],
  sites: [],
  trackIds: ['T0001', 'T0004'],
  toldBy: 'T0001',
  firstToldAt: '2026-07-24T00:01:40.000000Z',
  declared: true,
  vehicleClass: 'icbm-solid',
};

export const SAMPLE_ALERT: AlertRecord = {
  dataMode: 'SIMULATED',
  atUs: 240_000_000,
  at: '2026-07-24T00:04:00.000000Z',
  id: 'threat-declared:T0001:240000000',
  kind: 'threat-declared',
  level: 'high',
  trackId: 'T0001',
  text: 'threat declared with probability 0.970: burn & speed <of a weapon>',
  closedAt: null,
  acknowledgedBy: 'key:0123456789ab',
  acknowledgedAt: '2026-07-24T00:04:20.000Z',
  shelvedUntil: null,
  note: 'seen',
};

export const SAMPLE_TASKING: TaskingRecord = {
  dataMode: 'SIMULATED',
  atUs: 240_000_000,
  at: '2026-07-24T00:04:00.000000Z',
  trackId: 'T0001',
  validFrom: '2026-07-24T00:04:01.000000Z',
  validUntil: '2026-07-24T00:04:16.000000Z',
  looks: [
    {
      satelliteId: 'custody-01-01',
      sensorId: 'narrow',
      from: '2026-07-24T00:04:04.000000Z',
      until: '2026-07-24T00:04:16.000000Z',
      steerAt: '2026-07-24T00:04:01.500000Z',
    },
    {
      satelliteId: 'custody-01-02',
      sensorId: 'wide-mwir',
      from: '2026-07-24T00:04:01.000000Z',
      until: '2026-07-24T00:04:16.000000Z',
      steerAt: null,
    },
  ],
  positionItrfM: [-3_568_500, 3_535_500, 4_414_600],
  positionSigmaM: 3_800,
};
