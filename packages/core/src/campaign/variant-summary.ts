import type { CustodyPhase } from '../custody/index.ts';
import { isAsStated, isThreat } from './calibration-groups.ts';
import { DEEP_KM, timeQuantiles } from './declaration-times.ts';
import type { TimeQuantiles } from './declaration-times.ts';
import type { ObjectAnswer, RunAnswer } from './run-answer.ts';
import type { Variant } from './run-list.ts';
import { shareOf } from './share-estimate.ts';
import type { ShareEstimate } from './share-estimate.ts';

/** A mean with its standard error; null of nothing. */
export interface MeanEstimate {
  readonly mean: number | null;
  readonly standardError: number | null;
  readonly count: number;
}

export type PhaseMeans = Readonly<Record<CustodyPhase, MeanEstimate>>;

/** What the runs of one combination of swept values say together. */
export interface VariantSummary {
  readonly variant: number;
  readonly labels: Variant['labels'];
  readonly runs: number;
  readonly objects: number;
  /** Weapons that come down in the regions, at least 100 km from any border, and how many of them were declared and not revoked. */
  readonly deepThreatsDeclared: ShareEstimate;
  /** All weapons that come down in the regions. */
  readonly threatsDeclared: ShareEstimate;
  /** Objects that were declared and are neither a weapon nor let go by one, or come down elsewhere; tracks of nothing included. */
  readonly falselyDeclared: ShareEstimate;
  readonly revocations: number;
  /** First declaration of deep threats, s after launch and s after burnout. */
  readonly declaredAfterLaunchS: TimeQuantiles;
  readonly declaredAfterBurnoutS: TimeQuantiles;
  /** Share of each phase in which weapons were held, as far as they were simulated. */
  readonly custody: PhaseMeans;
  /** Median true error of the track of each weapon, km: mean over weapons. */
  readonly positionErrorKm: PhaseMeans;
  readonly confirmedAfterCloudBreakS: TimeQuantiles;
  readonly falseTracksPerRun: number | null;
}

function isDeclared({ declaredS }: ObjectAnswer): boolean {
  return declaredS !== null;
}

export function variantSummary(variant: Variant, answers: readonly RunAnswer[]): VariantSummary {
  const own = answers.filter((answer) => answer.variant === variant.index);
  const objects = own.flatMap((answer) => answer.objects);
  const threats = objects.filter(isThreat);
  const deep = threats.filter((object) => (object.insideKm ?? 0) >= DEEP_KM);
  const weapons = objects.filter((object) => object.weapon);
  const others = objects.filter((object) => !isAsStated(object));
  const ofNothing = own.reduce((sum, answer) => sum + answer.falseTrackDeclarations.length, 0);
  const falsely = others.filter(({ firstDeclaredS }) => firstDeclaredS !== null).length + ofNothing;
  return {
    variant: variant.index,
    labels: variant.labels,
    runs: own.length,
    objects: objects.length,
    deepThreatsDeclared: shareOf(deep.filter(isDeclared).length, deep.length),
    threatsDeclared: shareOf(threats.filter(isDeclared).length, threats.length),
    falselyDeclared: shareOf(falsely, others.length + ofNothing),
    revocations: objects.reduce((sum, { revocations }) => sum + revocations, 0),
    declaredAfterLaunchS: timeQuantiles(deep.map(({ firstDeclaredS }) => firstDeclaredS)),
    declaredAfterBurnoutS: timeQuantiles(
      deep.map(({ firstDeclaredS, burnoutS }) =>
        firstDeclaredS === null ? null : firstDeclaredS - burnoutS,
      ),
    ),
    custody: perPhase((phase) => weapons.map(({ custody }) => custody[phase])),
    positionErrorKm: perPhase((phase) => weapons.map(({ positionErrorKm }) => positionErrorKm[phase])),
    confirmedAfterCloudBreakS: timeQuantiles(
      objects.map(({ confirmedS, cloudBreakS }) => (confirmedS === null ? null : confirmedS - cloudBreakS)),
    ),
    falseTracksPerRun:
      own.length === 0 ? null : own.reduce((sum, { falseTracks }) => sum + falseTracks, 0) / own.length,
  };
}

function perPhase(values: (phase: CustodyPhase) => readonly (number | null)[]): PhaseMeans {
  return {
    boost: meanOf(values('boost')),
    midcourse: meanOf(values('midcourse')),
    glide: meanOf(values('glide')),
    reentry: meanOf(values('reentry')),
  };
}

function meanOf(values: readonly (number | null)[]): MeanEstimate {
  const there = values.filter((value) => value !== null);
  const count = there.length;
  if (count === 0) return { mean: null, standardError: null, count };
  const mean = there.reduce((sum, value) => sum + value, 0) / count;
  const variance = there.reduce((sum, value) => sum + (value - mean) ** 2, 0) / Math.max(1, count - 1);
  return { mean, standardError: count < 2 ? null : Math.sqrt(variance / count), count };
}
