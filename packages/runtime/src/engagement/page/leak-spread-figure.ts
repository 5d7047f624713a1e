import type { RaidLeak } from '@cupola/core/engagement';
import { embedded, percent } from '../../page/numbers.ts';
import { figure } from '../../page/svg/figure.ts';
import { axes, rectangle } from '../../page/svg/frame.ts';
import { linearScale } from '../../page/svg/scale.ts';

const TOP_PX = 26;
const PANEL_PX = 120;
const PANEL_STEP_PX = PANEL_PX + 72;
/** Bars of a panel at most. */
const MOST_BARS = 60;

/** The whole distribution for the smallest, a middle and the largest raid that has room. */
export function leakSpreadFigure(sizes: readonly RaidLeak[]): string {
  const drawn = sizes.filter(({ k }) => k <= MOST_BARS);
  const shown = [...new Set([drawn[0], drawn[drawn.length >> 1], drawn.at(-1)])].flatMap(
    (each) => each ?? [],
  );
  if (shown.length === 0) return '';
  return figure({
    id: 'spread',
    title: 'How often so many leak',
    description: `Probability of each number of leaks for raids of ${shown.map(({ k }) => k).join(', ')} missiles, one panel each.`,
    caption: 'The whole distribution: over launch times, outcomes of shots and what is common to all.',
    legend: [{ kind: 'area', className: 'k0 lane', text: 'share of raids' }],
    widthsPx: [960, 366],
    draw: (widthPx) => {
      const body = shown.map(({ k, distribution }, index) => {
        const top = TOP_PX + index * PANEL_STEP_PX;
        const x = linearScale([-0.5, k + 0.5], [44, widthPx - 12], Math.min(k + 1, widthPx / 60));
        const ticks = x.ticks.filter(({ value }) => Number.isInteger(value));
        const y = linearScale([0, 100], [top + PANEL_PX, top], 4);
        const bars = distribution.map((prob, leaks) => {
          const [from, to] = [x.at(leaks - 0.4), x.at(leaks + 0.4)];
          const at = y.at(100 * prob);
          return prob === 0
            ? ''
            : rectangle(
                from,
                at,
                to - from,
                top + PANEL_PX - at,
                'k0 lane',
                `${leaks} leak: ${percent(prob)}`,
              );
        });
        const frame = axes({
          x: { ...x, ticks },
          y,
          xTitle: `leaks of ${k} missile${k === 1 ? '' : 's'}`,
          yTitle: 'share of raids (%)',
        });
        return frame + bars.join('');
      });
      return { heightPx: TOP_PX + shown.length * PANEL_STEP_PX - 26, body: body.join('') };
    },
    data: shown.map(({ k, distribution }) => ({ k, distribution: distribution.map(embedded) })),
  });
}
