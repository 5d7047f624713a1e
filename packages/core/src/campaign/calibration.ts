import { areaUnderCurve, brier, operatingCurve, reliability } from '../metrics/index.ts';
import type { Brier, OperatingPoint, Reliability } from '../metrics/index.ts';
import type { MixKind } from './campaign.ts';
import { CALIBRATION_GROUPS, forecastsAt, groupOf, isThreat } from './calibration-groups.ts';
import type { CalibrationGroup } from './calibration-groups.ts';
import { declarationTimes } from './declaration-times.ts';
import type { DeclarationTimes } from './declaration-times.ts';
import { falseDeclarations } from './false-declarations.ts';
import type { FalseDeclarations } from './false-declarations.ts';
import { SAMPLE_TIMES } from './run-answer.ts';
import type { RunAnswer, SampleTime } from './run-answer.ts';

/** How good the stated probabilities of one group at one time are. */
export interface CalibrationAt {
  readonly at: SampleTime;
  readonly group: CalibrationGroup | 'all';
  /** Objects of the group, and those about which something was stated at that time. */
  readonly objects: number;
  readonly stated: number;
  readonly reliability: Reliability;
  readonly brier: Brier | null;
  readonly areaUnderCurve: number | null;
}

/** Is what the decision states what happens? Over all runs of one combination of swept values. */
export interface Calibration {
  readonly objects: number;
  readonly threats: number;
  readonly groups: Readonly<Record<CalibrationGroup, number>>;
  /** By time, then group, `all` first. */
  readonly scores: readonly CalibrationAt[];
  /** What other thresholds would do one minute after burnout. */
  readonly operatingCurve: readonly OperatingPoint[];
  readonly declarations: DeclarationTimes;
  readonly falseDeclarations: FalseDeclarations;
}

export function calibration(answers: readonly RunAnswer[], mix: readonly MixKind[]): Calibration {
  const objects = answers.flatMap((answer) => answer.objects);
  const byGroup = Map.groupBy(objects, groupOf);
  const ofGroup = (group: CalibrationAt['group']) => (group === 'all' ? objects : (byGroup.get(group) ?? []));
  const scores = SAMPLE_TIMES.flatMap((at) =>
    (['all', ...CALIBRATION_GROUPS] as const).map((group): CalibrationAt => {
      const forecasts = forecastsAt(ofGroup(group), at);
      return {
        at,
        group,
        objects: ofGroup(group).length,
        stated: forecasts.length,
        reliability: reliability(forecasts),
        brier: brier(forecasts),
        areaUnderCurve: areaUnderCurve(operatingCurve(forecasts)),
      };
    }),
  );
  const count = (group: CalibrationGroup): number => ofGroup(group).length;
  return {
    objects: objects.length,
    threats: objects.filter(isThreat).length,
    groups: {
      held: count('held'),
      'near-border': count('near-border'),
      'boost-only': count('boost-only'),
      manoeuvring: count('manoeuvring'),
    },
    scores,
    operatingCurve: operatingCurve(forecastsAt(objects, 'burnout+60')),
    declarations: declarationTimes(objects),
    falseDeclarations: falseDeclarations(answers, mix),
  };
}
