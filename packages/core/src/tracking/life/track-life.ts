import { US_PER_S } from '../../foundation/index.ts';
import type { SimTimeUs } from '../../foundation/index.ts';
import type { TrackPhase } from '../../messages/index.ts';
import type { OwnSide } from '../../sensors/index.ts';
import { predictedHypotheses } from '../motion/beget.ts';
import { startLedAstray } from '../bias/birth-lever.ts';
import type { Pointing } from '../bias/pointing.ts';
import { corrected, seenIn } from '../looks/correct.ts';
import { NEW_EXISTENCE, existenceProb } from './existence.ts';
import { heaviest, probOf } from '../motion/hypothesis.ts';
import { heightM, isSinking } from '../motion/in-air.ts';
import { NO_MISFIT, isFitting, misfitSigmas } from './misfit.ts';
import { isLost } from './reacquire.ts';
import type { Scan } from '../scan.ts';
import { birthHypotheses, isMissileLike, satellitesOf } from '../start/index.ts';
import type { NewObject } from '../start/index.ts';
import { lookAt, positionSigmaM, speedSigmaMPerS } from '../track-state.ts';
import type { TrackState } from '../track-state.ts';

/** Scans in which three satellites must agree on one motion, those it was born from included; and two, without a gap. */
const CONFIRM_SCANS = { 'three-sensor': 4, 'two-sensor': 5 } as const;
/** Where another track is near, detections of several objects can seem to be one for longer: so many scans are asked for then. */
const CONFIRM_SCANS_IN_CROWD = 6;
/** And until it is proven to be an object of its own, so many: a name given too early is exchanged later. Notional. */
const CONFIRM_SCANS_UNPROVEN = 16;
/** A tentative track is given up after this many scans without two satellites; one that rests on two at the first, for its scans must follow one another. */
const GIVE_UP_SCANS = { 'three-sensor': 2, 'two-sensor': 1 } as const;
/** A track is born from two scans; a third that it was born from counts as its first one. */
const BIRTH_SCANS = 2;
const MIN_SATELLITES = 3;
/** Misfit beyond which a track is pieced together from others' detections, in standard deviations: tentative, and confirmed but not proven. */
const GIVE_UP_MISFIT_SIGMAS = 5;
const DROP_MISFIT_SIGMAS = 8;
/** A confirmed track is others' detections when the odds that it is an object of its own fall below this, natural logarithm. In knots tracks of objects come down to -50. Notional. */
const DROP_STANDING_LOG_ODDS = -60;
/** Two tracks that come nearer than this, in sigmas of both positions, may hold one another's detections. */
const ALONE_SIGMAS = 10;
/** A confirmed track that starves young was put together from pieces of others: this many unsupported scans before as many supported ones, or before it was proven. */
const STARVED_SCANS = 5;
/** A track has come down when its position is so far below the ground. */
const BELOW_GROUND_SIGMAS = 3;
/** A confirmed track is dropped when its position is known no better than this, m. */
const DROP_SIGMA_M = 100_000;
/** A track is dropped when the probability that there is an object is below this. */
const DROP_EXISTENCE_PROB = 0.02;

/** A tentative track, carried to the scan when its fit ended at the one before. */
export function born(
  { candidate, followingRows }: NewObject,
  birth: number,
  scan: Scan,
  ownSide: OwnSide,
  pointing: Pointing | null,
): TrackState {
  const hypotheses = birthHypotheses(pointing === null ? candidate : startLedAstray(candidate, pointing));
  const phase: TrackPhase =
    probOf(hypotheses, 'boost') > 0.9
      ? 'boost'
      : heaviest(hypotheses.filter((each) => each.kind !== 'boost')).kind;
  const newest = candidate.sights.filter((sight) => sight.scan.atUs === candidate.atUs);
  const each: TrackState = {
    birth,
    id: null,
    atUs: candidate.atUs,
    hypotheses,
    phase,
    firstDetectedAtUs: candidate.atUs - Math.round(candidate.elapsedS * US_PER_S),
    firstPositionM: [candidate.state[0]!, candidate.state[1]!, candidate.state[2]!],
    confirmedAtUs: null,
    lastDetectedAtUs: candidate.atUs,
    boostSeen: false,
    supportedScans: 0,
    unsupportedScans: 0,
    satellites: satellitesOf(candidate.sights),
    tentativeLooks: candidate.sights.map((sight) => lookAt(sight.scan, sight.row)),
    misfit: NO_MISFIT,
    lastChannels: newest.map((sight) => sight.scan.channelIndex[sight.row]!),
    innovation: null,
    existence: NEW_EXISTENCE,
    standing: {
      logOdds: 0,
      channels: [...new Set(candidate.sights.map((sight) => sight.scan.channelIndex[sight.row]!))],
    },
    twin: null,
  };
  if (followingRows.length === 0) return each;
  const ahead = predictedHypotheses(each, (scan.atUs - each.atUs) / US_PER_S);
  const seen = seenIn(ahead, followingRows, scan, pointing, false);
  return corrected(each, ahead, followingRows, scan, ownSide, seen);
}

