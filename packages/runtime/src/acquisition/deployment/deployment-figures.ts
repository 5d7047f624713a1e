import { decimal } from '../../page/numbers.ts';
import { figure } from '../../page/svg/figure.ts';
import type { Drawing } from '../../page/svg/figure.ts';
import { axes, axisUnderBars, label, line, rectangle } from '../../page/svg/frame.ts';
import { bandPath, dotsPath, polylinePath } from '../../page/svg/path.ts';
import { linearScale } from '../../page/svg/scale.ts';
import type { Scale } from '../../page/svg/scale.ts';
import { manifestOf } from './deployment-rows.ts';
import type { ManifestRow } from './deployment-rows.ts';
import type { CoverageFan, DeploymentStudy } from './deployment-study.ts';

const TOP_PX = 30;
const PANEL_PX = 250;
const LEFT_PX = 48;
const RIGHT_PX = 14;
const WIDTHS_PX = [940, 360] as const;

/** A date as a year with its part, for the axis. */
function yearOf(date: string): number {
  const [year = 0, month = 1, day = 1] = date.split('-').map(Number);
  return year + (month - 1) / 12 + (day - 1) / 365.25;
}

/** Whole years as marks. */
function yearScale(dates: readonly string[], widthPx: number): Scale {
  const years = dates.map(yearOf);
  const from = Math.floor(Math.min(...years));
  const to = Math.ceil(Math.max(...years));
  return linearScale([from, to], [LEFT_PX, widthPx - RIGHT_PX], Math.min(to - from, widthPx < 500 ? 4 : 12));
}

/** Satellites in service by date: the fan of the draws, what is on orbit, and what was wanted. */
export function serviceFigure({ service, loaded }: DeploymentStudy): string {
  const { dates, satellites } = service;
  const highest = Math.max(
    satellites,
    ...dates.map(({ onOrbit, inService }) => Math.max(onOrbit.p50, inService.p90)),
  );
  const draw = (widthPx: number): Drawing => {
    const x = yearScale(
      dates.map(({ date }) => date),
      widthPx,
    );
    const y = linearScale([0, highest], [TOP_PX + PANEL_PX, TOP_PX], 5);
    const xs = dates.map(({ date }) => x.at(yearOf(date)));
    const path = (of: (at: (typeof dates)[number]) => number): string =>
      polylinePath(
        xs,
        dates.map((each) => y.at(of(each))),
      );
    return {
      heightPx: TOP_PX + PANEL_PX + 40,
      body: [
        axes({ x, y, xTitle: 'year', yTitle: 'satellites' }),
        `<path class="k0 band" d="${bandPath(
          xs,
          dates.map((each) => y.at(each.inService.p10)),
          dates.map((each) => y.at(each.inService.p90)),
        )}"/>`,
        `<path class="k0 series" d="${path(({ inService }) => inService.p50)}"/>`,
        `<path class="k2 series dash1" d="${path(({ onOrbit }) => onOrbit.p50)}"/>`,
        `<path class="k1 series dash2" d="${path(({ wanted }) => wanted)}"/>`,
        ...(dates.some(({ hosts }) => hosts > 0)
          ? [`<path class="k3 series dash3" d="${path(({ hosts }) => hosts)}"/>`]
          : []),
      ].join(''),
    };
  };
  return figure({
    id: 'in-service',
    title: 'Satellites in service',
    description: `Satellites in service by date over ${loaded.deployment.draws} draws, with those on orbit and those that the plan of the cost wants.`,
    caption: `${decimal(loaded.deployment.draws, 0)} draws. In service: in its plane, checked out and working.`,
    legend: [
      { kind: 'line', className: 'k0 series', text: 'in service, P50' },
      { kind: 'area', className: 'k0 band', text: 'P10 to P90' },
      { kind: 'line', className: 'k2 series dash1', text: 'on orbit, P50' },
      { kind: 'line', className: 'k1 series dash2', text: 'wanted' },
      ...(dates.some(({ hosts }) => hosts > 0)
        ? [{ kind: 'line' as const, className: 'k3 series dash3', text: 'retrofitted hosts' }]
        : []),
    ],
    widthsPx: WIDTHS_PX,
    draw,
    data: dates.map(({ date, inService, onOrbit, wanted, hosts }) => ({
      date,
      inService,
      onOrbit,
      wanted,
      hosts,
    })),
  });
}

