import type { WalkerShell } from '@cupola/core/constellation';
import type { MarginalValue } from '@cupola/core/coverage';
import { degrees } from '@cupola/core/foundation';
import type { DesignLook, DesignRow } from './design-look.ts';
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

export interface DesignShell {
  readonly kind: WalkerShell['kind'];
  readonly satellites: number;
  readonly planes: number;
  readonly phasing: number;
  readonly altitudeKm: number;
  readonly inclinationDeg: number;
  /** Stands beside every design as it is; not swept. */
  readonly beside: boolean;
}

/**
 * A constellation by the symmetry shortcut, and for the finalists by the full computation too. Kind, planes, phasing, altitude and inclination
 * are of the first of its shells; `satellites` and the figures are of all together.
 */
export interface DesignEntry extends DesignFigures, Omit<DesignShell, 'beside'> {
  readonly shells: readonly DesignShell[];
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

/** Combinations that are no design. */
export interface DesignsLeftOut {
  /** The count does not divide by shells and planes. */
  readonly notDivisible: number;
  /** Two of the shells would go round in the same time. */
  readonly inStep: number;
}

/** The answer of `cupola coverage --design`; a contract with other programs. */
export interface DesignReport {
  readonly candidates: readonly DesignEntry[];
  readonly front: readonly DesignEntry[];
  readonly knee: DesignEntry | null;
  readonly kneeRule: string;
  readonly marginal: readonly MarginalValue[];
  readonly shortcutError: ShortcutError;
  /** Combinations left out because the count does not divide by shells and planes. */
  readonly skipped: number;
  /** Combinations left out because two of their shells keep step. */
  readonly keptStep: number;
  /** Satellites of the file, by the full computation. */
  readonly given: (DesignFigures & { readonly satellites: number }) | null;
}

const KNEE_RULE =
  'highest above the straight line between the ends of the front, both axes stretched to run from 0 to 1';

/** @param givenCount - Satellites of the file, when there is one. */
export function designReport(
  answer: DesignAnswer,
  { notDivisible, inStep }: DesignsLeftOut,
  givenCount: number,
): DesignReport {
  const { candidates, front, knee, marginal, given } = answer;
  return {
    candidates: candidates.map(entry),
    front: front.map(entry),
    knee: knee === null ? null : entry(knee),
    kneeRule: KNEE_RULE,
    marginal,
    shortcutError: shortcutError(candidates),
    skipped: notDivisible,
    keptStep: inStep,
    given: given === null ? null : { satellites: givenCount, ...figures(given) },
  };
}

function entry({
  satellites,
  shells,
  sweptCount,
  shortcut,
  standardError,
  full,
}: DesignCandidate): DesignEntry {
  const told = shells.map((shell, index) => ({ ...shellOf(shell), beside: index >= sweptCount }));
  const [first] = told;
  if (first === undefined) throw new RangeError('a design has a shell');
  const { beside: _, ...ofFirst } = first;
  return {
    ...ofFirst,
    satellites,
    shells: told,
    ...figures(shortcut),
    standardError,
    full: full === null ? null : figures(full),
  };
}

function shellOf({
  kind,
  count,
  planes,
  phasing,
  altitudeM,
  inclinationRad,
}: WalkerShell): Omit<DesignShell, 'beside'> {
  return {
    kind,
    satellites: count,
    planes,
    phasing,
    altitudeKm: rounded(altitudeM / 1000),
    inclinationDeg: rounded(degrees(inclinationRad)),
  };
}

function figures({ rows, worst, meanStereoFraction, meanInView }: DesignLook): DesignFigures {
  return {
    worstStereoFraction: worst.stereoFraction,
    worstLatDeg: rounded(degrees(worst.latitudeRad)),
    meanStereoFraction,
    meanInView,
    worstCoveredFraction: Math.min(...rows.map(({ coveredFraction }) => coveredFraction)),
    worstTwofoldFraction: Math.min(...rows.map(({ twofoldFraction }) => twofoldFraction)),
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

function rowDifferences(shortcut: readonly DesignRow[], full: readonly DesignRow[]): readonly number[] {
  return shortcut.flatMap((row, index) => {
    const other = full[index];
    return other === undefined ? [] : [Math.abs(row.stereoFraction - other.stereoFraction)];
  });
}

/** Hides what the way through radians and metres adds. */
function rounded(value: number): number {
  return Number(value.toFixed(9));
}

/** Such as `400/20/5 delta 1000 km 80°`, for each shell. */
export function shellsText({ shells }: Pick<DesignEntry, 'shells'>): string {
  return shells
    .map(
      ({ kind, satellites, planes, phasing, altitudeKm, inclinationDeg }) =>
        `${satellites}/${planes}/${phasing} ${kind} ${Number(altitudeKm.toFixed(3))} km ${Number(inclinationDeg.toFixed(3))}°`,
    )
    .join(' + ');
}
