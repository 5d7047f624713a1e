import type { SimTimeUs } from '../../foundation/index.ts';
import type { OperateEvent } from '../../messages/index.ts';
import { heaviest } from '../motion/hypothesis.ts';
import { positionSigmaM } from '../track-state.ts';
import type { TrackState } from '../track-state.ts';
import { ONE_OBJECT_LOG_ODDS, motionApartSquared } from './twins.ts';

/** Tracks of one object become one: the older name and history, the better known motion; each merge is told. */
export function withoutTwins(
  tracks: readonly TrackState[],
  atUs: SimTimeUs,
  events: OperateEvent[],
): readonly TrackState[] {
  let current = tracks;
  for (const each of tracks) {
    if (each.twin === null || each.twin.logOdds < ONE_OBJECT_LOG_ODDS) continue;
    const { birth, logOdds } = each.twin;
    const older = current.find((other) => other.birth === birth);
    if (older === undefined || older.id === null || each.id === null) continue;
    const best = [older, each].reduce((a, b) =>
      positionSigmaM(heaviest(b.hypotheses)) < positionSigmaM(heaviest(a.hypotheses)) ? b : a,
    );
    const { hypotheses, phase } = best;
    current = current.flatMap((other) => {
      if (other === each) return [];
      return other === older ? [{ ...older, hypotheses, phase }] : [other];
    });
    events.push(mergeEvent(older, each, logOdds, atUs));
  }
  return current;
}

function mergeEvent(older: TrackState, each: TrackState, logOdds: number, atUs: SimTimeUs): OperateEvent {
  const a = heaviest(older.hypotheses);
  const b = heaviest(each.hypotheses);
  const apartM = Math.hypot(a.state[0]! - b.state[0]!, a.state[1]! - b.state[1]!, a.state[2]! - b.state[2]!);
  const sigmas = Math.sqrt(motionApartSquared(a, b)).toFixed(1);
  return {
    kind: 'tracks-merged',
    atUs,
    trackId: older.id ?? '',
    mergedId: each.id ?? '',
    apartM,
    reason: `${Math.round(apartM)} m and ${sigmas} sigmas apart, they found one object's detections between them: ${Math.exp(logOdds).toExponential(0)} to one for one object`,
  };
}
