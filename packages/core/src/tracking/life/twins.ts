import { mahalanobisSquared, present } from '../../foundation/index.ts';
import type { ChannelRates } from '../association/channel-memory.ts';
import { COAST_SIZE, heaviest, sizeOf } from '../motion/hypothesis.ts';
import type { Hypothesis } from '../motion/hypothesis.ts';
import type { Scan } from '../scan.ts';
import { positionSigmaM } from '../track-state.ts';
import type { TrackState } from '../track-state.ts';
import type { Share } from '../association/weigh-together.ts';

/** The suspicion that a track follows the same object as an older one. */
export interface Twin {
  /** Birth of the older track. */
  readonly birth: number;
  /** Natural logarithm of the odds "one object" to "two". */
  readonly logOdds: number;
}

/** Two tracks farther apart than this (squared distance of position and velocity, six degrees of freedom) are two objects: 1 in 70 pairs of one. */
const ALIKE_SQUARED = 16;
/** Pairs so far apart, in sigmas of both positions, are not looked at closer. */
const NEAR_SIGMAS = 4;
/** Two tracks are two objects until shown otherwise: a thousand to one. */
const PRIOR_LOG_ODDS = Math.log(1e-3);
/** What a second detection speaks for two objects; a false alarm would hardly ever lie there. Natural logarithm, notional. */
const SECOND_DETECTION = 3;
/** Bound of the suspicion on the side of two objects, so that two that become one are noticed soon. */
const LEAST_LOG_ODDS = -10;
/** One object when the odds pass a thousand to one. */
export const ONE_OBJECT_LOG_ODDS: number = Math.log(1e3);

/**
 * The suspicions after a scan, one for each track. Told by how many detections two indistinguishable tracks find between them: with two
 * objects nearly every channel has two, with one object one.
 *
 * @param tracks - Confirmed tracks after the scan.
 * @param shares - What each of them took.
 */
export function twinsAfter(
  tracks: readonly TrackState[],
  shares: readonly (readonly Share[])[],
  scan: Scan,
  rates: ChannelRates,
): readonly (Twin | null)[] {
  const rivals = rivalsOf(shares);
  return tracks.map((each, track) => {
    let strongest: Twin | null = null;
    for (const rival of present(rivals[track])) {
      const older = present(tracks[rival]);
      if (older.birth > each.birth || !areAlike(heaviest(older.hypotheses), heaviest(each.hypotheses)))
        continue;
      const known = each.twin?.birth === older.birth ? each.twin.logOdds : PRIOR_LOG_ODDS;
      const told = oneObjectEvidence(present(shares[track]), present(shares[rival]), scan, rates);
      const logOdds = Math.max(LEAST_LOG_ODDS, known + told);
      if (strongest === null || logOdds > strongest.logOdds) strongest = { birth: older.birth, logOdds };
    }
    return strongest;
  });
}

/** For each track those that have a detection in common with it. */
function rivalsOf(shares: readonly (readonly Share[])[]): readonly ReadonlySet<number>[] {
  const tracksOf = new Map<number, number[]>();
  shares.forEach((own, track) => {
    for (const { row } of own) {
      const known = tracksOf.get(row);
      if (known === undefined) tracksOf.set(row, [track]);
      else known.push(track);
    }
  });
  const rivals = shares.map(() => new Set<number>());
  for (const tracks of tracksOf.values()) {
    for (const a of tracks) for (const b of tracks) if (a !== b) present(rivals[a]).add(b);
  }
  return rivals;
}

function areAlike(a: Hypothesis, b: Hypothesis): boolean {
  const dx = a.state[0]! - b.state[0]!;
  const dy = a.state[1]! - b.state[1]!;
  const dz = a.state[2]! - b.state[2]!;
  const nearM = NEAR_SIGMAS * (positionSigmaM(a) + positionSigmaM(b));
  if (dx * dx + dy * dy + dz * dz > nearM * nearM) return false;
  return motionApartSquared(a, b) < ALIKE_SQUARED;
}

/** Squared distance of two motions, position and velocity, in the sigmas of both. */
export function motionApartSquared(a: Hypothesis, b: Hypothesis): number {
  const n = COAST_SIZE;
  const sum = new Float64Array(n * n);
  for (let i = 0; i < n; i++) {
    for (let j = 0; j < n; j++) {
      sum[i * n + j] = a.covariance[i * sizeOf(a) + j]! + b.covariance[i * sizeOf(b) + j]!;
    }
  }
  const apart = Float64Array.from({ length: n }, (_, i) => a.state[i]! - b.state[i]!);
  return mahalanobisSquared(sum, n, apart);
}

/** Logarithm of how much likelier one object makes the number of detections that both tracks took together. */
function oneObjectEvidence(
  first: readonly Share[],
  second: readonly Share[],
  scan: Scan,
  { detectionProb }: ChannelRates,
): number {
  const ofFirst = takenByChannel(first, scan);
  let evidence = 0;
  for (const [channel, prob] of takenByChannel(second, scan)) {
    const other = ofFirst.get(channel);
    if (other === undefined) continue;
    const taken = prob + other;
    const both = Math.min(Math.max(taken - 1, 0), 1);
    const one = Math.min(taken, 1) - both;
    evidence += one * -Math.log(2 * (1 - detectionProb(channel))) - both * SECOND_DETECTION;
  }
  return evidence;
}

function takenByChannel(shares: readonly Share[], scan: Scan): ReadonlyMap<number, number> {
  const sums = new Map<number, number>();
  for (const { row, prob } of shares) {
    const channel = scan.channelIndex[row]!;
    sums.set(channel, (sums.get(channel) ?? 0) + prob);
  }
  return sums;
}
