import { embedded } from '../../page/numbers.ts';
import { figure } from '../../page/svg/figure.ts';
import type { Drawing, LegendEntry } from '../../page/svg/figure.ts';
import { axes } from '../../page/svg/frame.ts';
import { polylinePath } from '../../page/svg/path.ts';
import { linearScale } from '../../page/svg/scale.ts';
import type { Scale } from '../../page/svg/scale.ts';
import type { LatitudeRow } from './latitude-profile.ts';

const PANEL_PX = 130;
const PANEL_STEP_PX = PANEL_PX + 72;
const TOP_PX = 26;

interface Curve {
  readonly className: string;
  readonly text: string;
  readonly value: (row: LatitudeRow) => number;
}

interface Panel {
  readonly yTitle: string;
  readonly curves: readonly Curve[];
  readonly domain: (values: readonly number[]) => readonly [number, number];
}

const COVERED: Curve = {
  className: 'k0 series',
  text: 'covered by at least one',
  value: (row) => 100 * row.coveredFraction,
};
const STEREO: Curve = {
  className: 'k3 series dash3',
  text: 'two cross in the band',
  value: (row) => 100 * (row.stereoFraction ?? Number.NaN),
};
const MEAN: Curve = { className: 'k2 series', text: 'mean in view', value: (row) => row.meanInView };
const FEWEST: Curve = {
  className: 'k1 series dash1',
  text: 'fewest in view',
  value: (row) => row.minInView,
};
const GAP: Curve = { className: 'k5 series', text: 'longest gap', value: (row) => row.longestGapS / 60 };

function panelsOf(rows: readonly LatitudeRow[]): readonly Panel[] {
  const stereo = rows.some((row) => row.stereoFraction !== null);
  const gaps = rows.some((row) => row.longestGapS > 0);
  return [
    {
      yTitle: 'share of time (%)',
      curves: stereo ? [COVERED, STEREO] : [COVERED],
      domain: (values) => [Math.min(99, Math.floor(Math.min(...values))), 100],
    },
    { yTitle: 'satellites in view', curves: [MEAN, FEWEST], domain: fromZero },
    ...(gaps ? [{ yTitle: 'longest gap (min)', curves: [GAP], domain: fromZero }] : []),
  ];
}

function fromZero(values: readonly number[]): readonly [number, number] {
  return [0, Math.max(...values)];
}

/** Each band is a level piece; a missing band breaks the curve. */
function stepCurve(
  rows: readonly LatitudeRow[],
  value: (row: LatitudeRow) => number,
  x: Scale,
  y: Scale,
): string {
  const xs: number[] = [];
  const ys: number[] = [];
  rows.forEach((row, index) => {
    const before = rows[index - 1];
    if (before !== undefined && before.northDeg !== row.southDeg) {
      xs.push(x.at(row.southDeg));
      ys.push(Number.NaN);
    }
    xs.push(x.at(row.southDeg), x.at(row.northDeg));
    ys.push(y.at(value(row)), y.at(value(row)));
  });
  return polylinePath(xs, ys);
}

export function drawProfile(rows: readonly LatitudeRow[], widthPx: number): Drawing {
  const panels = panelsOf(rows);
  const x = linearScale([-90, 90], [40, widthPx - 8], 9);
  const body = panels.map(({ yTitle, curves, domain }, index) => {
    const top = TOP_PX + index * PANEL_STEP_PX;
    const values = curves.flatMap((curve) => rows.map(curve.value));
    const y = linearScale(domain(values), [top + PANEL_PX, top], 5);
    return [
      axes({ x, y, xTitle: 'latitude (°, north positive)', yTitle }),
      ...curves.map(
        ({ className, value }) => `<path class="${className}" d="${stepCurve(rows, value, x, y)}"/>`,
      ),
    ].join('');
  });
  return { heightPx: panels.length * PANEL_STEP_PX, body: body.join('') };
}

/** What is seen by latitude: share of time, how many, longest gap. */
export function latitudeFigure(rows: readonly LatitudeRow[]): string {
  const widthDeg = (rows[0]?.northDeg ?? 0) - (rows[0]?.southDeg ?? 0);
  return figure({
    id: 'latitude-profile',
    title: 'Share of time, number in view and longest gap',
    description:
      'Share of time covered, satellites in view (mean and fewest) and longest gap against latitude, one panel each.',
    caption: `Bands of ${widthDeg}°. Shares and means are over the cells of a band and all samples; fewest and longest are those of its worst cell. The first scale does not begin at zero.`,
    legend: panelsOf(rows)
      .flatMap(({ curves }) => curves)
      .map(({ className, text }): LegendEntry => ({ kind: 'line', className, text })),
    widthsPx: [960, 366],
    draw: (widthPx) => drawProfile(rows, widthPx),
    data: rows.map((row) => ({
      ...row,
      coveredFraction: embedded(row.coveredFraction),
      meanInView: embedded(row.meanInView),
      stereoFraction: row.stereoFraction === null ? null : embedded(row.stereoFraction),
    })),
  });
}
