import { neesBand } from '@cupola/core/metrics';
import type { TrackScore } from '@cupola/core/metrics';

/** One number of the table with the bar it has to meet. */
export interface Verdict {
  readonly what: string;
  readonly value: number | null;
  /** What is asked of it, in words. */
  readonly bar: string;
  readonly passes: boolean;
}

/** Root mean square error over the bound. */
export const RATIO_BAR = 1.25;
export const AGES_S = [30, 60, 120] as const;
/** One in a thousand perfect programs lies beyond. */
const ONE_SIDED_99_9 = 3.0902;
const MEDIAN_WAIT_BAR_S = 4;
const LONGEST_WAIT_BAR_S = 6;

/**
 * What a score says of each bar. A ratio to the bound is 1 only on average: it passes below the bar, and below 1 plus 3.09 sigmas of its own
 * chance where that is more, so that 999 perfect programs of a thousand pass every cell.
 */
export function verdictsOf(score: TrackScore): readonly Verdict[] {
  return [
    ...AGES_S.flatMap((ageS) => agedVerdicts(score, ageS)),
    ...waitVerdicts(score),
    countVerdict("tracks that are mostly no object's", score.mostlyFalseTracks),
    countVerdict('objects never tracked', score.timeToFirstTrackS.never),
  ];
}

function agedVerdicts(score: TrackScore, ageS: number): readonly Verdict[] {
  const bound = score.bound?.find((row) => row.ageS === ageS);
  const aged = score.rms.find((row) => row.ageS === ageS);
  const ratio = (what: string, value: number | null | undefined, sigma: number | undefined): Verdict => {
    const limit = Math.max(RATIO_BAR, 1 + ONE_SIDED_99_9 * (sigma ?? 0));
    return {
      what: `${what} over bound, ${ageS} s`,
      value: value ?? null,
      bar: sigma === undefined ? `${RATIO_BAR}` : `${limit.toFixed(2)} (chance ± ${sigma.toFixed(3)})`,
      passes: value !== null && value !== undefined && value <= limit,
    };
  };
  const band = neesBand(6, Math.max(1, aged?.count ?? 0), '99.9');
  const nees = aged?.nees ?? null;
  return [
    ratio('position', bound?.positionRatio, bound?.positionRatioSigma),
    ratio('velocity', bound?.velocityRatio, bound?.velocityRatioSigma),
    {
      what: `NEES, ${ageS} s`,
      value: nees,
      bar: `${band[0].toFixed(2)} to ${band[1].toFixed(2)}`,
      passes: nees !== null && nees >= band[0] && nees <= band[1],
    },
  ];
}

function waitVerdicts(score: TrackScore): readonly Verdict[] {
  const waits = score.waitAfterThirdSatelliteS;
  if (waits === undefined || waits.count === 0) return [];
  return [
    waitVerdict('median', waits.median, MEDIAN_WAIT_BAR_S),
    waitVerdict('95 %', waits.p95, LONGEST_WAIT_BAR_S),
  ];
}

function waitVerdict(what: string, value: number | null, most: number): Verdict {
  return {
    what: `first track after the third satellite, ${what}, s`,
    value,
    bar: `at most ${most}`,
    passes: value !== null && value <= most,
  };
}

function countVerdict(what: string, value: number): Verdict {
  return { what, value, bar: '0', passes: value === 0 };
}
