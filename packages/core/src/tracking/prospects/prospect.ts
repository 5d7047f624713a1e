import type { SimTimeUs } from '../../foundation/index.ts';
import type { OwnSide } from '../../sensors/index.ts';
import type { ChannelRates } from '../association/channel-memory.ts';
import type { Pointing } from '../bias/pointing.ts';
import { born } from '../life/track-life.ts';
import { corrected, seenIn } from '../looks/correct.ts';
import { watchersOf } from '../looks/watchers.ts';
import { predictedHypotheses } from '../motion/beget.ts';
import { heaviest } from '../motion/hypothesis.ts';
import type { Hypothesis } from '../motion/hypothesis.ts';
import type { Scan } from '../scan.ts';
import { PLACE_WEIGHT } from '../start/index.ts';
import type { Candidate, NewObject } from '../start/index.ts';
import type { TrackState } from '../track-state.ts';
import type { Crowd } from './crowd-density.ts';

/** One scan of a prospect. */
export interface ProspectScan {
  readonly atUs: SimTimeUs;
  /** Rows it would take, in order. */
  readonly rows: readonly number[];
  /** Logarithm of how much likelier they are as looks at it than as detections of the crowd; what its birth cost is in the first. */
  readonly evidence: number;
}

/**
 * One reading of a crowd's detections as an object. Many readings of the same detections are followed side by side, each as if it were alone,
 * until the likeliest set of them that can be true together is no longer in doubt (track-oriented multiple hypotheses, [Kurien-1990]).
 */
export interface Prospect {
  /** As it would be if it were an object; it has no name yet. */
  readonly track: TrackState;
  /** Oldest first. */
  readonly scans: readonly ProspectScan[];
  /** Sum of the evidence. */
  readonly weight: number;
  /** Is it in the likeliest set of them? */
  readonly leads: boolean;
}

/** A motion uses up the dimensions of two places. */
const MOTION_WEIGHT = 2 * PLACE_WEIGHT;

/** Everything that the work on prospects needs of a scan. */
export interface ProspectView {
  readonly scan: Scan;
  readonly ownSide: OwnSide;
  readonly rates: ChannelRates;
  readonly crowd: Crowd;
  readonly pointing: Pointing | null;
}

/** From a chain of three fixes: born from the older two, then grown by the third. */
export function newProspect({ candidate, followingRows }: NewObject, view: ProspectView): Prospect {
  const track = born({ candidate, followingRows: [] }, 0, view.scan, view.ownSide, view.pointing);
  const first = birthScans(candidate, view);
  const weight = first.reduce((sum, { evidence }) => sum + evidence, 0);
  return grown({ track, scans: first, weight, leads: false }, followingRows, view);
}

/** The two scans a candidate was fitted to; the misfit of the fit, and its cost, go with the newer one. */
function birthScans(
  { sights, atUs, squaredDistance }: Candidate,
  view: ProspectView,
): readonly ProspectScan[] {
  const ofScan = Map.groupBy(sights, (sight) => sight.scan);
  return [...ofScan]
    .toSorted(([a], [b]) => a.atUs - b.atUs)
    .map(([scan, own]) => {
      const rows = own.map(({ row }) => row).toSorted((a, b) => a - b);
      const evidence = rows.reduce((sum, row) => {
        const spreadSr = 2 * Math.PI * scan.sigmaRad[row]! ** 2;
        return sum - Math.log(spreadSr) + view.crowd.logOddsOf(scan, row, view.rates);
      }, 0);
      const cost = scan.atUs === atUs ? squaredDistance / 2 - MOTION_WEIGHT : 0;
      return { atUs: scan.atUs, rows, evidence: evidence - cost };
    });
}

/** A prospect with these rows of the next scan taken. */
export function grown(
  { track, scans, weight, leads }: Prospect,
  rows: readonly number[],
  view: ProspectView,
  ahead: readonly Hypothesis[] = aheadOf(track, view.scan),
): Prospect {
  const { scan, ownSide, rates, crowd, pointing } = view;
  const seen = seenIn(ahead, rows, scan, pointing, false);
  let evidence = logSum(seen.hypotheses);
  for (const row of rows) evidence += crowd.logOddsOf(scan, row, rates);
  const seeing = new Set(rows.map((row) => scan.channelIndex[row]!));
  const known = track.standing?.channels ?? [];
  const silent = known.filter((channel) => !seeing.has(channel));
  for (const channel of watchersOf(silent, heaviest(ahead).state, scan, ownSide)) {
    evidence += Math.log(1 - rates.detectionProb(channel));
  }
  const channels = [...new Set([...known, ...seeing])].toSorted((a, b) => a - b);
  const after = corrected(track, ahead, rows, scan, ownSide, seen);
  return {
    track: { ...after, standing: { logOdds: 0, channels } },
    scans: [...scans, { atUs: scan.atUs, rows, evidence }],
    weight: weight + evidence,
    leads,
  };
}

export function aheadOf(track: TrackState, scan: Scan): readonly Hypothesis[] {
  return predictedHypotheses(track, (scan.atUs - track.atUs) / 1e6);
}

function logSum(hypotheses: readonly Hypothesis[]): number {
  const largest = Math.max(...hypotheses.map((each) => each.logWeight));
  return largest + Math.log(hypotheses.reduce((sum, each) => sum + Math.exp(each.logWeight - largest), 0));
}
