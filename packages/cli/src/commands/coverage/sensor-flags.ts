import { radians } from '@cupola/core/foundation';
import type { Problem } from '@cupola/core/scenario';
import { SENSOR_KINDS } from '@cupola/core/sensors';
import type { FieldOfRegard, SensorView } from '@cupola/core/sensors';
import { choiceFlag, numberFlag, numberFrom } from '../flag-values.ts';

/** Flags that say what the satellites carry. */
export interface SensorFlags {
  readonly sensor?: string;
  readonly offNadirDeg?: string;
  readonly sunExclusionDeg?: string;
  readonly maxRangeKm?: string;
  readonly minElevationDeg?: string;
  readonly windows?: true;
}

const WIDEST_EXCLUSION_DEG = 179;
const ALL_AROUND: FieldOfRegard = {
  offNadirRad: [0, Math.PI],
  maxRangeM: Number.POSITIVE_INFINITY,
  tangentFloorM: null,
};

/** Null when every line of sight counts, and after a problem. `maxRangeM` shortens the ranges of all fields. */
export function readSensorFlags(
  flags: SensorFlags,
  maxRangeM: number,
  problems: Problem[],
): SensorView | null {
  const { sensor, offNadirDeg, sunExclusionDeg, windows } = flags;
  const given = Object.entries({
    '--sensor': sensor,
    '--off-nadir-deg': offNadirDeg,
    '--sun-exclusion-deg': sunExclusionDeg,
  }).filter(([, value]) => value !== undefined);
  if (given.length === 0) return null;
  if (windows === true) {
    for (const [path, value] of given) {
      const message = 'rise and set are found for lines of sight, not for what a sensor takes of them';
      problems.push({ path, value, expected: `${path} without --windows`, message });
    }
    return null;
  }
  const before = problems.length;
  const kind = sensor === undefined ? null : kindOf(sensor, problems);
  const cone =
    offNadirDeg === undefined ? ALL_AROUND : { ...ALL_AROUND, offNadirRad: coneOf(offNadirDeg, problems) };
  if (sensor !== undefined && offNadirDeg !== undefined) {
    const message = 'the sensor kind has its own fields';
    problems.push({
      path: '--off-nadir-deg',
      value: offNadirDeg,
      expected: 'either --sensor or --off-nadir-deg',
      message,
    });
  }
  const sunDeg =
    sunExclusionDeg === undefined
      ? null
      : numberFlag('--sun-exclusion-deg', sunExclusionDeg, 0, WIDEST_EXCLUSION_DEG, 'degrees', problems);
  const fields = kind?.fields ?? [cone];
  if (flags.minElevationDeg !== undefined && fields.every(({ tangentFloorM }) => tangentFloorM !== null)) {
    const message = 'this sensor looks only along rays that stay above the limb, and never at the ground';
    problems.push({ path: '--sensor', value: sensor, expected: '--target-altitude-km with it', message });
  }
  if (problems.length > before) return null;
  return {
    fields: fields.map((field) => ({ ...field, maxRangeM: Math.min(field.maxRangeM, maxRangeM) })),
    sunExclusionRad: sunDeg === null ? (kind?.sunExclusionRad ?? 0) : radians(sunDeg),
  };
}

function kindOf(sensor: string, problems: Problem[]): SensorView | null {
  const ids = SENSOR_KINDS.map(({ id }) => id);
  const id = choiceFlag('--sensor', sensor, ids, problems);
  return SENSOR_KINDS.find((each) => each.id === id) ?? null;
}

/** One number is a cone about nadir, two are a ring. */
function coneOf(text: string, problems: Problem[]): readonly [number, number] {
  const numbers = text.split(',').map(numberFrom);
  const [from = Number.NaN, to = Number.NaN] = numbers.length === 1 ? [0, ...numbers] : numbers;
  if (from >= 0 && from < to && to <= 180 && numbers.length <= 2) return [radians(from), radians(to)];
  const expected = 'one angle from nadir, or two, the smaller first, up to 180 degrees: 60 or 20,60';
  problems.push({ path: '--off-nadir-deg', value: text, expected, message: 'it is no cone about nadir' });
  return [0, Math.PI];
}
