import type { InViewStatistics, LengthCount, LengthStatistics } from '@cupola/core/coverage';
import { duration, embedded } from '../../page/numbers.ts';
import { figure } from '../../page/svg/figure.ts';
import type { Drawing } from '../../page/svg/figure.ts';
import { axes, label, line } from '../../page/svg/frame.ts';
import { polylinePath } from '../../page/svg/path.ts';
import { linearScale, logScale } from '../../page/svg/scale.ts';
import type { Scale } from '../../page/svg/scale.ts';

const PANEL_PX = 190;
const TOP_PX = 26;
const HEIGHT_PX = TOP_PX + PANEL_PX + 40;
/** Lengths further apart than this are drawn over decades. */
const EVEN_RATIO = 30;
/** Steps of a curve that are embedded at most. */
const EMBEDDED_MAX = 500;

/** Share of gaps that are no longer than each length that occurs. */
export function cumulativeShares(
  lengths: readonly LengthCount[],
): readonly { readonly lengthS: number; readonly share: number }[] {
  const total = lengths.reduce((sum, { count }) => sum + count, 0);
  let upTo = 0;
  return lengths.map(({ lengthS, count }) => {
    upTo += count;
    return { lengthS, share: upTo / total };
  });
}

/** Stairs that rise at each abscissa, from the first one at zero to the right end of the axis. */
function stairs(x: Scale, y: Scale, steps: readonly (readonly [number, number])[]): string {
  const xs: number[] = [];
  const ys: number[] = [];
  let level = y.at(0);
  for (const [at, value] of steps) {
    xs.push(x.at(at), x.at(at));
    ys.push(level, y.at(value));
    level = y.at(value);
  }
  const [, end] = x.range;
  if ((xs.at(-1) ?? end) < end) {
    xs.push(end);
    ys.push(level);
  }
  return polylinePath(xs, ys);
}

export function drawGaps(lengths: readonly LengthCount[], gaps: LengthStatistics, widthPx: number): Drawing {
  const inMinutes = gaps.maxS >= 600;
  const unitS = inMinutes ? 60 : 1;
  const shares = cumulativeShares(lengths);
  const shortest = (shares[0]?.lengthS ?? 1) / unitS;
  const longest = gaps.maxS / unitS;
  const range = [40, widthPx - 14] as const;
  const x =
    longest / shortest > EVEN_RATIO
      ? logScale([shortest, longest], range)
      : linearScale([0, longest], range, 8);
  const y = linearScale([0, 100], [TOP_PX + PANEL_PX, TOP_PX], 5);
  const marks = [
    { atS: gaps.meanS, text: `mean ${duration(gaps.meanS)}`, yPx: TOP_PX + PANEL_PX - 26 },
    { atS: gaps.p95S, text: `95 % ${duration(gaps.p95S)}`, yPx: TOP_PX + PANEL_PX - 8 },
  ].map(({ atS, text, yPx }) => {
    const at = x.at(atS / unitS);
    const right = at < (range[0] + range[1]) / 2;
    return (
      line(at, TOP_PX, at, TOP_PX + PANEL_PX, 'reference') +
      label(at + (right ? 5 : -5), yPx, text, { anchor: right ? 'start' : 'end', className: 'halo' })
    );
  });
  const curve = stairs(
    x,
    y,
    shares.map(({ lengthS, share }) => [lengthS / unitS, 100 * share]),
  );
  const body = [
    axes({ x, y, xTitle: `length of gap (${inMinutes ? 'min' : 's'})`, yTitle: 'gaps no longer (%)' }),
    `<path class="k0 series" d="${curve}"/>`,
    ...marks,
  ].join('');
  return { heightPx: HEIGHT_PX, body };
}

/** How long gaps are: the share of them that is no longer than a length. */
export function gapFigure(lengths: readonly LengthCount[], gaps: LengthStatistics): string {
  const shares = cumulativeShares(lengths);
  const every = Math.ceil(shares.length / EMBEDDED_MAX);
  return figure({
    id: 'gap-lengths',
    title: 'How long gaps are',
    description: 'Share of gaps that are no longer than a length, against the length.',
    caption:
      'All gaps of all places count once each. A gap is known to within one step, and one cut by the ends of the window counts with what was seen of it.',
    legend: [],
    widthsPx: [960, 366],
    draw: (widthPx) => drawGaps(lengths, gaps, widthPx),
    data: shares
      .filter((_, index) => index % every === 0 || index === shares.length - 1)
      .map(({ lengthS, share }) => ({ lengthS, share: embedded(share) })),
  });
}

function drawFolds({ folds, maxInView }: InViewStatistics, widthPx: number): Drawing {
  const x = linearScale([0, maxInView], [40, widthPx - 14], Math.min(maxInView, 12));
  const y = linearScale([0, 100], [TOP_PX + PANEL_PX, TOP_PX], 5);
  const curve = polylinePath(
    [0, ...folds.flatMap(({ k }) => [k - 1, k])].map((k) => x.at(k)),
    [y.at(100), ...folds.flatMap(({ fraction }) => [y.at(100 * fraction), y.at(100 * fraction)])],
  );
  const body = [
    axes({ x, y, xTitle: 'satellites in view, k', yTitle: 'places and moments with at least k (%)' }),
    `<path class="k0 series" d="${curve}"/>`,
  ].join('');
  return { heightPx: HEIGHT_PX, body };
}

/** How much is seen by at least k at once. */
export function foldFigure(statistics: InViewStatistics): string {
  return figure({
    id: 'folds',
    title: 'Seen by at least k',
    description: 'Share of places and moments with at least k satellites in view, against k.',
    caption: 'The level between k - 1 and k is the share with at least k.',
    legend: [],
    widthsPx: [960, 366],
    draw: (widthPx) => drawFolds(statistics, widthPx),
    data: statistics.folds.map(({ k, fraction }) => ({ k, fraction: embedded(fraction) })),
  });
}
