import { US_PER_S, present } from '../foundation/index.ts';
import type { AssociatedLook } from '../messages/index.ts';
import type { OwnSide } from '../sensors/index.ts';
import { assimilated } from './association/assimilate.ts';
import type { Assimilated } from './association/assimilate.ts';
import type { ChannelRates, Sighting } from './association/channel-memory.ts';
import { predictedHypotheses } from './motion/beget.ts';
import type { Pointing } from './bias/pointing.ts';
import { corrected } from './looks/correct.ts';
import { boundedProb, existenceAfter } from './life/existence.ts';
import { heaviest } from './motion/hypothesis.ts';
import type { Hypothesis } from './motion/hypothesis.ts';
import { isLost } from './life/reacquire.ts';
import type { Scan } from './scan.ts';
import { isFitting } from './life/misfit.ts';
import { standingAfter } from './life/standing.ts';
import { lookAt } from './track-state.ts';
import type { TrackState } from './track-state.ts';
import { twinsAfter } from './life/twins.ts';
import { watchersOf } from './looks/watchers.ts';

export interface Followed {
  readonly kept: readonly TrackState[];
  /** Detections that confirmed tracks took. */
  readonly looks: readonly AssociatedLook[];
  /** What each confirmed track that is not lost had to expect, and what came. */
  readonly sightings: readonly Sighting[];
}

/**
 * Every track at the time of the scan, with its detections taken: confirmed ones, and tentative ones that fit their detections, compete for them;
 * other tentative ones choose from what is left; lost ones wait for a new start.
 *
 * @param taken - Marks the detections that tracks take.
 * @param rivals - What may be objects that have no track yet: they compete with the first, and take nothing.
 */
export function followed(
  tracks: readonly TrackState[],
  scan: Scan,
  ownSide: OwnSide,
  rates: ChannelRates,
  taken: Uint8Array,
  pointing: Pointing | null,
  rivals: readonly TrackState[],
): Followed {
  const lost = tracks.filter(isLost);
  const following = tracks.filter((each) => !isLost(each));
  const together = group(following.filter(isFitting), scan, ownSide, rates, taken, pointing, rivals);
  const rest = group(
    following.filter((each) => !isFitting(each)),
    scan,
    ownSide,
    rates,
    taken,
    pointing,
  );
  const first = together.filter(({ after }) => after.id !== null);
  const second = [...together.filter(({ after }) => after.id === null), ...rest];
  const shares = first.map((each) => each.sighting.shares);
  const twins = twinsAfter(
    first.map((each) => each.after),
    shares,
    scan,
    rates,
  );
  return {
    kept: [
      ...first.map(({ after }, index) => ({ ...after, twin: twins[index] ?? null })),
      ...second.map((each) => each.after),
      ...lost.map((each) => unseen(each, scan, ownSide)),
    ],
    looks: first.flatMap(({ after, rows }) =>
      rows.map((row) => ({ trackId: after.id ?? '', ...lookAt(scan, row) })),
    ),
    sightings: first.map((each) => each.sighting),
  };
}

interface Step {
  readonly after: TrackState;
  readonly rows: readonly number[];
  readonly sighting: Sighting;
}

function group(
  tracks: readonly TrackState[],
  scan: Scan,
  ownSide: OwnSide,
  rates: ChannelRates,
  taken: Uint8Array,
  pointing: Pointing | null,
  rivals: readonly TrackState[] = [],
): readonly Step[] {
  const all = [...tracks, ...rivals];
  const ahead = all.map((each) => predictedHypotheses(each, elapsedSince(each, scan)));
  const seenProbs = Float64Array.from(all, (each) => boundedProb(each.existence.seenProb));
  const areEvidence = all.map((each) => each.id !== null);
  const brought = assimilated(ahead, seenProbs, scan, taken, rates, pointing, areEvidence, rivals.length);
  return brought.map((each, index) =>
    stepOf(present(tracks[index]), present(ahead[index]), each, scan, ownSide, rates),
  );
}

function stepOf(
  each: TrackState,
  ahead: readonly Hypothesis[],
  brought: Assimilated,
  scan: Scan,
  ownSide: OwnSide,
  rates: ChannelRates,
): Step {
  const { rows, shares, seen, logOdds } = brought;
  const watching = (channels: readonly number[]): readonly number[] =>
    watchersOf(channels, heaviest(ahead).state, scan, ownSide);
  const watchers = watching(each.lastChannels);
  const seeing = new Set(shares.map(({ row }) => scan.channelIndex[row]!));
  const missedProb = watchers
    .filter((channel) => !seeing.has(channel))
    .reduce((prob, channel) => prob * (1 - rates.detectionProb(channel)), 1);
  const elapsedS = elapsedSince(each, scan);
  const existence = existenceAfter(each.existence, elapsedS, logOdds, missedProb, shares.length > 0);
  return {
    after: {
      ...corrected(each, ahead, rows, scan, ownSide, seen),
      existence,
      standing: standingAfter(each.standing, { brought, watching }, scan, rates),
    },
    rows,
    sighting: { watchers, shares },
  };
}

/** A lost track is not where anybody could look for it. */
function unseen(each: TrackState, scan: Scan, ownSide: OwnSide): TrackState {
  const elapsedS = elapsedSince(each, scan);
  const existence = existenceAfter(each.existence, elapsedS, 0, 1, true);
  const after = corrected(each, predictedHypotheses(each, elapsedS), [], scan, ownSide);
  return { ...after, existence, twin: null };
}

function elapsedSince(each: TrackState, scan: Scan): number {
  return (scan.atUs - each.atUs) / US_PER_S;
}
