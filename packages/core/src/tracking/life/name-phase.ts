import { US_PER_S } from '../../foundation/index.ts';
import { TRACK_PHASES } from '../../messages/index.ts';
import type { OperateEvent, PhaseProbs, TrackPhase } from '../../messages/index.ts';
import { airText, REENTRY_HEIGHT_M } from '../motion/in-air.ts';
import { phaseProbsOf, spokesman } from '../track-state.ts';
import type { TrackState } from '../track-state.ts';

/** A phase is named when its probability passes this, and given up, for the most probable one, when its own falls as far. */
const PHASE_PROB = 0.99;

/** The track with the phase its hypotheses speak for; a change is told. */
export function withPhase(each: TrackState, events: OperateEvent[]): TrackState {
  const only = each.hypotheses.length === 1 ? each.hypotheses[0] : undefined;
  if (only !== undefined && only.kind === each.phase && each.phase !== 'boost') return each;
  const probs = phaseProbsOf(each.hypotheses);
  const phase = phaseBy(probs, each.phase);
  const boostSeen = each.boostSeen || probs.boost > PHASE_PROB;
  if (phase === each.phase) return boostSeen === each.boostSeen ? each : { ...each, boostSeen };
  const named = { ...each, phase, boostSeen };
  if (each.id !== null) {
    events.push({
      kind: 'phase-changed',
      atUs: each.atUs,
      trackId: each.id,
      from: each.phase,
      to: phase,
      prob: probs[phase],
      reason: phaseReason(named, probs),
    });
  }
  return named;
}

function phaseBy(probs: PhaseProbs, current: TrackPhase): TrackPhase {
  const likeliest = TRACK_PHASES.reduce((best, each) => (probs[each] > probs[best] ? each : best));
  return probs[likeliest] > PHASE_PROB || probs[current] < 1 - PHASE_PROB ? likeliest : current;
}

/** Why the track is in its phase, with the numbers. */
function phaseReason(track: TrackState, probs: PhaseProbs): string {
  const others = TRACK_PHASES.filter((each) => each !== track.phase && probs[each] > 1 - PHASE_PROB);
  const rest = others.map((each) => ` (${each} ${(100 * probs[each]).toFixed(2)} %)`).join('');
  const percent = `with probability ${(100 * probs[track.phase]).toFixed(2)} %${rest}`;
  const speaker = spokesman(track);
  if (track.phase === 'boost') {
    const thrust = Math.hypot(speaker.state[6]!, speaker.state[7]!, speaker.state[8]!);
    return `it accelerates ${thrust.toFixed(1)} m/s² beyond gravity ${percent}`;
  }
  if (track.phase === 'coast') {
    const { cutoffAtUs } = speaker;
    const when = cutoffAtUs === null ? '' : ` since ${(cutoffAtUs / US_PER_S).toFixed(1)} s`;
    return `it has moved under gravity alone${when} ${percent}`;
  }
  const how =
    track.phase === 'glide'
      ? 'it is borne by the air'
      : `it falls below ${REENTRY_HEIGHT_M / 1000} km without lift`;
  return `${how} ${percent}: ${airText(speaker)}`;
}