/** Share of places and times that are seen, by date. */
export function coverageFigure({ coverage, loaded }: DeploymentStudy): string {
  if (coverage.length === 0) return '';
  const draw = (widthPx: number): Drawing => {
    const x = yearScale(
      coverage.map(({ date }) => date),
      widthPx,
    );
    const y = linearScale([0, 100], [TOP_PX + PANEL_PX, TOP_PX], 5);
    const xs = coverage.map(({ date }) => x.at(yearOf(date)));
    const ys = (of: (at: CoverageFan) => number): readonly number[] =>
      coverage.map((each) => y.at(100 * of(each)));
    const points = (values: readonly number[]): (readonly [number, number])[] =>
      values.map((value, index) => [xs[index] ?? 0, value] as const);
    const one = ys(({ p50 }) => p50.atLeastOne);
    const two = ys(({ p50 }) => p50.atLeastTwo);
    return {
      heightPx: TOP_PX + PANEL_PX + 40,
      body: [
        axes({ x, y, xTitle: 'year', yTitle: 'places and times seen (%)' }),
        `<path class="k0 band" d="${bandPath(
          xs,
          ys(({ p10 }) => p10.atLeastOne),
          ys(({ p90 }) => p90.atLeastOne),
        )}"/>`,
        `<path class="k1 band" d="${bandPath(
          xs,
          ys(({ p10 }) => p10.atLeastTwo),
          ys(({ p90 }) => p90.atLeastTwo),
        )}"/>`,
        `<path class="k0 series" d="${polylinePath(xs, one)}"/><path class="k1 series dash1" d="${polylinePath(xs, two)}"/>`,
        `<path class="k0 series dot" d="${dotsPath(points(one))}"/><path class="k1 series dot" d="${dotsPath(points(two))}"/>`,
      ].join(''),
    };
  };
  return figure({
    id: 'coverage',
    title: 'What is seen of the Earth',
    description:
      'Share of places and times with at least one and at least two satellites in view by date, from the coverage engine, with partly filled planes.',
    caption: `At least ${loaded.deployment.coverage.minElevationDeg} degrees above the horizon; ${loaded.deployment.coverage.points} places, ${loaded.deployment.coverage.hours} h. Bands: futures with little and with much service.`,
    legend: [
      { kind: 'line', className: 'k0 series', text: 'one satellite or more' },
      { kind: 'line', className: 'k1 series dash1', text: 'two or more' },
    ],
    widthsPx: WIDTHS_PX,
    draw,
    data: coverage,
  });
}

/** Launch, climb, drift and check-out of each launch of the plan, planes as rows. */
export function ganttFigure(study: DeploymentStudy): string {
  const manifest = manifestOf(study);
  const { planes } = study.loaded.deployment.plan.shell;
  const rowPx = planes > 30 ? 9 : 15;
  const bottom = TOP_PX + rowPx * planes;
  const dates = manifest.flatMap(({ date, parts }) => [date, ...parts.map(({ inServiceOn }) => inServiceOn)]);
  if (dates.length === 0) return '';
  const draw = (widthPx: number): Drawing => {
    const x = yearScale(dates, widthPx);
    return {
      heightPx: bottom + 40,
      body: [
        axisUnderBars(x, TOP_PX - 6, bottom, 'year'),
        label(LEFT_PX - 32, TOP_PX - 12, 'plane', { className: 'axis-title' }),
        ...Array.from({ length: planes }, (_, plane) =>
          planes <= 30 || plane % 5 === 0
            ? label(LEFT_PX - 6, TOP_PX + rowPx * (plane + 0.8), String(plane), {
                anchor: 'end',
                className: 'tick',
              })
            : '',
        ),
        ...manifest.flatMap((row) => barsOf(row, x, rowPx)),
      ].join(''),
    };
  };
  return figure({
    id: 'gantt',
    title: 'Who goes up when',
    description: `Each launch of the plan as a bar in the row of each plane it serves, from the launch to the day its satellites serve; ${manifest.length} launches.`,
    caption:
      'As the plan would go: everything at its value, the slip of the first launch included, nothing lost. Drift comes before the rest of the way in the bar.',
    legend: [
      { kind: 'area', className: 'k0 lane', text: 'climb and check-out' },
      { kind: 'area', className: 'k1 lane', text: 'drift to another plane' },
    ],
    widthsPx: WIDTHS_PX,
    draw,
    data: manifest,
  });
}

