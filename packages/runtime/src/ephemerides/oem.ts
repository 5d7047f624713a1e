import { sampleUtc, statesInto } from './frame-sampler.ts';
import type { EphemerisFrame, EphemerisRequest } from './frame-sampler.ts';

/** Names of the frames as orbit data messages know them. Geodetic coordinates are none of theirs. */
export const OEM_FRAMES: { readonly [F in EphemerisFrame]: string | null } = {
  teme: 'TEME',
  gcrf: 'GCRF',
  itrf: 'ITRF2000',
  geodetic: null,
};

/** States held at a time while satellites are written one after the other: 48 MB. */
const STATES_MAX = 1_000_000;
/** Neighbouring states that a reader should interpolate between; with their velocities they carry a polynomial of degree 7. */
const INTERPOLATION_POINTS = 4;
const LINES_PER_PIECE = 1000;

/**
 * An orbit ephemeris message in keyword-value notation: version 2.0, read by version 3 too; CCSDS 502.0-B-3 §5. One segment for each satellite,
 * km and km/s, UTC without its Z.
 *
 * @param creationDate - UTC of the writing, which the format demands.
 */
export function* oemText(request: EphemerisRequest, creationDate: string): Generator<string> {
  const { ids } = request.satellites;
  yield header(creationDate);
  const atOnce = Math.max(1, Math.min(ids.length, Math.floor(STATES_MAX / request.sampleCount)));
  const states = new Float64Array(6 * atOnce * request.sampleCount);
  const times = Array.from({ length: request.sampleCount }, (_, sample) =>
    withoutZ(sampleUtc(request, sample)),
  );
  for (let first = 0; first < ids.length; first += atOnce) {
    const count = Math.min(atOnce, ids.length - first);
    for (let sample = 0; sample < request.sampleCount; sample++) {
      const at = 6 * count * sample;
      statesInto(states.subarray(at, at + 6 * count), request, sample, { first, count });
    }
    for (let index = 0; index < count; index++) {
      yield metadata(request, first + index, times);
      for (let from = 0; from < times.length; from += LINES_PER_PIECE) {
        yield times
          .slice(from, from + LINES_PER_PIECE)
          .map((time, k) => dataLine(time, states, 6 * (count * (from + k) + index)))
          .join('');
      }
    }
  }
}

/** How many pieces of text the message comes in. */
export function oemPieceCount({ satellites, sampleCount }: EphemerisRequest): number {
  return 1 + satellites.ids.length * (1 + Math.ceil(sampleCount / LINES_PER_PIECE));
}

function header(creationDate: string): string {
  return [
    'CCSDS_OEM_VERS = 2.0',
    'COMMENT Simulated by Cupola; not tracking data.',
    `CREATION_DATE = ${withoutZ(creationDate)}`,
    'ORIGINATOR = CUPOLA',
    '',
  ].join('\n');
}

function metadata(request: EphemerisRequest, satellite: number, times: readonly string[]): string {
  const { ids, names, objectIds } = request.satellites;
  const id = ids[satellite] ?? '';
  const points = Math.min(INTERPOLATION_POINTS, times.length);
  return [
    '',
    'META_START',
    `OBJECT_NAME = ${names[satellite] ?? id}`,
    `OBJECT_ID = ${objectIds[satellite] ?? id}`,
    'CENTER_NAME = EARTH',
    `REF_FRAME = ${OEM_FRAMES[request.frame]}`,
    'TIME_SYSTEM = UTC',
    `START_TIME = ${times[0]}`,
    `STOP_TIME = ${times.at(-1)}`,
    ...(points > 1 ? ['INTERPOLATION = HERMITE', `INTERPOLATION_DEGREE = ${2 * points - 1}`] : []),
    'META_STOP',
    '',
  ].join('\n');
}

function dataLine(time: string, states: Float64Array, at: number): string {
  let line = time;
  for (let axis = 0; axis < 6; axis++) line += ` ${(states[at + axis]! / 1000).toFixed(axis < 3 ? 9 : 12)}`;
  return `${line}\n`;
}

function withoutZ(iso: string): string {
  return iso.replace('Z', '');
}
