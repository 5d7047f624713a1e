import type { CustodyPhase } from '../custody/index.ts';
import { clopperPearson, quantileWithInterval } from '../metrics/index.ts';
import type { QuantileEstimate } from '../metrics/index.ts';
import type { ObjectAnswer, RunAnswer } from './run-answer.ts';
import type { Variant } from './run-list.ts';

/** A share with its exact 95 % interval; null of nothing. */
export interface ShareEstimate {
  readonly count: number;
  readonly of: number;
  readonly share: number | null;
  readonly interval: readonly [low: number, high: number];
}

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
  /** Objects that were declared and are no threat, tracks of nothing included. */
  readonly falselyDeclared: ShareEstimate;
  readonly revocations: number;
  /** First declaration of deep threats, s after launch and s after burnout. */
  readonly declaredAfterLaunchS: {
    readonly p50: QuantileEstimate | null;
    readonly p95: QuantileEstimate | null;
  };
  readonly declaredAfterBurnoutS: {
    readonly p50: QuantileEstimate | null;
    readonly p95: QuantileEstimate | null;
  };
  /** Share of each phase in which weapons were held, as far as they were simulated. */
  readonly custody: PhaseMeans;
  /** Median true error of the track of each weapon, km: mean over weapons. */
  readonly positionErrorKm: PhaseMeans;
  readonly confirmedAfterCloudBreakS: {
    readonly p50: QuantileEstimate | null;
    readonly p95: QuantileEstimate | null;
  };
  readonly falseTracksPerRun: number | null;
}

const CONFIDENCE = 0.95;
/** Nearer to a border than this, what is right is for probabilities to say. */
export const DEEP_KM = 100;

export function isThreat({ weapon, inRegions }: ObjectAnswer): boolean {
  return weapon && inRegions;
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
  const others = objects.filter((object) => !isThreat(object));
  const ofNothing = own.reduce((sum, answer) => sum + answer.falseTrackDeclarations, 0);
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
    declaredAfterLaunchS: halfAndMost(deep.map(({ firstDeclaredS }) => firstDeclaredS)),
    declaredAfterBurnoutS: halfAndMost(
      deep.map(({ firstDeclaredS, burnoutS }) =>
        firstDeclaredS === null ? null : firstDeclaredS - burnoutS,
      ),
    ),
    custody: perPhase((phase) => weapons.map(({ custody }) => custody[phase])),
    positionErrorKm: perPhase((phase) => weapons.map(({ positionErrorKm }) => positionErrorKm[phase])),
    confirmedAfterCloudBreakS: halfAndMost(
      objects.map(({ confirmedS, cloudBreakS }) => (confirmedS === null ? null : confirmedS - cloudBreakS)),
    ),
    falseTracksPerRun:
      own.length === 0 ? null : own.reduce((sum, { falseTracks }) => sum + falseTracks, 0) / own.length,
  };
}

export function shareOf(count: number, of: number): ShareEstimate {
  return {
    count,
    of,
    share: of === 0 ? null : count / of,
    interval: clopperPearson(count, of, CONFIDENCE),
  };
}

function halfAndMost(values: readonly (number | null)[]): {
  readonly p50: QuantileEstimate | null;
  readonly p95: QuantileEstimate | null;
} {
  const there = values.filter((value) => value !== null);
  return {
    p50: quantileWithInterval(there, 0.5, CONFIDENCE),
    p95: quantileWithInterval(there, 0.95, CONFIDENCE),
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
