/** Neighbouring states that a reader should interpolate between; with their velocities they carry a polynomial of degree 7. */
const INTERPOLATION_POINTS = 4;

/** Who and what the states of a segment are of. */
export interface OemSegment {
  readonly objectName: string;
  readonly objectId: string;
  readonly frame: string;
  /** UTC without its Z, in order; at least one. */
  readonly times: readonly string[];
  readonly comments?: readonly string[];
}

/**
 * The head of an orbit ephemeris message in keyword-value notation: version 2.0, read by version 3 too. CCSDS 502.0-B-3 §5.
 *
 * @param creationDate - UTC of the writing, which the format demands.
 */
export function oemHeader(creationDate: string, comments: readonly string[]): string {
  return [
    'CCSDS_OEM_VERS = 2.0',
    ...comments.map((text) => `COMMENT ${text}`),
    `CREATION_DATE = ${oemTime(creationDate)}`,
    'ORIGINATOR = CUPOLA',
    '',
  ].join('\n');
}

/** What stands before the states of one object. */
export function oemMetadata({ objectName, objectId, frame, times, comments = [] }: OemSegment): string {
  const points = Math.min(INTERPOLATION_POINTS, times.length);
  return [
    '',
    'META_START',
    ...comments.map((text) => `COMMENT ${text}`),
    `OBJECT_NAME = ${objectName}`,
    `OBJECT_ID = ${objectId}`,
    'CENTER_NAME = EARTH',
    `REF_FRAME = ${frame}`,
    'TIME_SYSTEM = UTC',
    `START_TIME = ${times[0]}`,
    `STOP_TIME = ${times.at(-1)}`,
    ...(points > 1 ? ['INTERPOLATION = HERMITE', `INTERPOLATION_DEGREE = ${2 * points - 1}`] : []),
    'META_STOP',
    '',
  ].join('\n');
}

/** One state, m and m/s from `at` on, as the message has it: km and km/s. */
export function oemState(time: string, states: ArrayLike<number>, at: number): string {
  let line = time;
  for (let axis = 0; axis < 6; axis++) line += ` ${(states[at + axis]! / 1000).toFixed(axis < 3 ? 9 : 12)}`;
  return `${line}\n`;
}

/** Covariances of some of the states, 6 x 6 row by row in m and m/s: lower triangles in km and km/s, row by row. */
export function oemCovariances(
  covariances: readonly { readonly time: string; readonly covariance: ArrayLike<number> }[],
  frame: string,
): string {
  const matrices = covariances.map(({ time, covariance }, index) => {
    const rows = Array.from({ length: 6 }, (_, row) =>
      Array.from({ length: row + 1 }, (__, column) =>
        (covariance[6 * row + column]! / 1e6).toExponential(12),
      ).join(' '),
    );
    return [`EPOCH = ${time}`, ...(index === 0 ? [`COV_REF_FRAME = ${frame}`] : []), ...rows].join('\n');
  });
  return ['', 'COVARIANCE_START', ...matrices, 'COVARIANCE_STOP', ''].join('\n');
}

/** As the message has it: UTC without its Z. */
export function oemTime(iso: string): string {
  return iso.replace('Z', '');
}
