import { CUSTODY_PHASES } from '@cupola/core/custody';
import type { Interval } from '../../losses/interval.ts';
import type { LossAnswer, Tolerance } from '../../losses/loss-answer.ts';
import { escapeText, table } from '../../page/markup.ts';
import { MISSING, decimal, percent, significant } from '../../page/numbers.ts';
import { lossesFigure } from '../figures/losses-figure.ts';
import { PHASE_TITLES } from '../phase-names.ts';

/** What lost satellites leave: the curve, the numbers behind it, and how many each phase bears. */
export function lossesSection(losses: LossAnswer): string {
  const phases = CUSTODY_PHASES.filter((phase) => losses.tolerated[phase] !== null);
  const outcomes = table(
    `Satellites lost at random: means over ${losses.draws} draws with 95 % bands`,
    [
      'lost',
      'share',
      ...phases.map((phase) => `${PHASE_TITLES[phase]} held`),
      'longest gap (s)',
      'midcourse error (km)',
      'threats declared',
      'after cut-off (s)',
      'declared wrongly',
    ],
    losses.levels.map((level) => [
      decimal(level.lost, 0),
      percent(level.share),
      ...phases.map((phase) => shareText(level.continuity[phase])),
      bandText(level.longestGapS),
      bandText(level.positionErrorKm.midcourse),
      shareText(level.declaredShare),
      bandText(level.declaredAfterBurnoutS),
      decimal(level.declaredOthers, 0),
    ]),
  );
  const tolerances = table(
    `How many satellites can be lost before custody falls under ${percent(losses.continuity)} of a phase`,
    ['phase', 'still held with', 'no longer with', 'by a straight line between'],
    phases.map((phase) => [escapeText(PHASE_TITLES[phase]), ...toleranceCells(losses.tolerated[phase])]),
  );
  return lossesFigure(losses) + tolerances + outcomes;
}

function toleranceCells(tolerance: Tolerance | null): readonly string[] {
  if (tolerance === null) return [MISSING, MISSING, MISSING];
  const { heldWith, fallsWith, crossing } = tolerance;
  return [
    heldWith === null ? 'not at the first' : decimal(heldWith, 0),
    fallsWith === null ? 'held at all tried' : decimal(fallsWith, 0),
    decimal(crossing, 0),
  ];
}

function shareText(band: Interval | null): string {
  if (band === null) return MISSING;
  return band.low === null || band.high === null
    ? percent(band.mean)
    : `${percent(band.mean)} (${percent(band.low)}–${percent(band.high)})`;
}

function bandText(band: Interval | null): string {
  if (band === null) return MISSING;
  return band.low === null || band.high === null
    ? significant(band.mean)
    : `${significant(band.mean)} (${significant(band.low)}–${significant(band.high)})`;
}
