import type { TrackId } from '../../messages/index.ts';
import type { TrackState } from '../track-state.ts';
import { existenceProb } from './existence.ts';

/** What an operator decided about a confirmed track. */
export interface TrackOrder {
  readonly kind: 'confirm' | 'drop';
  readonly trackId: TrackId;
}

/** What an operator's word makes of the probability that there is an object, at the least. Notional: detections may still take it away. */
const CONFIRMED_PROB = 0.999;

/** The tracks after an order; the same ones when there is none of that name. */
export function afterOrder(
  tracks: readonly TrackState[],
  { kind, trackId }: TrackOrder,
): readonly TrackState[] {
  if (!tracks.some(({ id }) => id === trackId)) return tracks;
  if (kind === 'drop') return tracks.filter(({ id }) => id !== trackId);
  return tracks.map((each) => (each.id === trackId ? confirmed(each) : each));
}

/** An object of its own beyond doubt: it is not dropped as pieced together from others' detections, and not before it has long not been seen. */
function confirmed(track: TrackState): TrackState {
  const { seenProb, hiddenProb } = track.existence;
  const factor = Math.max(1, CONFIRMED_PROB / existenceProb(track.existence));
  return {
    ...track,
    standing: null,
    existence: { seenProb: factor * seenProb, hiddenProb: factor * hiddenProb },
  };
}
