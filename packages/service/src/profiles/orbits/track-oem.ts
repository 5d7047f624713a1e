import { isoUtc, julianDateFromIso, present, usFromS } from '@cupola/core/foundation';
import { oemCovariances, oemHeader, oemMetadata, oemState, oemTime } from '@cupola/runtime/oem';
import type { TrackRecord } from '../../picture/records.ts';
import { modeSentence } from '../mode-words.ts';
import { statesAhead } from '../motion-ahead.ts';

/** The name of the Earth-fixed frame in orbit data messages, as the ephemerides of `cupola propagate` have it. */
export const FRAME = 'ITRF2000';

const ASSUMED: Readonly<Record<TrackRecord['phase'], string>> = {
  boost: 'Under thrust: predicted as if thrust ended at the first state, which it will not.',
  coast: 'Predicted as a ballistic flight.',
  reentry: 'Predicted as a ballistic flight with an assumed drag.',
  glide: 'Gliding: predicted as if lift ended at the first state, which it will not.',
};

/** How far and how finely states are predicted. */
export interface PredictionSpan {
  readonly stepS: number;
  readonly count: number;
}

/** One segment of an orbit ephemeris message: where a track is and will be, Earth-fixed, each state with its covariance. CCSDS 502.0-B-3 §5. */
export function trackOemSegment(track: TrackRecord, { stepS, count }: PredictionSpan): string {
  const from = present(julianDateFromIso(track.at));
  const states = statesAhead(track, stepS, count);
  const times = states.map(({ afterS }) => oemTime(isoUtc(from, usFromS(afterS))));
  const metadata = oemMetadata({
    objectName: track.id,
    objectId: track.id,
    frame: FRAME,
    times,
    comments: [ASSUMED[track.phase]],
  });
  const covariances = states.map(({ covarianceItrf }, k) => ({
    time: times[k] ?? '',
    covariance: covarianceItrf,
  }));
  return [
    metadata,
    ...states.map(({ stateItrf }, k) => oemState(times[k] ?? '', stateItrf, 0)),
    oemCovariances(covariances, FRAME),
  ].join('');
}

/** @param creationDate - UTC of the writing, which the format demands. */
export function trackOem(
  tracks: readonly TrackRecord[],
  dataMode: TrackRecord['dataMode'],
  span: PredictionSpan,
  creationDate: string,
): string {
  const head = oemHeader(creationDate, [modeSentence(dataMode)]);
  return [head, ...tracks.map((track) => trackOemSegment(track, span))].join('');
}