function barsOf({ launch, date, parts }: ManifestRow, x: Scale, rowPx: number): readonly string[] {
  const from = yearOf(date);
  return parts.flatMap(({ plane, satellites, driftDays, inServiceOn }) => {
    const top = TOP_PX + rowPx * plane + 1;
    const drifted = x.at(from + driftDays / 365.25);
    const told = `launch ${launch}, ${date}: ${satellites} satellites, in service ${inServiceOn}`;
    return [
      ...(driftDays > 0
        ? [rectangle(x.at(from), top, drifted - x.at(from), rowPx - 2, 'k1 lane', told)]
        : []),
      rectangle(drifted, top, x.at(yearOf(inServiceOn)) - drifted, rowPx - 2, 'k0 lane', told),
    ];
  });
}

/** Launches of each fiscal year. */
export function launchesFigure({ launchesByFiscalYear, loaded }: DeploymentStudy): string {
  if (launchesByFiscalYear.length === 0) return '';
  const sold = loaded.deployment.assumptions.soldLaunchesPerYear.value;
  const highest = Math.max(...launchesByFiscalYear.map(({ planned, mean }) => Math.max(planned, mean)), 1);
  const years = launchesByFiscalYear.map(({ fiscalYear }) => fiscalYear);
  const draw = (widthPx: number): Drawing => {
    const first = Math.min(...years);
    const x = linearScale(
      [first, Math.max(...years) + 1],
      [LEFT_PX, widthPx - RIGHT_PX],
      widthPx < 500 ? 4 : 10,
    );
    const y = linearScale([0, highest], [TOP_PX + PANEL_PX * 0.7, TOP_PX], 5);
    const barPx = (x.at(first + 1) - x.at(first)) * 0.7;
    return {
      heightPx: TOP_PX + PANEL_PX * 0.7 + 40,
      body: [
        axes({ x, y, xTitle: 'fiscal year (from October before)', yTitle: 'launches' }),
        ...launchesByFiscalYear.flatMap(({ fiscalYear, planned, mean }) => [
          rectangle(
            x.at(fiscalYear),
            y.at(mean),
            barPx,
            y.at(0) - y.at(mean),
            'k0 lane',
            `${fiscalYear}: ${mean.toFixed(1)}`,
          ),
          line(x.at(fiscalYear), y.at(planned), x.at(fiscalYear) + barPx, y.at(planned), 'k1 series'),
        ]),
      ].join(''),
    };
  };
  return figure({
    id: 'launches',
    title: 'Launches by fiscal year',
    description:
      'Launches of the build-up and of replacements in each fiscal year: mean of the draws as bars, the plan as lines.',
    caption: `${decimal(sold, 0)} launches of this launcher were sold to others than its own constellation in 2025.`,
    legend: [
      { kind: 'area', className: 'k0 lane', text: 'mean of the draws' },
      { kind: 'line', className: 'k1 series', text: 'as the plan would go' },
    ],
    widthsPx: WIDTHS_PX,
    draw,
    data: launchesByFiscalYear,
  });
}
