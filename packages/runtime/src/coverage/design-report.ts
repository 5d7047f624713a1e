import type { LatitudeRow, LatitudeStatistics, MarginalValue } from '@cupola/core/coverage';
import { degrees } from '@cupola/core/foundation';
import type { DesignAnswer, DesignCandidate } from './perform-design.ts';

/** Fractions of one computation over the rows asked for. */
export interface DesignFigures {
  readonly worstStereoFraction: number;
  readonly worstLatDeg: number;
  /** Over the area of the rows. */
  readonly meanStereoFraction: number;
  readonly meanInView: number;
  /** Least over the rows of the share with at least one in view, and with at least two. */
  readonly worstCoveredFraction: number;
  readonly worstTwofoldFraction: number;
}

/** A shell, by the symmetry shortcut, and for the finalists by the full computation too. */
export interface DesignEntry extends DesignFigures {
  readonly satellites: number;
  readonly planes: number;
  readonly phasing: number;
  readonly altitudeKm: number;
  readonly inclinationDeg: number;
  /** Of `worstStereoFraction`. */
  readonly standardError: number;
  readonly full: DesignFigures | null;
}

/** What the shortcut is off by, measured on the finalists: shortcut less full computation. */
export interface ShortcutError {
  readonly finalists: number;
  /** Largest difference of the worst row's stereo fraction, without sign. */
  readonly worstRowMax: number;
  /** Over every row of every finalist, without sign. */
  readonly anyRowMax: number;
  readonly anyRowMean: number;
  /** Largest standard error that the shortcut states of itself for a finalist. */
  readonly statedMax: number;
  /** The shortcut may miss what is rarer than one in so many. */
  readonly samplesPerRow: number;
}

/** The answer of `cupola coverage --design`; a contract with other programs. */
export interface DesignReport {
  readonly candidates: readonly DesignEntry[];
  readonly front: readonly DesignEntry[];
  readonly knee: DesignEntry | null;
  readonly kneeRule: string;
  readonly marginal: readonly MarginalValue[];
  readonly shortcutError: ShortcutError;
  /** Combinations left out because the count does not divide by the planes. */
  readonly skipped: number;
  /** Satellites of the file, by the full computation. */
  readonly given: (DesignFigures & { readonly satellites: number }) | null;
}

const KNEE_RULE =
  'highest above the straight line between the ends of the front, both axes stretched to run from 0 to 1';

/** @param givenCount - Satellites of the file, when there is one. */
export function designReport(answer: DesignAnswer, skipped: number, givenCount: number): DesignReport {
  const { candidates, front, knee, marginal, given } = answer;
  return {
    candidates: candidates.map(entry),
    front: front.map(entry),
    knee: knee === null ? null : entry(knee),
    kneeRule: KNEE_RULE,
    marginal,
    shortcutError: shortcutError(candidates),
    skipped,
    given: given === null ? null : { satellites: givenCount, ...figures(given) },
  };
}

function entry({ shell, shortcut, standardError, full }: DesignCandidate): DesignEntry {
  return {
    satellites: shell.count,
    planes: shell.planes,
    phasing: shell.phasing,
    altitudeKm: shell.altitudeM / 1000,
    inclinationDeg: rounded(degrees(shell.inclinationRad)),
    ...figures(shortcut),
    standardError,
    full: full === null ? null : figures(full),
  };
}

function figures({ rows, worst, meanStereoFraction, meanInView }: LatitudeStatistics): DesignFigures {
  const least = (fold: number): number => Math.min(...rows.map((row) => row.folds[fold - 1]?.fraction ?? 0));
  return {
    worstStereoFraction: worst.stereoFraction,
    worstLatDeg: rounded(degrees(worst.latitudeRad)),
    meanStereoFraction,
    meanInView,
    worstCoveredFraction: least(1),
    worstTwofoldFraction: least(2),
  };
}

function shortcutError(candidates: readonly DesignCandidate[]): ShortcutError {
  const pairs = candidates.flatMap((candidate) =>
    candidate.full === null ? [] : [{ ...candidate, full: candidate.full }],
  );
  const rows = pairs.flatMap(({ shortcut, full }) => rowDifferences(shortcut.rows, full.rows));
  return {
    finalists: pairs.length,
    worstRowMax: Math.max(
      ...pairs.map(({ shortcut, full }) =>
        Math.abs(shortcut.worst.stereoFraction - full.worst.stereoFraction),
      ),
    ),
    anyRowMax: Math.max(...rows),
    anyRowMean: rows.reduce((sum, difference) => sum + difference, 0) / rows.length,
    statedMax: Math.max(...pairs.map(({ standardError }) => standardError)),
    samplesPerRow: Math.max(...candidates.map(({ shortcut }) => shortcut.samplesPerRow)),
  };
}

function rowDifferences(shortcut: readonly LatitudeRow[], full: readonly LatitudeRow[]): readonly number[] {
  return shortcut.flatMap((row, index) => {
    const other = full[index];
    return other === undefined ? [] : [Math.abs(row.stereoFraction - other.stereoFraction)];
  });
}

/** Hides what the way through radians adds. */
function rounded(deg: number): number {
  return Number(deg.toFixed(9));
}
