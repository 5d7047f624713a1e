import type { Calibration, DeclarationRow } from '@cupola/core/campaign';
import { figure } from '../../page/svg/figure.ts';
import type { Drawing } from '../../page/svg/figure.ts';
import { axes } from '../../page/svg/frame.ts';
import { polylinePath } from '../../page/svg/path.ts';
import { linearScale } from '../../page/svg/scale.ts';

const TOP_PX = 28;
const PANEL_PX = 240;
const LEFT_PX = 46;

/** Which share of deep threats is declared by when, a stair for each vehicle. */
export function timesFigure({ declarations }: Calibration): string {
  const rows = declarations.deepThreatsByVehicle.filter(
    ({ allAfterBurnoutS }) => allAfterBurnoutS.length > 0,
  );
  if (rows.length === 0) return '';
  return figure({
    id: 'times',
    title: 'How soon threats are declared',
    description:
      'Share of the threats that come down at least 100 km inside the regions that had been declared, against the time since the end of thrust, a stair for each class of vehicle.',
    caption: 'A stair that does not reach 100 % has missed some.',
    legend: rows.map(({ name }, index) => ({
      kind: 'line',
      className: `k${index % 6} series dash${index % 6}`,
      text: name,
    })),
    widthsPx: [960, 366],
    draw: (widthPx) => drawTimes(rows, widthPx),
    data: rows.map(({ name, objects, allAfterBurnoutS }) => ({ name, objects, allAfterBurnoutS })),
  });
}

function drawTimes(rows: readonly DeclarationRow[], widthPx: number): Drawing {
  const times = rows.flatMap(({ allAfterBurnoutS }) => allAfterBurnoutS);
  const latest = Math.max(30, ...times);
  const x = linearScale([Math.min(0, ...times), latest], [LEFT_PX, widthPx - 16], widthPx > 500 ? 10 : 5);
  const y = linearScale([0, 100], [TOP_PX + PANEL_PX, TOP_PX], 5);
  const stairs = rows.map(({ allAfterBurnoutS, objects }, index) => {
    const xs = allAfterBurnoutS.flatMap((time) => [x.at(time), x.at(time)]);
    const ys = allAfterBurnoutS.flatMap((_, rank) =>
      [rank, rank + 1].map((count) => y.at((100 * count) / objects)),
    );
    const last = ys.at(-1) ?? y.at(0);
    return `<path class="k${index % 6} series dash${index % 6}" d="${polylinePath([...xs, x.at(latest)], [...ys, last])}"/>`;
  });
  const body = [axes({ x, y, xTitle: 's after burnout', yTitle: 'declared, %' }), ...stairs].join('');
  return { heightPx: TOP_PX + PANEL_PX + 40, body };
}
