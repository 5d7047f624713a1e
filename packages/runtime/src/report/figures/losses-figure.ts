import { CUSTODY_PHASES } from '@cupola/core/custody';
import type { LossAnswer } from '../../losses/loss-answer.ts';
import { embedded } from '../../page/numbers.ts';
import { PHASE_TITLES } from '../phase-names.ts';
import { figure } from '../../page/svg/figure.ts';
import type { Drawing } from '../../page/svg/figure.ts';
import { axes, line } from '../../page/svg/frame.ts';
import { bandPath, dotsPath, polylinePath } from '../../page/svg/path.ts';
import { linearScale } from '../../page/svg/scale.ts';

const PANEL_PX = 220;

function draw(losses: LossAnswer, widthPx: number): Drawing {
  const most = Math.max(1, ...losses.levels.map((level) => level.lost));
  const top = 24;
  const x = linearScale([0, most], [40, widthPx - 12], widthPx > 600 ? 10 : 5);
  const shares = losses.levels.flatMap((level) =>
    CUSTODY_PHASES.flatMap((phase) => level.continuity[phase]?.low ?? level.continuity[phase]?.mean ?? []),
  );
  const least = Math.floor(10 * Math.max(0, Math.min(losses.continuity, ...shares) - 0.02)) / 10;
  const y = linearScale([least, 1], [top + PANEL_PX, top], 5);
  const parts = [
    axes({ x, y, xTitle: 'satellites lost at random', yTitle: 'share of the phase held' }),
    line(x.range[0], y.at(losses.continuity), x.range[1], y.at(losses.continuity), 'threshold'),
  ];
  const xs = losses.levels.map((level) => x.at(level.lost));
  for (const [index, phase] of CUSTODY_PHASES.entries()) {
    const bands = losses.levels.map((level) => level.continuity[phase]);
    if (bands.every((band) => band === null)) continue;
    const at = (value: number | null | undefined): number => y.at(value ?? Number.NaN);
    const means = bands.map((band) => at(band?.mean));
    const points = means.flatMap((mean, i): [number, number][] =>
      Number.isNaN(mean) ? [] : [[xs[i] ?? 0, mean]],
    );
    const band = bandPath(
      xs,
      bands.map((each) => at(each?.low)),
      bands.map((each) => at(each?.high)),
    );
    parts.push(
      `<g class="k${index}"><path class="band" d="${band}"/><path class="series dash${index}" d="${polylinePath(xs, means)}"/></g>`,
      `<g class="k${index}"><path class="series dot" d="${dotsPath(points)}"/></g>`,
    );
  }
  return { heightPx: top + PANEL_PX + 40, body: parts.join('') };
}

/** How custody of each phase falls as satellites are lost. */
export function lossesFigure(losses: LossAnswer): string {
  const phases = CUSTODY_PHASES.filter((phase) => losses.tolerated[phase] !== null);
  return figure({
    id: 'losses',
    title: 'Custody with satellites lost',
    description: `Mean share of each phase in which custody was held, against the number of satellites lost at random, with 95 % bands over ${losses.draws} draws.`,
    caption: `${losses.method} The dashed line is the continuity asked for, ${losses.continuity}.`,
    legend: [
      ...phases.map((phase) => ({
        kind: 'line' as const,
        className: `k${CUSTODY_PHASES.indexOf(phase)} series dash${CUSTODY_PHASES.indexOf(phase)}`,
        text: PHASE_TITLES[phase],
      })),
      { kind: 'line' as const, className: 'threshold', text: 'continuity asked for' },
    ],
    widthsPx: [720, 366],
    draw: (widthPx) => draw(losses, widthPx),
    data: losses.levels.map(({ lost, share, continuity }) => ({
      lost,
      share,
      continuity: Object.fromEntries(
        phases.map((phase) => {
          const { mean, low, high } = continuity[phase] ?? { mean: Number.NaN, low: null, high: null };
          return [phase, [mean, low, high].map((value) => embedded(value ?? Number.NaN))];
        }),
      ),
    })),
  });
}
