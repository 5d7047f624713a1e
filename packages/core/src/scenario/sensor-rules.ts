import { degrees, radians } from '../foundation/index.ts';
import { SENSOR_KINDS } from '../sensors/index.ts';
import type { Parts } from './draft.ts';
import { unknownId } from './id-rules.ts';
import type { Problem } from './problem.ts';
import type { DerivedSensor } from './scenario.ts';

/** More pixels across a field than any detector has. */
const MOST_PIXELS = 16_384;

/** What is wrong with one derived sensor kind. */
export function sensorProblems(
  path: string,
  sensor: NonNullable<Parts<DerivedSensor>>,
  builtIn: readonly string[],
): Problem[] {
  const { id = null, base = null } = sensor;
  const problems: Problem[] = [];
  if (id !== null && builtIn.includes(id)) {
    problems.push({
      path: `${path}.id`,
      value: id,
      expected: 'an id that no built-in sensor kind has',
      message: `"${id}" is built in; give the derived one a name of its own`,
    });
  }
  if (base !== null && !builtIn.includes(base)) {
    problems.push(unknownId(`${path}.base`, base, 'built-in sensor kind', builtIn));
  }
  return [...problems, ...gazeProblems(path, sensor), ...limitProblems(`${path}.offNadirDeg`, sensor)];
}

function gazeProblems(path: string, { sweepPeriodS, narrow }: NonNullable<Parts<DerivedSensor>>): Problem[] {
  const problems: Problem[] = [];
  if (sweepPeriodS !== undefined && narrow !== undefined) {
    problems.push({
      path,
      value: null,
      expected: 'one of `sweepPeriodS` and `narrow`',
      message: 'a sensor sweeps by its own rhythm or is pointed, not both',
    });
  }
  const { widthDeg = null, pixelMicrorad = null } = narrow ?? {};
  if (widthDeg === null || pixelMicrorad === null) return problems;
  const pixels = (1e6 * radians(widthDeg)) / pixelMicrorad;
  if (pixels > MOST_PIXELS || pixels < 1) {
    problems.push({
      path: `${path}.narrow.pixelMicrorad`,
      value: pixelMicrorad,
      expected: `1 to ${MOST_PIXELS} pixels across ${widthDeg} degrees`,
      message:
        pixels < 1
          ? 'a pixel is wider than the field'
          : `the field would be ${Math.round(pixels)} pixels across`,
    });
  }
  return problems;
}

/** Limits must leave something of the base's fields. */
function limitProblems(
  path: string,
  { base = null, offNadirDeg }: NonNullable<Parts<DerivedSensor>>,
): Problem[] {
  const [min = null, max = null] = offNadirDeg ?? [];
  if (min === null || max === null) return [];
  const value = offNadirDeg;
  if (min >= max) {
    const message = 'nothing lies between these two';
    return [{ path, value, expected: 'the smaller number first: [min, max]', message }];
  }
  const fields = SENSOR_KINDS.find(({ id }) => id === base)?.fields ?? [];
  const edges = fields.flatMap((field) => field.offNadirRad.map(degrees));
  const isEmpty = fields.every(({ offNadirRad: [from, to] }) => degrees(to) <= min || degrees(from) >= max);
  if (fields.length === 0 || !isEmpty) return [];
  const expected = `something between ${Math.min(...edges).toFixed(0)} and ${Math.max(...edges).toFixed(0)} degrees`;
  return [{ path, value, expected, message: `${base} looks nowhere there` }];
}