/** What a track was confirmed on. */
export interface StartProof {
  readonly confirmedBy: 'three-sensor' | 'two-sensor';
  /** Scans in which its satellites agreed. */
  readonly scans: number;
}

/** Has a tentative track earned an id, and how; null when not. Lost tracks take no detections and so crowd nobody. */
export function startProof(each: TrackState, tracks: readonly TrackState[]): StartProof | null {
  if (each.id !== null) return null;
  const scans = each.supportedScans + BIRTH_SCANS;
  if (!isFitting(each)) return null;
  const confirmedBy = sensorsOf(each);
  if (scans < CONFIRM_SCANS[confirmedBy]) return null;
  const enough = each.standing === null ? CONFIRM_SCANS_IN_CROWD : CONFIRM_SCANS_UNPROVEN;
  if (confirmedBy === 'three-sensor' && scans >= enough) return { confirmedBy, scans };
  const isAlone = tracks.every((other) => other === each || isLost(other) || areApart(each, other));
  return isAlone ? { confirmedBy, scans } : null;
}

function sensorsOf(each: TrackState): StartProof['confirmedBy'] {
  return each.satellites.length >= MIN_SATELLITES ? 'three-sensor' : 'two-sensor';
}

function areApart(a: TrackState, b: TrackState): boolean {
  const first = heaviest(a.hypotheses);
  const second = heaviest(b.hypotheses);
  const apartM = Math.hypot(
    first.state[0]! - second.state[0]!,
    first.state[1]! - second.state[1]!,
    first.state[2]! - second.state[2]!,
  );
  return apartM > ALONE_SIGMAS * (positionSigmaM(first) + positionSigmaM(second));
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
  const prob = existenceProb(each.existence);
  if (prob < DROP_EXISTENCE_PROB) {
    return `there is an object with probability ${(100 * prob).toFixed(1)} % only: two satellites saw it in ${each.supportedScans} scans, not in ${each.unsupportedScans}`;
  }
  if (each.id === null) {
    if (each.unsupportedScans >= GIVE_UP_SCANS[sensorsOf(each)])
      return 'tentative: not seen again by two satellites';
    if (misfitSigmas(each) > GIVE_UP_MISFIT_SIGMAS) return 'tentative: its detections are not of one motion';
    return isMissileLike(best.state, speedSigmaMPerS(best)) ? null : 'tentative: no missile moves so';
  }
  const pieced = reasonPieced(each);
  if (pieced !== null) return pieced;
  const sigmaM = positionSigmaM(best);
  if (!Number.isFinite(sigmaM)) return 'numerical: the covariance is not finite';
  if (sigmaM > DROP_SIGMA_M) {
    return `position known to ${Math.round(sigmaM / 1000)} km only, ${Math.round((each.atUs - each.lastDetectedAtUs) / US_PER_S)} s after the last look`;
  }
  if (heightM(best.state) < -25_000 || (isSinking(best.state) && isBelowGround(best.state, sigmaM))) {
    return `came down ${Math.round((each.atUs - each.lastDetectedAtUs) / US_PER_S)} s after the last look`;
  }
  return null;
}

/** Why a confirmed track is no object of its own but pieces of others; null when nothing speaks for that. */
function reasonPieced(each: TrackState): string | null {
  const { standing, supportedScans, unsupportedScans } = each;
  if (unsupportedScans >= STARVED_SCANS && (standing !== null || supportedScans < STARVED_SCANS)) {
    return `starved: two satellites saw it in ${supportedScans} of its first ${supportedScans + unsupportedScans} scans only`;
  }
  if (standing === null) return null;
  const sigmas = misfitSigmas(each);
  if (sigmas > DROP_MISFIT_SIGMAS) {
    return `pieced together: its detections are not of one motion, ${sigmas.toFixed(1)} standard deviations`;
  }
  if (standing.logOdds < DROP_STANDING_LOG_ODDS) {
    return `pieced together: its detections are those of others, ${standing.logOdds.toFixed(0)} nats`;
  }
  return null;
}

/** Below the ellipsoid, told on the sphere of the local radius, by more than its position is uncertain: what has just risen from it may seem so. */
function isBelowGround(state: Float64Array, sigmaM: number): boolean {
  const r2 = state[0]! ** 2 + state[1]! ** 2 + state[2]! ** 2;
  const sine2 = state[2]! ** 2 / r2;
  return heightM(state) < -21_385 * sine2 - BELOW_GROUND_SIGMAS * sigmaM;
}
