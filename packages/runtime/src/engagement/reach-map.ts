import { combinedEphemeris } from '@cupola/core/constellation';
import type { CoverageAnswer } from '@cupola/core/coverage';
import { flyOutReachM } from '@cupola/core/engagement';
import { degrees, present, usFromS } from '@cupola/core/foundation';
import type { Problem } from '@cupola/core/scenario';
import { performCoverage } from '../coverage/perform-coverage.ts';
import type { CoverageSettings } from '../coverage/perform-coverage.ts';
import { movingSatellites } from '../satellites/satellite-groups.ts';
import type { ReachQuestion } from './reach-question.ts';

/** Interceptors in reach of every cell of the Earth. */
export interface ReachMap {
  readonly answer: CoverageAnswer;
  readonly settings: CoverageSettings;
}

/** Samples of a map are at least so far apart, s: a pass of a small footprint takes a minute or two. */
const SHORTEST_STEP_S = 10;

/** A map has one law of fly-out: what differs between the groups, as a problem. */
export function mapProblems(question: ReachQuestion): Problem[] {
  const laws = new Set(question.fleet.parts.map((part) => JSON.stringify(question.lawOf(part))));
  if (laws.size <= 1) return [];
  const message = 'the groups of interceptors fly out differently, and a map shows one way';
  const expected = '--speed-km-s, --accel-g and --intercept-km for all of them';
  return [{ path: '--map', value: true, expected, message }];
}

/**
 * A target at the height of the intercept in every cell, within the straight reach, the line clear of the ellipsoid: what coverage calls a shell with
 * a longest range.
 */
export async function performReachMap(
  question: ReachQuestion,
  cells: number,
  options: { readonly workers: number; readonly onSample: (sample: number, count: number) => void },
): Promise<ReachMap> {
  const { fleet, surface, flyOutS } = question;
  const { flyOut, interceptAltitudeM } = question.lawOf(present(fleet.parts[0]));
  const stepS = Math.max(SHORTEST_STEP_S, question.stepS);
  const sampleCount = Math.max(1, Math.floor((question.sampleCount * question.stepS) / stepS + 1e-9));
  const maxRangeM = flyOutReachM(flyOut, flyOutS);
  const settings: CoverageSettings = {
    surface,
    grid: 'rows',
    cellCount: cells,
    sight: { kind: 'shell', altitudeM: interceptAltitudeM, limbM: 0, maxRangeM },
    stereo: null,
    stepUs: usFromS(stepS),
    sampleCount,
  };
  const moving = movingSatellites(fleet.satellites, []);
  const ephemeris = combinedEphemeris(moving.map((part) => part.ephemeris));
  const answer = await performCoverage({ satellites: fleet.satellites, settings }, ephemeris, options);
  return { answer, settings };
}

/** What a map comes to, for `--map --json`. */
export interface MapReport {
  readonly cells: number;
  readonly stepS: number;
  readonly meanInReach: number;
  readonly share: number;
  readonly byLatitude: readonly {
    readonly southDeg: number;
    readonly northDeg: number;
    readonly meanInReach: number;
    readonly share: number;
    readonly longestGapS: number;
  }[];
}

export function mapReport({ answer, settings }: ReachMap): MapReport {
  return {
    cells: answer.cells,
    stepS: settings.stepUs / 1e6,
    meanInReach: answer.meanInView,
    share: answer.folds[0]?.fraction ?? 0,
    byLatitude: answer.byLatitude.map((band) => ({
      southDeg: degrees(band.southRad),
      northDeg: degrees(band.northRad),
      meanInReach: band.meanInView,
      share: band.coveredFraction,
      longestGapS: band.longestGapS,
    })),
  };
}
