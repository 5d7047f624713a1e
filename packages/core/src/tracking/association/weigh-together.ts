import { present } from '../../foundation/index.ts';
import type { Contest, GatedPair } from './associate.ts';
import { believed } from '../bias/believed-hypothesis.ts';
import { biasedLooks } from '../bias/pointing.ts';
import type { Pointing } from '../bias/pointing.ts';
import type { ChannelRates } from './channel-memory.ts';
import { GATE } from './gate.ts';
import type { Hypothesis } from '../motion/hypothesis.ts';
import { sizeOf } from '../motion/hypothesis.ts';
import { marginals } from './marginals.ts';
import {
  determinantOf,
  emptyInnovation,
  innovationCovarianceInto,
  innovationInto,
  squaredDistanceBy,
  updateInPlace,
} from '../looks/measure.ts';
import { joinedOf, reduced } from './branches.ts';
import type { Branch } from './branches.ts';
import type { Scan } from '../scan.ts';

/** A detection that is a track's with this probability, (0, 1]. */
export interface Share {
  readonly row: number;
  readonly prob: number;
}

/** A share of a detection that other tracks may have made too. */
export interface DisputedShare extends Share {
  /** Of the detection where it is, under the track, 1/sr. */
  readonly likelihoodPerSr: number;
}

/** A track after the channels in which it had rivals. */
export interface Contested {
  readonly hypotheses: readonly Hypothesis[];
  /** In order of channel. */
  readonly shares: readonly DisputedShare[];
  /** Expected sum of squared innovations, and its degrees of freedom. */
  readonly squares: number;
  readonly freedom: number;
  /** That there is an object to be seen, now. */
  readonly seenProb: number;
}

/** Branches that each hypothesis of a track may keep from channel to channel. */
const MOST_BRANCHES = 4;
/** A branch this much lighter than the heaviest of its hypothesis is left out. */
const SMALLEST_SHARE = 1e-4;
/** What is left of a track's 1 is known no better than this. */
const SURE = 1e-6;

/**
 * Tracks whose gates share detections, channel after channel: in each the probabilities of all associations together (`marginals`), then every
 * track as the mixture of what each of its detections would make of it. What earlier channels said sharpens the next. At the end of the scan the
 * branches of each hypothesis become one Gaussian, whose covariance holds their spread.
 *
 * @param start - Hypotheses of each track after the detections that were its own beyond doubt.
 * @param seenProbs - Of each track, that there is an object to be seen.
 * @returns For each track that is in a contest; undefined for the others.
 */
export function weighedTogether(
  start: readonly (readonly Hypothesis[])[],
  seenProbs: Float64Array,
  contests: readonly Contest[],
  scan: Scan,
  rates: ChannelRates,
  pointing: Pointing | null,
): readonly (Contested | undefined)[] {
  const running: (Running | undefined)[] = start.map(() => undefined);
  for (const { block, pairs } of contests) {
    const channel = scan.blockChannel[block]!;
    const detectionProb = rates.detectionProb(channel);
    const straysPerSr = rates.straysPerSr(channel);
    const tracks = new Map<number, number>();
    const detections = new Map<number, number>();
    const likely: Likely[] = [];
    for (const pair of pairs) {
      const own = (running[pair.track] ??= begun(present(start[pair.track]), seenProbs[pair.track]!));
      const each = likelihoods(own.branches, scan, pair, pointing);
      if (each !== null) likely.push(each);
    }
    const edges = likely.map(({ pair, likelihood }) => {
      const prob = present(running[pair.track]).seenProb * detectionProb;
      return {
        track: placeOf(tracks, pair.track),
        detection: placeOf(detections, pair.row),
        odds: (likelihood * prob) / ((1 - prob) * straysPerSr),
      };
    });
    const probs = marginals(edges, tracks.size, detections.size);
    const weighed = likely.map((each, index) => ({ ...each, prob: probs[index]! }));
    for (const [track, own] of Map.groupBy(weighed, (each) => each.pair.track)) {
      running[track] = branched(present(running[track]), own, scan, detectionProb, pointing);
    }
  }
  return running.map((each) => (each === undefined ? undefined : ended(each)));
}

interface Running {
  readonly branches: readonly Branch[];
  readonly shares: readonly DisputedShare[];
  readonly squares: number;
  readonly freedom: number;
  readonly seenProb: number;
}

function begun(hypotheses: readonly Hypothesis[], seenProb: number): Running {
  const branches = hypotheses.map((hypothesis, origin) => ({ hypothesis, origin }));
  return { branches: reduced(branches, MOST_BRANCHES), shares: [], squares: 0, freedom: 0, seenProb };
}

function ended({ branches, ...rest }: Running): Contested {
  const hypotheses = [...Map.groupBy(branches, (each) => each.origin)]
    .toSorted(([a], [b]) => a - b)
    .map(([, own]) => joinedOf(own));
  return { hypotheses, ...rest };
}

