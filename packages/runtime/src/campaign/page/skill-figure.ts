import { CALIBRATION_GROUPS, SAMPLE_TIMES } from '@cupola/core/campaign';
import type { Calibration, CalibrationAt } from '@cupola/core/campaign';
import { figure } from '../../page/svg/figure.ts';
import type { Drawing } from '../../page/svg/figure.ts';
import { axes, label, line } from '../../page/svg/frame.ts';
import { polylinePath } from '../../page/svg/path.ts';
import { linearScale } from '../../page/svg/scale.ts';
import { groupName } from './group-names.ts';

const TOP_PX = 28;
const PANEL_PX = 240;
const LEFT_PX = 46;
const GROUPS = ['all', ...CALIBRATION_GROUPS] as const;

/** Brier skill over time, a line for each group; the last place is one minute after burnout, whenever that was. */
export function skillFigure({ scores }: Calibration): string {
  const drawn = GROUPS.filter((group) =>
    scores.some((score) => score.group === group && skillOf(score) !== null),
  );
  if (drawn.length === 0) return '';
  return figure({
    id: 'skill',
    title: 'How much the stated probabilities know',
    description:
      'Brier skill over the base rate of each group, at 60, 120, 180, 240 and 300 s after launch and one minute after burnout. 1 is perfect, 0 is as good as the base rate.',
    caption:
      'Skill = 1 - Brier score / score of the base rate of the same objects. Below 0 it would be better to state the base rate; such values are drawn at the lower edge.',
    legend: drawn.map((group) => ({
      kind: 'line',
      className: `k${GROUPS.indexOf(group)} series dash${GROUPS.indexOf(group)}`,
      text: groupName(group),
    })),
    widthsPx: [960, 366],
    draw: (widthPx) => drawSkill(scores, drawn, widthPx),
    data: scores.map(({ at, group, stated, brier }) => ({ at, group, stated, ...brier })),
  });
}

function drawSkill(
  scores: readonly CalibrationAt[],
  groups: readonly CalibrationAt['group'][],
  widthPx: number,
): Drawing {
  const y = linearScale([-0.2, 1], [TOP_PX + PANEL_PX, TOP_PX], 6);
  const step = (widthPx - LEFT_PX - 60) / SAMPLE_TIMES.length;
  const xs = SAMPLE_TIMES.map((_, index) => LEFT_PX + step * (index + 0.5));
  const x = linearScale([0, 1], [LEFT_PX, widthPx - 16], 1);
  const lines = groups.map((group) => {
    const ys = SAMPLE_TIMES.map((at) => {
      const skill = skillOf(scores.find((score) => score.at === at && score.group === group));
      return skill === null ? Number.NaN : y.at(skill);
    });
    const k = GROUPS.indexOf(group);
    return `<path class="k${k} series dash${k}" d="${polylinePath(xs, ys)}"/>`;
  });
  const names = SAMPLE_TIMES.map((at, index) =>
    label(xs[index] ?? 0, TOP_PX + PANEL_PX + 16, at === 'burnout+60' ? 'burnout + 60' : `${at} s`, {
      anchor: 'middle',
      className: 'tick',
    }),
  );
  const body = [
    axes({ x: { ...x, ticks: [] }, y, xTitle: '', yTitle: 'Brier skill' }),
    line(LEFT_PX, y.at(0), widthPx - 16, y.at(0), 'axis'),
    ...names,
    ...lines,
  ].join('');
  return { heightPx: TOP_PX + PANEL_PX + 28, body };
}

function skillOf(score: CalibrationAt | undefined): number | null {
  return score?.brier?.skill ?? null;
}
