import { present, pricedAssignment } from '../../foundation/index.ts';
import { beliefs } from './beliefs.ts';
import { MOST_LOSS_NATS, jointEvents } from './joint-events.ts';
import type { Option } from './joint-events.ts';

/** One possible origin of a detection. */
export interface Edge {
  /** Small indices, from 0. */
  readonly track: number;
  readonly detection: number;
  /** Odds of "this track made this detection" against "it made none, and the detection is a false alarm". */
  readonly odds: number;
}

/** The cheapest assignment of more tracks than this takes too long. */
const MOST_TRACKS = 150;

/**
 * Probability that each track made each detection, every track at most one and every detection made by at most one. The likeliest joint event and
 * its prices show which edges stand in no joint event that matters; what is left falls into small components, whose joint events are counted.
 * Components with too many, and contests of too many tracks, get the approximation `beliefs`.
 *
 * @returns Probability of each edge; what is left of a track's 1 is that it made none.
 */
export function marginals(edges: readonly Edge[], tracks: number, detections: number): Float64Array {
  if (tracks > MOST_TRACKS) return beliefs(edges, tracks, detections);
  const cost = new Float64Array(tracks * detections).fill(Number.POSITIVE_INFINITY);
  for (const { track, detection, odds } of edges) cost[track * detections + detection] = -Math.log(odds);
  const { rowPrice, columnPrice, skipPrice } = pricedAssignment(cost, tracks, detections, 0);
  const options = Array.from({ length: tracks }, (_, track): (Option & { readonly edge: number })[] => {
    const lossNats = -rowPrice[track]! - skipPrice[track]!;
    return lossNats > MOST_LOSS_NATS ? [] : [{ detection: -1, lossNats, edge: -1 }];
  });
  edges.forEach(({ track, detection }, edge) => {
    const lossNats =
      cost[track * detections + detection]! - rowPrice[track]! - columnPrice[detection]! - skipPrice[track]!;
    if (lossNats <= MOST_LOSS_NATS) present(options[track]).push({ detection, lossNats, edge });
  });
  for (const own of options) own.sort((a, b) => a.lossNats - b.lossNats || a.detection - b.detection);
  const probs = new Float64Array(edges.length);
  for (const members of componentsOf(options, detections)) {
    const own = members.map((track) => present(options[track]));
    const free = new Map<number, number>();
    for (const { detection } of own.flat()) {
      if (detection >= 0) free.set(detection, -columnPrice[detection]!);
    }
    const counted = jointEvents(own, free);
    if (counted === null) {
      believed(
        probs,
        edges,
        members,
        own.flatMap((each) => each.flatMap(({ edge }) => (edge < 0 ? [] : [edge]))),
      );
    } else {
      own.forEach((each, k) => {
        each.forEach(({ edge }, option) => {
          if (edge >= 0) probs[edge] = present(counted[k])[option]!;
        });
      });
    }
  }
  return probs;
}

/** Fills in the approximate probabilities of one component. */
function believed(
  probs: Float64Array,
  edges: readonly Edge[],
  members: readonly number[],
  own: readonly number[],
): void {
  const detections = [...new Set(own.map((edge) => present(edges[edge]).detection))];
  const local = own.map((edge) => {
    const { track, detection, odds } = present(edges[edge]);
    return { track: members.indexOf(track), detection: detections.indexOf(detection), odds };
  });
  beliefs(local, members.length, detections.length).forEach((prob, k) => {
    probs[present(own[k])] = prob;
  });
}

/** Tracks that share detections, directly or through others. */
function componentsOf(
  options: readonly (readonly Option[])[],
  detections: number,
): readonly (readonly number[])[] {
  const tracksOf = Array.from({ length: detections }, (): number[] => []);
  options.forEach((own, track) => {
    for (const { detection } of own) if (detection >= 0) present(tracksOf[detection]).push(track);
  });
  const seen = new Uint8Array(options.length);
  const found: number[][] = [];
  for (let start = 0; start < options.length; start++) {
    if (seen[start] === 1) continue;
    seen[start] = 1;
    const members = [start];
    for (const track of members) {
      for (const { detection } of present(options[track])) {
        if (detection < 0) continue;
        for (const other of present(tracksOf[detection])) {
          if (seen[other] === 1) continue;
          seen[other] = 1;
          members.push(other);
        }
      }
    }
    found.push(members);
  }
  return found;
}
