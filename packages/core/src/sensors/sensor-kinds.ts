import { radians } from '../foundation/index.ts';
import type { SensorField, SensorSpec } from './sensor-spec.ts';

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
): SensorField {
  return {
    kind,
    offNadirRad: [radians(offNadirDeg[0]), radians(offNadirDeg[1])],
    noiseEquivalentIrradianceWPerCm2,
    maxRangeM,
    tangentFloorM,
  };
}

/** The sensor kinds a scenario may name. Magnitudes are notional where the source says so; docs/models/sensors.md argues each. */
export const SENSOR_KINDS: readonly SensorSpec[] = [
  {
    id: 'wide-mwir',
    band: 'mwir',
    fields: [
      field('nadir-disc', [0, 60], 2e-14, SIGNAL_LIMITED_RANGE_M, null),
      field('limb', [60, 63], 5e-14, SIGNAL_LIMITED_RANGE_M, null),
    ],
    framePeriodS: 1,
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
    framePeriodS: 1,
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
    framePeriodS: 1,
    sigmaRad: HUNDRED_MICRORAD,
    biasSigmaRad: 0,
    falseAlarmsPerScan: 1,
    sunExclusionRad: radians(10),
    detectionThreshold: FIVE_SIGMA,
    source:
      'Notional small payload on an existing satellite at about 550 km, whose horizon is 67 degrees off nadir; two and a half times less sensitive than wide-mwir.',
  },
];
