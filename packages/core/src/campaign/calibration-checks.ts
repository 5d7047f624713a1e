import type { Calibration, CalibrationAt } from './calibration.ts';
import { SAMPLE_TIMES } from './run-answer.ts';
import type { SampleTime } from './run-answer.ts';

/** One thing that a calibrated decision does, and whether this one does it. */
export interface CalibrationCheck {
  readonly id: string;
  /** What is asked, as a sentence. */
  readonly asked: string;
  /** What was found, as a sentence. */
  readonly found: string;
  /** Null when there is nothing to judge by. */
  readonly met: boolean | null;
}

/** Largest expected calibration error, and smallest Brier skill one minute after burnout in long-wave coast. Stated before the first campaign. */
const MOST_CALIBRATION_ERROR = 0.03;
const LEAST_SKILL = 0.95;

/**
 * Objects held in long-wave coast, well inside or outside, are what the checks are on, at every time; one minute after burnout all objects too. The
 * other groups are reported, and no bar is set for them.
 */
export function calibrationChecks(found: Calibration): readonly CalibrationCheck[] {
  return [
    ...SAMPLE_TIMES.map((at) => binsCheck(scoreAt(found, at, 'held'))),
    binsCheck(scoreAt(found, 'burnout+60', 'all')),
    errorCheck(scoreAt(found, 'burnout+60', 'held')),
    errorCheck(scoreAt(found, 'burnout+60', 'all')),
    skillCheck(scoreAt(found, 'burnout+60', 'held')),
    ...declarationChecks(found),
  ];
}

export function scoreAt(
  { scores }: Calibration,
  at: SampleTime,
  group: CalibrationAt['group'],
): CalibrationAt | undefined {
  return scores.find((score) => score.at === at && score.group === group);
}

/** `120 s after launch`, `one minute after burnout`. */
export function sampleName(at: SampleTime): string {
  return at === 'burnout+60' ? 'one minute after burnout' : `${at} s after launch`;
}

function whose(score: CalibrationAt | undefined): string {
  return score?.group === 'all' ? 'all objects' : 'held in long-wave coast';
}

function binsCheck(score: CalibrationAt | undefined): CalibrationCheck {
  const bins = score?.reliability.bins ?? [];
  const outside = bins.filter((bin) => !bin.inside);
  const at = score === undefined ? '' : sampleName(score.at);
  const off = outside.map(
    ({ meanProb, happened, forecasts }) =>
      `stated ${meanProb.toFixed(3)}, happened ${happened} of ${forecasts}`,
  );
  return {
    id: `bins ${score?.at ?? ''} ${score?.group ?? ''}`,
    asked: `${at}, ${whose(score)}: every bin's 95 % interval, adjusted for the number of bins, holds what was stated`,
    found:
      outside.length === 0
        ? `all ${bins.length} bins`
        : `not ${outside.length} of ${bins.length}: ${off.join('; ')}`,
    met: bins.length === 0 ? null : outside.length === 0,
  };
}

function errorCheck(score: CalibrationAt | undefined): CalibrationCheck {
  const error = score?.reliability.expectedCalibrationError ?? null;
  return {
    id: `calibration-error ${score?.group ?? ''}`,
    asked: `expected calibration error one minute after burnout, ${whose(score)}, at most ${MOST_CALIBRATION_ERROR}`,
    found: error === null ? 'nothing was stated' : error.toFixed(4),
    met: error === null ? null : error <= MOST_CALIBRATION_ERROR,
  };
}

function skillCheck(score: CalibrationAt | undefined): CalibrationCheck {
  const skill = score?.brier?.skill ?? null;
  return {
    id: 'skill',
    asked: `Brier skill one minute after burnout, held in long-wave coast, above ${LEAST_SKILL}`,
    found: skill === null ? 'no skill can be told' : skill.toFixed(4),
    met: skill === null ? null : skill > LEAST_SKILL,
  };
}

function declarationChecks({ falseDeclarations, declarations }: Calibration): CalibrationCheck[] {
  const { declared, falselyDeclared, expected, band, withinBand } = falseDeclarations;
  const { deepThreats } = declarations;
  return [
    {
      id: 'false-declarations',
      asked: 'no more false declarations than the stated probabilities predict (95 % band)',
      found: `${falselyDeclared} of ${declared}; ${expected.toFixed(2)} expected, band ${band[0]} to ${band[1]}`,
      met: declared === 0 ? null : withinBand,
    },
    {
      id: 'deep-threats',
      asked: 'every threat that comes down at least 100 km inside and does not manoeuvre is declared',
      found: `${deepThreats.declared.count} of ${deepThreats.objects}`,
      met: deepThreats.objects === 0 ? null : deepThreats.missed === 0,
    },
  ];
}
