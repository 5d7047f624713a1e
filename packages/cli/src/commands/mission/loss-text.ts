import type { Interval, LossAnswer, Tolerance } from '@cupola/runtime';
import { textTable } from '../../text-table.ts';

const PHASES = ['boost', 'midcourse', 'glide', 'reentry'] as const;
const TITLES = { boost: 'boost', midcourse: 'midcourse', glide: 'glide', reentry: 're-entry' } as const;

/** What lost satellites leave: a line per number lost, then how many each phase bears. */
export function lossText(losses: LossAnswer): string {
  const phases = PHASES.filter((phase) => losses.tolerated[phase] !== null);
  const header = ['lost', 'share', ...phases.map((phase) => TITLES[phase]), 'declared', 'after burnout'];
  const rows = losses.levels.map((level) => [
    String(level.lost),
    `${(100 * level.share).toFixed(1)} %`,
    ...phases.map((phase) => percentBand(level.continuity[phase])),
    percentBand(level.declaredShare),
    level.declaredAfterBurnoutS === null ? '-' : `${level.declaredAfterBurnoutS.mean.toFixed(0)} s`,
  ]);
  return [
    `Satellites lost at random, ${losses.draws} draws each; mean share held with its 95 % band:`,
    textTable(header, rows),
    ...phases.map(
      (phase) => `  ${TITLES[phase]}: ${toleranceText(losses.tolerated[phase], losses.continuity)}.`,
    ),
  ].join('\n');
}

function percent(share: number): string {
  return (100 * share).toFixed(1);
}

function percentBand(band: Interval | null): string {
  if (band === null) return '-';
  if (band.low === null || band.high === null) return `${percent(band.mean)} %`;
  return `${percent(band.mean)} % (${percent(band.low)}-${percent(band.high)})`;
}

function toleranceText(tolerance: Tolerance | null, continuity: number): string {
  if (tolerance === null) return 'not flown';
  const { heldWith, fallsWith, crossing } = tolerance;
  const held = `${(100 * continuity).toFixed(0)} % of the time`;
  if (heldWith === null) return `not held ${held} even with ${fallsWith ?? 0} lost`;
  if (fallsWith === null) return `held ${held} with all numbers tried, up to ${heldWith} lost`;
  return `held ${held} with ${heldWith} lost, no longer with ${fallsWith} (about ${crossing ?? heldWith} by a straight line)`;
}
