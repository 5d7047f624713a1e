import { walkerEphemeris } from '@cupola/core/constellation';
import type { WalkerShell } from '@cupola/core/constellation';
import { kneeOf, latitudeMeter, marginalValues, paretoFront, walkerLatitudes } from '@cupola/core/coverage';
import type {
  DesignValue,
  LatitudeStatistics,
  MarginalValue,
  RowsWithin,
  Sight,
  StereoBand,
  WalkerLatitudes,
} from '@cupola/core/coverage';
import type { SimTimeUs } from '@cupola/core/foundation';
import type { EarthRotation, Ephemeris } from '@cupola/core/physics';
import { pause } from '../interruption.ts';

/** Which shells to compare, and by what. */
export interface DesignQuestion {
  /** Perfect delta shells; at least one. */
  readonly shells: readonly WalkerShell[];
  /** At least one row. */
  readonly within: RowsWithin;
  readonly sight: Sight;
  readonly stereo: StereoBand;
  readonly seed: number;
  /** Designs of the front, those nearest the knee, that the full computation is done for. */
  readonly finalistCount: number;
  /** Of the full computation: samples stand at `stepUs * k`, k = 0 .. sampleCount - 1. */
  readonly stepUs: SimTimeUs;
  readonly sampleCount: number;
}

/** Satellites as they are, to stand beside the designs. */
export interface GivenSatellites {
  readonly ephemeris: Ephemeris;
  readonly earth: EarthRotation;
  readonly fromUs: SimTimeUs;
}

export interface DesignCandidate extends DesignValue {
  readonly shell: WalkerShell;
  readonly shortcut: WalkerLatitudes;
  /** Of the finalists. */
  readonly full: LatitudeStatistics | null;
}

export interface DesignAnswer {
  /** In the order asked. */
  readonly candidates: readonly DesignCandidate[];
  /** By rising satellites. */
  readonly front: readonly DesignCandidate[];
  readonly knee: DesignCandidate | null;
  readonly marginal: readonly MarginalValue[];
  readonly given: LatitudeStatistics | null;
}

/** The event loop gets a turn at least this often, so that Ctrl-C is heard. */
const PAUSE_EVERY_MS = 100;

/** @param onStep - Told how many of the candidates and full computations are done. */
export async function performDesign(
  question: DesignQuestion,
  given: GivenSatellites | null,
  onStep: (done: number, all: number) => void,
): Promise<DesignAnswer> {
  const { shells } = question;
  const steps = shells.length + Math.min(question.finalistCount, shells.length) + (given === null ? 0 : 1);
  let done = 0;
  const stepDone = (): void => onStep((done += 1), steps);
  const quick = await quickLook(question, stepDone);
  const knee = kneeOf(paretoFront(quick));
  const finalists = finalistsOf(paretoFront(quick), knee, question.finalistCount);
  const candidates: DesignCandidate[] = [];
  for (const candidate of quick) {
    if (!finalists.has(candidate)) {
      candidates.push(candidate);
      continue;
    }
    const orbits = { ephemeris: walkerEphemeris(candidate.shell), earth: { angleAtEpochRad: 0 }, fromUs: 0 };
    // oxlint-disable-next-line no-await-in-loop -- one after the other: each fills a processor
    candidates.push({ ...candidate, full: await fullLook(question, orbits) });
    stepDone();
  }
  const front = paretoFront(candidates);
  return {
    candidates,
    front,
    knee: knee === null ? null : (front[knee] ?? null),
    marginal: marginalValues(front),
    given: given === null ? null : await fullLook(question, given),
  };
}

async function quickLook(
  { shells, within, sight, stereo, seed }: DesignQuestion,
  stepDone: () => void,
): Promise<readonly DesignCandidate[]> {
  const candidates: DesignCandidate[] = [];
  let pausedMs = performance.now();
  for (const shell of shells) {
    const shortcut = walkerLatitudes({ shell, within, sight, stereo, fineness: 'search', seed });
    candidates.push({
      shell,
      satellites: shell.count,
      worstStereoFraction: shortcut.worst.stereoFraction,
      standardError: shortcut.standardError,
      shortcut,
      full: null,
    });
    stepDone();
    if (performance.now() - pausedMs < PAUSE_EVERY_MS) continue;
    // oxlint-disable-next-line no-await-in-loop -- the event loop must turn between candidates, not after all of them
    await pause();
    pausedMs = performance.now();
  }
  return candidates;
}

/** Those nearest the knee along the front, or nearest its upper end when there is no knee. */
function finalistsOf(
  front: readonly DesignCandidate[],
  knee: number | null,
  count: number,
): ReadonlySet<DesignCandidate> {
  const middle = knee ?? front.length - 1;
  const nearest = [...front.keys()].toSorted((a, b) => Math.abs(a - middle) - Math.abs(b - middle));
  return new Set(nearest.slice(0, count).flatMap((place) => front[place] ?? []));
}

async function fullLook(
  { within, sight, stereo, stepUs, sampleCount }: DesignQuestion,
  orbits: GivenSatellites,
): Promise<LatitudeStatistics> {
  const meter = latitudeMeter({ ...orbits, within, sight, stereo, stepUs });
  let pausedMs = performance.now();
  for (let sample = 0; sample < sampleCount; sample++) {
    meter.measure(sample);
    if (performance.now() - pausedMs < PAUSE_EVERY_MS) continue;
    // oxlint-disable-next-line no-await-in-loop -- the event loop must turn between samples, not after all of them
    await pause();
    pausedMs = performance.now();
  }
  return meter.statistics();
}