function placeOf(places: Map<number, number>, key: number): number {
  const known = places.get(key);
  if (known !== undefined) return known;
  places.set(key, places.size);
  return places.size - 1;
}

interface Likely {
  readonly pair: GatedPair;
  /** Of the detection under the whole track, 1/sr. */
  readonly likelihood: number;
  /** Logarithm of that under each branch. */
  readonly ofBranch: Float64Array;
  /** Least squared distance to any branch. */
  readonly squared: number;
}

const innovation = emptyInnovation();
const spread = new Float64Array(3);

/** Null when the detection is outside the gate of every branch. */
function likelihoods(
  branches: readonly Branch[],
  measured: Scan,
  pair: GatedPair,
  pointing: Pointing | null,
): Likely | null {
  const scan = pointing?.scan ?? measured;
  const ofBranch = new Float64Array(branches.length);
  let least = Number.POSITIVE_INFINITY;
  let likelihood = 0;
  branches.forEach((branch, index) => {
    const hypothesis = pointing === null ? branch.hypothesis : believed(branch.hypothesis, pointing.belief);
    innovate(hypothesis, scan, pair.row);
    innovationCovarianceInto(
      spread,
      innovation,
      hypothesis.covariance,
      sizeOf(hypothesis),
      scan.sigmaRad[pair.row]!,
    );
    const squared = squaredDistanceBy(innovation, spread);
    const logLikelihood = -0.5 * squared - Math.log(2 * Math.PI) - 0.5 * Math.log(determinantOf(spread));
    ofBranch[index] = logLikelihood;
    likelihood += Math.exp(hypothesis.logWeight + logLikelihood);
    least = Math.min(least, squared);
  });
  return least <= GATE ? { pair, likelihood, ofBranch, squared: least } : null;
}

function innovate(hypothesis: Hypothesis, scan: Scan, row: number): void {
  innovationInto(
    innovation,
    hypothesis.state,
    scan.satellites,
    scan.satelliteIndex[row]!,
    scan.los,
    row,
    scan.lightSpeedMPerS,
  );
}

/** The track with every one of its possible detections taken, and with none, each weighed. */
function branched(
  before: Running,
  own: readonly (Likely & { readonly prob: number })[],
  scan: Scan,
  detectionProb: number,
  pointing: Pointing | null,
): Running {
  const takenProb = own.reduce((sum, each) => sum + each.prob, 0);
  const unseenProb = Math.max(1 - takenProb, SURE);
  const possible = before.branches.flatMap((from, index) => {
    const { logWeight } = from.hypothesis;
    return [
      { from, row: -1, logWeight: logWeight + Math.log(Math.max(0, 1 - takenProb)) },
      ...own.map(({ pair, prob, likelihood, ofBranch }) => ({
        from,
        row: pair.row,
        logWeight: logWeight + ofBranch[index]! + Math.log(prob / likelihood),
      })),
    ];
  });
  const heaviestOf = new Map<number, number>();
  for (const { from, logWeight } of possible) {
    heaviestOf.set(from.origin, Math.max(heaviestOf.get(from.origin) ?? Number.NEGATIVE_INFINITY, logWeight));
  }
  const kept = possible.filter(
    ({ from, logWeight }) => logWeight > present(heaviestOf.get(from.origin)) + Math.log(SMALLEST_SHARE),
  );
  return {
    branches: reduced(
      kept.map(({ from, row, logWeight }) => taking(from, row, logWeight, scan, pointing)),
      MOST_BRANCHES,
    ),
    shares: [
      ...before.shares,
      ...own.map(({ pair, prob, likelihood }) => ({ row: pair.row, prob, likelihoodPerSr: likelihood })),
    ],
    squares: before.squares + own.reduce((sum, each) => sum + each.prob * each.squared, 0),
    freedom: before.freedom + 2 * takenProb,
    seenProb: 1 - (unseenProb * (1 - before.seenProb)) / (1 - before.seenProb * detectionProb),
  };
}

/** The branch with this row taken (-1: none). */
function taking(
  { hypothesis, origin }: Branch,
  row: number,
  logWeight: number,
  scan: Scan,
  pointing: Pointing | null,
): Branch {
  if (row < 0) return { hypothesis: { ...hypothesis, logWeight }, origin };
  const state = hypothesis.state.slice();
  const covariance = hypothesis.covariance.slice();
  innovate(hypothesis, scan, row);
  const looks = pointing && biasedLooks(pointing, hypothesis, [row], scan, false);
  const biased = looks && looks.at(row);
  updateInPlace(state, covariance, sizeOf(hypothesis), innovation, scan.sigmaRad[row]!, biased);
  const updated = { ...hypothesis, state, covariance, logWeight };
  return { hypothesis: looks === null ? updated : { ...updated, lever: looks.lever }, origin };
}
