import { element } from '../../page/markup.ts';
import { percent } from '../../page/numbers.ts';
import { figure } from '../../page/svg/figure.ts';
import { axes, label, line } from '../../page/svg/frame.ts';
import { coordinate, dotsPath } from '../../page/svg/path.ts';
import { logScale } from '../../page/svg/scale.ts';
import type { StudyReport } from '../study-report.ts';

const TOP_PX = 10;
const ROW_PX = 40;

/** Every study on one axis: theirs, ours by their method, ours with real orbits. */
export function studyFigure(reports: readonly StudyReport[], confidence: number): string {
  const rows = reports.map((report) => ({
    study: report.study,
    theirs: report.theirs.interceptors,
    byTheirs: report.interceptors,
    onAverage: report.realOrbits.onAverage.interceptors,
    sure: report.realOrbits.atConfidence?.interceptors ?? null,
  }));
  const values = rows.flatMap(({ theirs, byTheirs, onAverage, sure }) =>
    [theirs, byTheirs, onAverage, sure].filter((value) => value !== null),
  );
  if (values.length === 0) return '';
  return figure({
    id: 'studies',
    title: 'Theirs, ours by their method, ours with real orbits',
    description: `Number of interceptors of ${rows.length} studies on one logarithmic axis: as printed, by the study's own relations, with real orbits on average and for ${percent(confidence)} of launches.`,
    caption:
      'Where a study does not print an input, ours is taken, with its reason below: a difference may be in the inputs.',
    legend: [
      { kind: 'ring', className: 'theirs', text: 'theirs, as printed' },
      { kind: 'dot', className: 'k1 series dot', text: 'ours by their method (R1 to R3)' },
      { kind: 'dot', className: 'k0 series dot', text: 'real orbits, on average' },
      {
        kind: 'dot',
        className: 'k2 series dot',
        text: `real orbits, ${percent(confidence)} of launches`,
      },
    ],
    widthsPx: [960, 366],
    draw: (widthPx) => {
      const bottom = TOP_PX + rows.length * ROW_PX;
      const x = logScale([Math.min(...values), Math.max(...values)], [12, widthPx - 14]);
      const y = { ...x, range: [bottom, TOP_PX] as const, ticks: [] };
      const body = rows.map((row, index) => {
        const at = TOP_PX + index * ROW_PX + 27;
        const dots = (className: string, value: number | null): string =>
          value === null
            ? ''
            : `<path class="${className} series dot" d="${dotsPath([[x.at(value), at]])}"/>`;
        const theirs =
          row.theirs === null
            ? ''
            : element('circle', { class: 'theirs', cx: coordinate(x.at(row.theirs)), cy: at, r: 6 });
        return [
          line(x.range[0], at, x.range[1], at, 'grid'),
          label(x.range[0] + 2, at - 11, row.study, { className: 'halo' }),
          dots('k1', row.byTheirs),
          dots('k0', row.onAverage),
          dots('k2', row.sure),
          theirs,
        ].join('');
      });
      const frame = axes({ x, y, xTitle: 'interceptors', yTitle: '' });
      return { heightPx: bottom + 40, body: frame + body.join('') };
    },
    data: rows,
  });
}
