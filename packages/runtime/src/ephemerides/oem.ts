import { sampleUtc, statesInto } from './frame-sampler.ts';
import type { EphemerisFrame, EphemerisRequest } from './frame-sampler.ts';
import { oemHeader, oemMetadata, oemState, oemTime } from './oem-message.ts';

/** Names of the frames as orbit data messages know them. Geodetic coordinates are none of theirs. */
export const OEM_FRAMES: { readonly [F in EphemerisFrame]: string | null } = {
  teme: 'TEME',
  gcrf: 'GCRF',
  itrf: 'ITRF2000',
  geodetic: null,
};

/** States held at a time while satellites are written one after the other: 48 MB. */
const STATES_MAX = 1_000_000;
const LINES_PER_PIECE = 1000;

/**
 * An orbit ephemeris message with one segment for each satellite.
 *
 * @param creationDate - UTC of the writing, which the format demands.
 */
export function* oemText(request: EphemerisRequest, creationDate: string): Generator<string> {
  const { ids } = request.satellites;
  yield oemHeader(creationDate, ['Simulated by Cupola; not tracking data.']);
  const atOnce = Math.max(1, Math.min(ids.length, Math.floor(STATES_MAX / request.sampleCount)));
  const states = new Float64Array(6 * atOnce * request.sampleCount);
  const times = Array.from({ length: request.sampleCount }, (_, sample) =>
    oemTime(sampleUtc(request, sample)),
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
          .map((time, k) => oemState(time, states, 6 * (count * (from + k) + index)))
          .join('');
      }
    }
  }
}

/** How many pieces of text the message comes in. */
export function oemPieceCount({ satellites, sampleCount }: EphemerisRequest): number {
  return 1 + satellites.ids.length * (1 + Math.ceil(sampleCount / LINES_PER_PIECE));
}

function metadata(
  { satellites, frame }: EphemerisRequest,
  satellite: number,
  times: readonly string[],
): string {
  const id = satellites.ids[satellite] ?? '';
  return oemMetadata({
    objectName: satellites.names[satellite] ?? id,
    objectId: satellites.objectIds[satellite] ?? id,
    frame: OEM_FRAMES[frame] ?? '',
    times,
  });
}
