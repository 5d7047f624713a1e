import { US_PER_S, present, usFromS } from '@cupola/core/foundation';
import { scoreTracks } from '@cupola/core/metrics';
import type { TrackRow, TrackScore, TruthRow } from '@cupola/core/metrics';
import { messageAt, scansOf, track } from '@cupola/core/tracking';
import type { Scan, TrackerState, TrackState } from '@cupola/core/tracking';
import { seenIn } from '../../packages/core/src/tracking/looks/correct.ts';
import { predictedHypotheses } from '../../packages/core/src/tracking/motion/beget.ts';
import { knownTracker, nameOf } from './known-tracks.ts';
import type { RaidScene } from './raid-scene.ts';

type Triple = readonly [number, number, number];

const RULES = { cM: 10_000, p: 2 };

/** How a scene is followed from second to second. */
type Follow = (state: TrackerState, scan: Scan, second: number) => TrackerState;

/** The scene as the tracker follows it. */
export function tracked(scene: RaidScene, start: TrackerState, fromS: number, untilS?: number): TrackScore {
  return scored(scene, start, fromS, (state, scan) => track(state, scan, scene.ownSide).state, untilS);
}

/**
 * The scene as somebody follows it who is told at the start where every object is, as well as the detections of four scans allow, and of every
 * detection whose it is: the same filter without association. No tracker keeps names better on the same detections, for where two objects are
 * nearer to one another than they are known, the score exchanges even these.
 */
export function toldCauses(scene: RaidScene, seed: number): TrackScore {
  return scored(scene, knownTracker(scene, seed, STARTED_S), STARTED_S, (state, scan, second) => ({
    ...state,
    atUs: scan.atUs,
    tracks: state.tracks.map((each, target) => {
      const rows = [...scan.sourceRow.keys()].filter(
        (row) => scene.causes[second]?.[scan.sourceRow[row]!] === target,
      );
      return withRows(each, rows, scan);
    }),
  }));
}

const STARTED_S = 3;

function withRows(each: TrackState, rows: readonly number[], scan: Scan): TrackState {
  const ahead = predictedHypotheses(each, (scan.atUs - each.atUs) / US_PER_S);
  const { hypotheses } = seenIn(ahead, rows, scan, null, false);
  return { ...each, atUs: scan.atUs, hypotheses: hypotheses.map((one) => ({ ...one, logWeight: 0 })) };
}

/** Rows are inertial in truth and tracks alike: distances and NEES do not depend on the axes. */
function scored(
  scene: RaidScene,
  start: TrackerState,
  fromS: number,
  follow: Follow,
  untilS = Number.POSITIVE_INFINITY,
): TrackScore {
  let state = start;
  const truth: TruthRow[] = [];
  const tracks: TrackRow[] = [];
  scene.scans.forEach((reports, second) => {
    if (second <= fromS || second > untilS) return;
    for (const scan of scansOf(reports, scene.ownSide)) state = follow(state, scan, second);
    const atUs = usFromS(second);
    scene.truth.forEach((states, target) => {
      const [positionItrfM, velocityItrfMPerS] = halves(present(states[second]));
      truth.push({ atUs, truthId: nameOf(target), positionItrfM, velocityItrfMPerS });
    });
    for (const each of state.tracks) {
      if (each.id === null) continue;
      const { id, state: told, covariance } = messageAt(each, atUs, null);
      const [positionItrfM, velocityItrfMPerS] = halves(told);
      const covarianceItrf = Float64Array.from(
        { length: 36 },
        (_, k) => covariance[Math.floor(k / 6) * told.length + (k % 6)] ?? Number.NaN,
      );
      const row = { positionItrfM, velocityItrfMPerS, covarianceItrf, innovation: null };
      tracks.push({ atUs, trackId: id, ...row });
    }
  });
  return scoreTracks(truth, tracks, null, RULES);
}

function halves(state: ArrayLike<number>): readonly [Triple, Triple] {
  return [
    [state[0]!, state[1]!, state[2]!],
    [state[3]!, state[4]!, state[5]!],
  ];
}
