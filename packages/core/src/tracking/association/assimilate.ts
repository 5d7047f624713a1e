import { present } from '../../foundation/index.ts';
import { associate } from './associate.ts';
import { asBelieved } from '../bias/pointing.ts';
import type { Pointing } from '../bias/pointing.ts';
import type { Contest } from './associate.ts';
import type { ChannelRates } from './channel-memory.ts';
import { seenIn } from '../looks/correct.ts';
import type { Seen } from '../looks/correct.ts';
import type { Hypothesis } from '../motion/hypothesis.ts';
import { isTrusted } from '../life/reacquire.ts';
import type { Scan } from '../scan.ts';
import { weighedTogether } from './weigh-together.ts';
import type { Contested, DisputedShare } from './weigh-together.ts';
import type { Share } from './weigh-together.ts';

/** What a scan brought one track. */
export interface Assimilated {
  /** Detections that are its own, or more likely its own than not; in order of channel. */
  readonly rows: readonly number[];
  /** All detections it may have made, with their probabilities. */
  readonly shares: readonly Share[];
  readonly seen: Seen;
  /** Natural logarithm of how much likelier its detections are with an object to be seen than as false alarms. */
  readonly logOdds: number;
  /** Rows that no other track could have, and their part of `logOdds`. */
  readonly undisputed: { readonly rows: readonly number[]; readonly logOdds: number };
  /** Shares of those that other tracks could have. */
  readonly disputed: readonly DisputedShare[];
}

/** A detection is a track's own from this probability. */
const OWN_PROB = 0.5;

/**
 * Gives each track its detections of this scan. Those that only one track can have are taken whole; where tracks compete, each takes its
 * share of every detection. What tracks have taken is marked.
 *
 * @param tracks - Predicted hypotheses of each track, each known badly enough to be fooled only where two satellites agree.
 * @param seenProbs - Of each track, that there is an object to be seen; inside (0, 1).
 * @param taken - Detections marked 1 are not offered.
 * @param pointing - Null when every channel points exactly.
 * @param areEvidence - Of each track: may its looks tell of pointing errors too?
 * @param rivals - So many at the end are no tracks yet: they compete, but take nothing.
 */
export function assimilated(
  tracks: readonly (readonly Hypothesis[])[],
  seenProbs: Float64Array,
  scan: Scan,
  taken: Uint8Array,
  rates: ChannelRates,
  pointing: Pointing | null,
  areEvidence: readonly boolean[],
  rivals: number,
): readonly Assimilated[] {
  const expected = pointing === null ? tracks : tracks.map((ahead) => asBelieved(ahead, pointing));
  const { chosen, contests } = associate(expected, pointing?.scan ?? scan, taken);
  const trusted = expected.map((ahead, track) =>
    isTrusted(ahead, satellitesOf(track, present(chosen[track]), contests, scan)),
  );
  const certain = tracks.map((ahead, track) => {
    const rows = present(chosen[track]);
    if (trusted[track] === true) return seenIn(ahead, rows, scan, pointing, areEvidence[track] === true);
    for (const row of rows) taken[row] = 0;
    return seenIn(ahead, [], scan, null, false);
  });
  const trackCount = tracks.length - rivals;
  for (const row of chosen.slice(trackCount).flat()) taken[row] = 0;
  const contested = weighedTogether(
    certain.map((each) => each.hypotheses),
    seenProbs,
    contests.map(({ block, pairs }) => ({
      block,
      pairs: pairs.filter((pair) => trusted[pair.track] === true),
    })),
    scan,
    rates,
    pointing,
  );
  markTaken(contests, contested.slice(0, trackCount), taken);
  return certain.slice(0, trackCount).map((seen, track) => {
    const rows = trusted[track] === true ? present(chosen[track]) : [];
    const logOdds = rows.length === 0 ? 0 : oddsOf(seen, rows, scan, rates);
    const alone: Assimilated = {
      rows,
      shares: rows.map((row) => ({ row, prob: 1 })),
      seen,
      logOdds,
      undisputed: { rows, logOdds },
      disputed: [],
    };
    const together = contested[track];
    return together === undefined ? alone : joined(alone, together, seenProbs[track]!);
  });
}

/** Of each contest as many detections as its tracks made between them, the likeliest taken first; what is left may be another object's. */
function markTaken(
  contests: readonly Contest[],
  contested: readonly (Contested | undefined)[],
  taken: Uint8Array,
): void {
  const takenProb = new Map<number, number>();
  for (const each of contested) {
    for (const { row, prob } of each?.shares ?? []) takenProb.set(row, (takenProb.get(row) ?? 0) + prob);
  }
  const probOf = (row: number): number => takenProb.get(row) ?? 0;
  for (const { pairs } of contests) {
    const rows = [...new Set(pairs.map(({ row }) => row))].toSorted((a, b) => probOf(b) - probOf(a) || a - b);
    const expected = Math.round(rows.reduce((sum, row) => sum + probOf(row), 0));
    for (const row of rows.slice(0, expected)) taken[row] = 1;
  }
}

/** Weights of the hypotheses added up to 1 before their detections; now to the likelihood of these. */
function oddsOf({ hypotheses }: Seen, rows: readonly number[], scan: Scan, rates: ChannelRates): number {
  const largest = Math.max(...hypotheses.map((each) => each.logWeight));
  let sum = 0;
  for (const { logWeight } of hypotheses) sum += Math.exp(logWeight - largest);
  return rows.reduce(
    (odds, row) => {
      const channel = scan.channelIndex[row]!;
      return odds + Math.log(rates.detectionProb(channel) / rates.straysPerSr(channel));
    },
    largest + Math.log(sum),
  );
}

function joined(alone: Assimilated, together: Contested, seenProbBefore: number): Assimilated {
  const own = together.shares.filter(({ prob }) => prob > OWN_PROB).map(({ row }) => row);
  return {
    ...alone,
    rows: [...alone.rows, ...own].toSorted((a, b) => a - b),
    shares: [...alone.shares, ...together.shares],
    seen: {
      hypotheses: together.hypotheses,
      innovation: {
        squares: alone.seen.innovation.squares + together.squares,
        freedom: alone.seen.innovation.freedom + together.freedom,
      },
      leastSquares: alone.seen.leastSquares + together.squares,
    },
    logOdds: alone.logOdds + logOddsOf(together.seenProb) - logOddsOf(seenProbBefore),
    disputed: together.shares,
  };
}

function logOddsOf(prob: number): number {
  return Math.log(prob) - Math.log1p(-prob);
}

function satellitesOf(
  track: number,
  rows: readonly number[],
  contests: readonly Contest[],
  scan: Scan,
): number {
  const satellites = new Set(rows.map((row) => scan.satelliteIndex[row]!));
  for (const { pairs } of contests) {
    for (const pair of pairs) if (pair.track === track) satellites.add(scan.satelliteIndex[pair.row]!);
  }
  return satellites.size;
}
