import type { MeanElements } from '@cupola/core/constellation';
import type { Problem } from '@cupola/core/scenario';
import { TLE_CATALOGUE_NUMBER_MAX, catalogueNumberColumns } from './catalogue-number.ts';
import { tleLineKind } from './read-tle.ts';
import { tleChecksum } from './tle-checksum.ts';
import { tleEpochColumns } from './tle-epoch.ts';
import { assumedExponentialColumns, signedDecimalColumns } from './tle-numbers.ts';

/**
 * The three lines of an element set, or why the format cannot hold it.
 *
 * Rounded to what the format prints: epoch 10^-8 day, angles 10^-4 degrees, eccentricity 10^-7, mean motion 10^-8 rev/day, drag and second
 * derivative five digits. The element set number keeps its last four digits, the revolutions their last five.
 *
 * @see [CelesTrak-TLE], [SpaceTrack-Alpha5]
 */
export function tleLines(
  elements: MeanElements,
): { readonly lines: readonly string[] } | { readonly problems: readonly Problem[] } {
  const { catalogueNumber, objectName } = elements;
  const problems: Problem[] = [];
  /** What a field holds; `null` is told as a problem. */
  const held = (what: string, value: unknown, expected: string, columns: string | null): string => {
    if (columns === null) {
      const message = `${objectName} (${catalogueNumber}) does not fit into a TLE: ${what} is ${String(value)}`;
      problems.push({ path: String(catalogueNumber), value, expected, message });
    }
    return columns ?? '';
  };
  const number = held(
    'its catalogue number',
    catalogueNumber,
    `at most ${TLE_CATALOGUE_NUMBER_MAX}, or an OMM`,
    catalogueNumber <= TLE_CATALOGUE_NUMBER_MAX ? catalogueNumberColumns(catalogueNumber) : null,
  );
  const isName = tleLineKind(objectName) === 'name' && !/\p{Cc}/u.test(objectName);
  const name = held(
    'its name',
    objectName,
    'a name that does not look like an element line',
    isName ? objectName : null,
  );
  const objectId = held(
    'its designator',
    elements.objectId,
    'a launch of 1957 to 2056, numbered up to 999',
    objectIdColumns(elements.objectId),
  );
  const epoch = held(
    'the year of its epoch',
    new Date((elements.epoch.dayJd - 2440587.5) * 86_400_000).getUTCFullYear(),
    'a year from 1957 to 2056',
    tleEpochColumns(elements.epoch),
  );
  const dot = held(
    'its mean motion derivative',
    elements.meanMotionDotRevPerDay2,
    'less than 1 rev/day²',
    signedDecimalColumns(elements.meanMotionDotRevPerDay2),
  );
  const ddot = held(
    'its second derivative',
    elements.meanMotionDdotRevPerDay3,
    'less than 1e9 rev/day³',
    assumedExponentialColumns(elements.meanMotionDdotRevPerDay3),
  );
  const drag = held(
    'its drag term',
    elements.bstarPerEarthRadius,
    'less than 1e9 per Earth radius',
    assumedExponentialColumns(elements.bstarPerEarthRadius),
  );
  const eccentricity = held(
    'its eccentricity',
    elements.eccentricity,
    'less than 0.99999995',
    eccentricityColumns(elements.eccentricity),
  );
  const motionText = elements.meanMotionRevPerDay.toFixed(8).padStart(11);
  const motion = held(
    'its mean motion',
    elements.meanMotionRevPerDay,
    'less than 100 rev/day',
    motionText.length === 11 ? motionText : null,
  );
  if (problems.length > 0) return { problems };
  const setNumber = String((elements.elementSetNumber ?? 999) % 10_000).padStart(4);
  const revolutions = String((elements.revolutionsAtEpoch ?? 0) % 100_000).padStart(5);
  const first = `1 ${number}${elements.classification ?? 'U'} ${objectId} ${epoch} ${dot} ${ddot} ${drag} 0 ${setNumber}`;
  const [inclination, node, perigee, anomaly] = [
    elements.inclinationDeg,
    elements.nodeDeg,
    elements.argumentOfPerigeeDeg,
    elements.meanAnomalyDeg,
  ].map((deg) => deg.toFixed(4).padStart(8));
  const second = `2 ${number} ${inclination} ${node} ${eccentricity} ${perigee} ${anomaly} ${motion}${revolutions}`;
  // A leading "0 " would be taken for the mark of a name line, so it gets that mark.
  const nameLine = name.startsWith('0 ') ? `0 ${name}` : name;
  return { lines: [nameLine, `${first}${tleChecksum(first)}`, `${second}${tleChecksum(second)}`] };
}

/** `2019-074B` is `19074B  `. */
function objectIdColumns(objectId: string): string | null {
  if (objectId === '') return ' '.repeat(8);
  const match = /^(\d{4})-(\d{3})([A-Z]{0,3})$/.exec(objectId);
  const year = Number(match?.[1] ?? 0);
  if (match === null || year < 1957 || year > 2056) return null;
  return `${String(year % 100).padStart(2, '0')}${match[2]}${match[3]}`.padEnd(8);
}

function eccentricityColumns(eccentricity: number): string | null {
  const digits = Math.round(eccentricity * 1e7);
  return digits < 1e7 ? String(digits).padStart(7, '0') : null;
}
