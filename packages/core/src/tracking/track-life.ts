import { US_PER_S } from '../foundation/index.ts';
import type { SimTimeUs } from '../foundation/index.ts';
import type { TrackPhase } from '../messages/index.ts';
import { birthHypotheses } from './birth.ts';
import { heaviest, probOf } from './hypothesis.ts';
import { heightM, isSinking } from './in-air.ts';
import type { Candidate } from './initiate.ts';
import type { Scan } from './scan.ts';
import { lookAt, positionSigmaM } from './track-state.ts';
import type { TrackState } from './track-state.ts';

/** A tentative track is confirmed after this many supported scans beyond its birth, ... */
export const CONFIRM_SCANS = 2;
/** ... and given up after this many unsupported ones. */
const GIVE_UP_SCANS = 2;
const MIN_SATELLITES = 3;
/** A confirmed track that starves young was put together from pieces of others: this many unsupported scans before as many supported ones. */
const STARVED_SCANS = 5;
/** A confirmed track is dropped when its position is known no better than this, m. */
const DROP_SIGMA_M = 100_000;

/** A tentative track, from a fit over two scans. */
export function born(candidate: Candidate, older: Scan, scan: Scan, birth: number): TrackState {
  const hypotheses = birthHypotheses(candidate);
  const satellites = [...new Set(candidate.tracklets.map((each) => each.satelliteIndex))].toSorted(
    (a, b) => a - b,
  );
  const phase: TrackPhase =
    probOf(hypotheses, 'boost') > 0.9
      ? 'boost'
      : heaviest(hypotheses.filter((each) => each.kind !== 'boost')).kind;
  return {
    birth,
    id: null,
    atUs: scan.atUs,
    hypotheses,
    phase,
    firstDetectedAtUs: scan.atUs - Math.round(candidate.elapsedS * US_PER_S),
    firstPositionM: [candidate.state[0]!, candidate.state[1]!, candidate.state[2]!],
    confirmedAtUs: null,
    lastDetectedAtUs: scan.atUs,
    boostSeen: false,
    supportedScans: 0,
    unsupportedScans: 0,
    satellites,
    tentativeLooks: candidate.tracklets.flatMap((each) => [
      lookAt(older, each.olderRow),
      lookAt(scan, each.row),
    ]),
    lastChannels: candidate.tracklets.map((each) => each.channelIndex),
  };
}

/** Has a tentative track earned an id? */
export function isProven(each: TrackState): boolean {
  return each.id === null && each.supportedScans >= CONFIRM_SCANS && each.satellites.length >= MIN_SATELLITES;
}

/** A lost track carried on by a new start: the new motion under the old name and history. */
export function resumed(former: TrackState, found: TrackState, id: string): TrackState {
  return {
    ...found,
    id,
    firstDetectedAtUs: former.firstDetectedAtUs,
    firstPositionM: former.firstPositionM,
    confirmedAtUs: former.confirmedAtUs,
    boostSeen: former.boostSeen || found.boostSeen,
    hypotheses: found.hypotheses.map((each) =>
      each.kind === 'boost' ? each : { ...each, cutoffAtUs: each.cutoffAtUs ?? formerCutoff(former) },
    ),
  };
}

function formerCutoff(former: TrackState): SimTimeUs | null {
  return heaviest(former.hypotheses).cutoffAtUs;
}

/** Why a track ends now, in words; null when it goes on. */
export function reasonToDrop(each: TrackState): string | null {
  const best = heaviest(each.hypotheses);
  if (each.id === null) {
    return each.unsupportedScans >= GIVE_UP_SCANS ? 'tentative: not seen again by two satellites' : null;
  }
  if (each.unsupportedScans >= STARVED_SCANS && each.supportedScans < STARVED_SCANS) {
    return `starved: two satellites saw it in ${each.supportedScans} of its first ${each.supportedScans + each.unsupportedScans} scans only`;
  }
  const sigmaM = positionSigmaM(best);
  if (!Number.isFinite(sigmaM)) return 'numerical: the covariance is not finite';
  if (sigmaM > DROP_SIGMA_M) {
    return `position known to ${Math.round(sigmaM / 1000)} km only, ${Math.round((each.atUs - each.lastDetectedAtUs) / US_PER_S)} s after the last look`;
  }
  if (
    heightM(best.state) < -25_000 ||
    (heightM(best.state) < 0 && isSinking(best.state) && isBelowGround(best.state))
  ) {
    return `came down ${Math.round((each.atUs - each.lastDetectedAtUs) / US_PER_S)} s after the last look`;
  }
  return null;
}

/** Below the ellipsoid, told on the sphere of the local radius. */
function isBelowGround(state: Float64Array): boolean {
  const r2 = state[0]! ** 2 + state[1]! ** 2 + state[2]! ** 2;
  const sine2 = state[2]! ** 2 / r2;
  return heightM(state) < -21_385 * sine2;
}
