import { scoreAt } from '@cupola/core/campaign';
import type { Calibration } from '@cupola/core/campaign';
import { decimal, percent } from '../../page/numbers.ts';
import type { CampaignSummary } from '../campaign-summary.ts';
import { timeText } from './calibration-tables.ts';

/** The answer in sentences, the most important first. */
export function calibrationHeadlines(summary: CampaignSummary, found: Calibration | null): readonly string[] {
  if (found === null) {
    return [
      `${decimal(summary.variants.length, 0)} combinations of swept values, ${decimal(summary.runs / Math.max(1, summary.variants.length), 0)} runs each.`,
    ];
  }
  const { declarations, falseDeclarations } = found;
  const { deepThreats } = declarations;
  const coast = scoreAt(found, 'burnout+60', 'all');
  const held = scoreAt(found, 'burnout+60', 'held');
  const checks = summary.variants[0]?.checks ?? [];
  const judged = checks.filter(({ met }) => met !== null);
  const { perYear } = falseDeclarations;
  return [
    `${judged.filter(({ met }) => met === true).length} of ${judged.length} checks of calibration are met.`,
    `Of ${deepThreats.objects} threats that come down at least 100 km inside the regions and do not manoeuvre ${deepThreats.declared.count} were declared: half of them ${timeText(deepThreats.afterBurnoutS.p50)} after burnout, 95 % by ${timeText(deepThreats.afterBurnoutS.p95)}.`,
    `False declarations: ${falseDeclarations.falselyDeclared} in ${falseDeclarations.runs.of} runs, where the stated probabilities expect ${decimal(falseDeclarations.expected, 2)} (95 %: ${falseDeclarations.band[0]} to ${falseDeclarations.band[1]}). At most ${percent(falseDeclarations.runsUpperBound)} of runs, with 95 %.`,
    ...(perYear.kinds.length === 0
      ? []
      : [
          `At ${decimal(perYear.launchesPerYear, 0)} such launches a year: ${decimal(perYear.falsePerYear, 2)} false declarations a year, at most ${decimal(perYear.pooledUpperBound, 1)} with 95 %.`,
        ]),
    `One minute after burnout: calibration error ${decimal(coast?.reliability.expectedCalibrationError ?? null, 4)}; Brier skill ${decimal(coast?.brier?.skill ?? null, 3)}, and ${decimal(held?.brier?.skill ?? null, 3)} of what is held in long-wave coast.`,
  ];
}
