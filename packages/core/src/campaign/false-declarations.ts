import { eventCountBand, upperBound } from '../metrics/index.ts';
import { isAsStated } from './calibration-groups.ts';
import type { MixKind } from './campaign.ts';
import type { ObjectAnswer, RunAnswer } from './run-answer.ts';
import { shareOf } from './share-estimate.ts';
import type { ShareEstimate } from './share-estimate.ts';

/** What was declared and is not as stated, against what the probabilities at declaration predict. */
export interface FalseDeclarations {
  /** First declarations of objects, and declarations of tracks of nothing. */
  readonly declared: number;
  readonly falselyDeclared: number;
  /** Sum of 1 - p over the declarations: how many are expected to be false. */
  readonly expected: number;
  /** 95 % of campaigns have a number in it, if the probabilities are right. */
  readonly band: readonly [low: number, high: number];
  readonly withinBand: boolean;
  /** Of all runs, those with a false declaration: share, exact interval, and one-sided 95 % bound. */
  readonly runs: ShareEstimate;
  readonly runsUpperBound: number;
  readonly perYear: FalsePerYear;
  readonly objects: readonly FalselyDeclared[];
}

/** False declarations in a year of launches, at the rates that the campaign states. */
export interface FalsePerYear {
  /** Of each kind with a stated rate. */
  readonly kinds: readonly FalseOfKind[];
  readonly launchesPerYear: number;
  readonly falsePerYear: number;
  /** One-sided 95 %, all kinds taken together: the rate of false declarations per launch of any of them, bounded exactly, times all launches. */
  readonly pooledUpperBound: number;
}

export interface FalseOfKind {
  readonly kind: string;
  readonly launchesPerYear: number;
  readonly launches: number;
  readonly falselyDeclared: number;
  readonly falsePerYear: number;
  /** One-sided 95 %, of this kind by itself. */
  readonly upperBound: number;
}

export interface FalselyDeclared {
  readonly run: number;
  readonly seed: number;
  readonly object: string;
  readonly kind: string;
  readonly vehicle: string;
  readonly insideKm: number | null;
  readonly declaredProb: number | null;
  readonly declaredS: number | null;
  readonly revocations: number;
}

const CONFIDENCE = 0.95;

export function falseDeclarations(answers: readonly RunAnswer[], mix: readonly MixKind[]): FalseDeclarations {
  const declared = answers.flatMap(({ objects }) => objects.filter(isDeclared));
  const ofNothing = answers.flatMap(({ falseTrackDeclarations }) => falseTrackDeclarations);
  const falseProbs = [
    ...declared.flatMap(({ firstDeclaredProb }) =>
      firstDeclaredProb === null ? [] : [1 - firstDeclaredProb],
    ),
    ...ofNothing.map((prob) => 1 - prob),
  ];
  const falselyDeclared = declared.filter((object) => !isAsStated(object)).length + ofNothing.length;
  const band = eventCountBand(falseProbs, CONFIDENCE);
  const wrongRuns = answers.filter(isWrong).length;
  return {
    declared: declared.length + ofNothing.length,
    falselyDeclared,
    expected: falseProbs.reduce((sum, prob) => sum + prob, 0),
    band,
    withinBand: falselyDeclared <= band[1],
    runs: shareOf(wrongRuns, answers.length),
    runsUpperBound: upperBound(wrongRuns, answers.length, CONFIDENCE),
    perYear: falsePerYear(answers, mix),
    objects: answers.flatMap((answer) =>
      answer.objects
        .filter((object) => isDeclared(object) && !isAsStated(object))
        .map((object) => falselyDeclaredOf(answer, object)),
    ),
  };
}

function isDeclared({ firstDeclaredS }: ObjectAnswer): boolean {
  return firstDeclaredS !== null;
}

function isWrong({ objects, falseTrackDeclarations }: RunAnswer): boolean {
  return (
    falseTrackDeclarations.length > 0 || objects.some((object) => isDeclared(object) && !isAsStated(object))
  );
}

function falselyDeclaredOf({ run, seed }: RunAnswer, object: ObjectAnswer): FalselyDeclared {
  return {
    run,
    seed,
    object: object.object,
    kind: object.kind,
    vehicle: object.vehicle,
    insideKm: object.insideKm,
    declaredProb: object.firstDeclaredProb,
    declaredS: object.firstDeclaredS,
    revocations: object.revocations,
  };
}

/** Launches that turn out to be threats are no part of a year of launches. */
function falsePerYear(answers: readonly RunAnswer[], mix: readonly MixKind[]): FalsePerYear {
  const kinds = mix.flatMap(({ id, perYear }): FalseOfKind[] => {
    if (perYear === null) return [];
    const own = answers.filter(({ objects }) =>
      objects.some((object) => object.kind === id && !objects.some(isAsStated)),
    );
    const wrong = own.filter(isWrong).length;
    return [
      {
        kind: id,
        launchesPerYear: perYear,
        launches: own.length,
        falselyDeclared: wrong,
        falsePerYear: own.length === 0 ? 0 : (perYear * wrong) / own.length,
        upperBound: perYear * upperBound(wrong, own.length, CONFIDENCE),
      },
    ];
  });
  const launchesPerYear = kinds.reduce((sum, kind) => sum + kind.launchesPerYear, 0);
  const launches = kinds.reduce((sum, kind) => sum + kind.launches, 0);
  const wrong = kinds.reduce((sum, kind) => sum + kind.falselyDeclared, 0);
  return {
    kinds,
    launchesPerYear,
    falsePerYear: kinds.reduce((sum, kind) => sum + kind.falsePerYear, 0),
    pooledUpperBound: launchesPerYear * upperBound(wrong, launches, CONFIDENCE),
  };
}
