import { radians } from '../foundation/index.ts';
import type { Gaze, SensorField, SensorSpec } from './sensor-spec.ts';

const FIVE_SIGMA = 5;
const HUNDRED_MICRORAD = 1e-4;
/** Longer than any line of sight between 1,000 km and a missile's apogee: only the signal limits these fields. */
const SIGNAL_LIMITED_RANGE_M = 10_000_000;
/** Beyond this a cold field does not search: a 30 W/sr body gives half a chance at 4,500 km. Notional, m. */
const COLD_FIELD_RANGE_M = 5_000_000;

/** Lowest ray a cold long-wave field can use: below it the warm limb fills the pixel. From 1,000 km it is 61.4 degrees off nadir. */
const LONG_WAVE_TANGENT_FLOOR_M = 100_000;

function field(
  kind: SensorField['kind'],
  offNadirDeg: readonly [number, number],
  noiseEquivalentIrradianceWPerCm2: number,
  maxRangeM: number,
  tangentFloorM: number | null,
  sunlitNoiseFactor = 1,
): SensorField {
  return {
    kind,
    offNadirRad: [radians(offNadirDeg[0]), radians(offNadirDeg[1])],
    noiseEquivalentIrradianceWPerCm2,
    maxRangeM,
    tangentFloorM,
    sunlitNoiseFactor,
  };
}

const STARE: Gaze = { kind: 'stare' };
/** A half-metre mirror's turn, in the order of what agile small satellites and gimballed mirrors do. Notional. */
const NARROW_GAZE: Gaze = {
  kind: 'point',
  widthRad: radians(2),
  pixelRad: 4e-5,
  slewRadPerS: radians(20),
  settleS: 0.5,
};
/** A narrow field's pixels are a fifth of a wide one's. Centroids to half a pixel. */
const NARROW_SIGMA_RAD = 2e-5;
/** Beyond this a narrow cold field is not sent: a 30 W/sr body gives an even chance there. Notional, m. */
const NARROW_COLD_RANGE_M = 7_500_000;

/** The sensor kinds a scenario may name. Magnitudes are notional where the source says so; docs/models/sensors.md argues each. */
export const SENSOR_KINDS: readonly SensorSpec[] = [
  {
    id: 'wide-mwir',
    band: 'mwir',
    fields: [
      field('nadir-disc', [0, 60], 2e-14, SIGNAL_LIMITED_RANGE_M, null),
      field('limb', [60, 63], 5e-14, SIGNAL_LIMITED_RANGE_M, null),
    ],
    gaze: STARE,
    framePeriodS: 1,
    maxDetectionsPerFrame: null,
    sigmaRad: HUNDRED_MICRORAD,
    biasSigmaRad: 0,
    falseAlarmsPerScan: 1,
    sunExclusionRad: radians(10),
    detectionThreshold: FIVE_SIGMA,
    source:
      'Notional wide staring field. Clutter-equivalent irradiance set so that a 100 kW/sr plume stands 27 times above the Earth background at 4,300 km and a 30 W/sr body never appears.',
  },
  {
    id: 'above-limb-lwir',
    band: 'lwir',
    fields: [
      field('above-limb', [59, 90], 3e-17, COLD_FIELD_RANGE_M, LONG_WAVE_TANGENT_FLOOR_M),
      field('upward', [90, 180], 3e-17, COLD_FIELD_RANGE_M, LONG_WAVE_TANGENT_FLOOR_M),
    ],
    gaze: STARE,
    framePeriodS: 1,
    maxDetectionsPerFrame: null,
    sigmaRad: HUNDRED_MICRORAD,
    biasSigmaRad: 0,
    falseAlarmsPerScan: 1,
    sunExclusionRad: radians(30),
    detectionThreshold: FIVE_SIGMA,
    source:
      'Notional cold field against space. 3e-17 W/cm² sees a 30 W/sr body to about 4,000 km; 1e-16, the pessimistic case, to 2,200 km. No programme has published the figure.',
  },
  {
    id: 'hosted-swir',
    band: 'swir',
    fields: [
      field('nadir-disc', [0, 67], 5e-14, SIGNAL_LIMITED_RANGE_M, null),
      field('limb', [67, 70], 1e-13, SIGNAL_LIMITED_RANGE_M, null),
    ],
    gaze: STARE,
    framePeriodS: 1,
    maxDetectionsPerFrame: null,
    sigmaRad: HUNDRED_MICRORAD,
    biasSigmaRad: 0,
    falseAlarmsPerScan: 1,
    sunExclusionRad: radians(10),
    detectionThreshold: FIVE_SIGMA,
    source:
      'Notional small payload on an existing satellite at about 550 km, whose horizon is 67 degrees off nadir; two and a half times less sensitive than wide-mwir.',
  },
  {
    id: 'sweeping-swir',
    band: 'swir',
    fields: [
      field('nadir-disc', [0, 60], 2e-14, SIGNAL_LIMITED_RANGE_M, null, 3),
      field('limb', [60, 63], 5e-14, SIGNAL_LIMITED_RANGE_M, null, 3),
    ],
    gaze: { kind: 'sweep', periodS: 10 },
    framePeriodS: 1,
    maxDetectionsPerFrame: 2000,
    sigmaRad: HUNDRED_MICRORAD,
    biasSigmaRad: 0,
    falseAlarmsPerScan: 0.1,
    sunExclusionRad: radians(10),
    detectionThreshold: FIVE_SIGMA,
    source:
      'Notional line that sees a direction once in ten seconds, the order of an early-warning satellite that turns six times a minute, in a window band that reaches the ground: sunlit cloud behind the target trebles the noise.',
  },
  {
    id: 'narrow-mwir',
    band: 'mwir',
    fields: [
      field('nadir-disc', [0, 60], 2e-15, SIGNAL_LIMITED_RANGE_M, null),
      field('limb', [60, 63], 5e-15, SIGNAL_LIMITED_RANGE_M, null),
      field('above-limb', [63, 120], 1e-16, SIGNAL_LIMITED_RANGE_M, null),
    ],
    gaze: NARROW_GAZE,
    framePeriodS: 1,
    maxDetectionsPerFrame: 200,
    sigmaRad: NARROW_SIGMA_RAD,
    biasSigmaRad: 0,
    falseAlarmsPerScan: 0.01,
    sunExclusionRad: radians(10),
    detectionThreshold: FIVE_SIGMA,
    source:
      'Notional narrow field for plumes and hot bodies: a fifth of the pixel angle of wide-mwir, so that a tenth of its clutter-equivalent irradiance is left. It never sees a cold body.',
  },
  {
    id: 'narrow-lwir',
    band: 'lwir',
    fields: [
      field('above-limb', [59, 90], 1e-17, NARROW_COLD_RANGE_M, LONG_WAVE_TANGENT_FLOOR_M),
      field('upward', [90, 180], 1e-17, NARROW_COLD_RANGE_M, LONG_WAVE_TANGENT_FLOOR_M),
    ],
    gaze: NARROW_GAZE,
    framePeriodS: 1,
    maxDetectionsPerFrame: 200,
    sigmaRad: NARROW_SIGMA_RAD,
    biasSigmaRad: 0,
    falseAlarmsPerScan: 0.01,
    sunExclusionRad: radians(30),
    detectionThreshold: FIVE_SIGMA,
    source:
      'Notional cold narrow field against space: three times more sensitive than above-limb-lwir because it dwells, so that a 30 W/sr body is seen to about 7,000 km.',
  },
];
