import { degrees } from '@cupola/core/foundation';
import { decimal, embedded } from '../../page/numbers.ts';
import { figure } from '../../page/svg/figure.ts';
import { axes, label, line } from '../../page/svg/frame.ts';
import { dotsPath, polylinePath } from '../../page/svg/path.ts';
import { linearScale, logScale } from '../../page/svg/scale.ts';
import type { Scale } from '../../page/svg/scale.ts';
import type { SizeCurves } from '../size-curves.ts';
import type { SizeReport } from '../size-report.ts';

const TOP_PX = 26;
const PANEL_PX = 300;
const LEFT_PX = 48;
/** One colour and dash for each altitude. */
const SERIES = ['k0', 'k1 dash1', 'k2 dash2', 'k3 dash3'] as const;

function series(index: number): string {
  return SERIES[index % SERIES.length] ?? 'k0';
}

function colour(index: number): string {
  return series(index).split(' ')[0] ?? 'k0';
}

function logOf(values: readonly number[]): Scale {
  const drawn = values.filter((value) => Number.isFinite(value) && value > 0);
  return logScale([Math.min(...drawn), Math.max(...drawn)], [TOP_PX + PANEL_PX, TOP_PX]);
}

/** Points in picture coordinates; what is infinite breaks the line. */
function linePath(x: Scale, y: Scale, points: readonly (readonly [number, number])[]): string {
  return polylinePath(
    points.map(([at]) => x.at(at)),
    points.map(([, value]) => (Number.isFinite(value) ? y.at(value) : Number.NaN)),
  );
}

const HEIGHT_PX = TOP_PX + PANEL_PX + 40;

/** Number against fly-out time, for every altitude, by the flat relations and by real orbits. */
export function fleetByFlyOutFigure({ byAltitude, sure }: SizeCurves, report: SizeReport): string {
  const [main] = byAltitude;
  if (main === undefined) return '';
  const share = percentText(report.confidence);
  return figure({
    id: 'fly-out',
    title: 'Interceptors against the time that they have to fly',
    description: `Number of interceptors in orbit against the time to fly, logarithmic, for ${byAltitude.length} altitudes, by the flat relations and by real orbits.`,
    caption: `For ${report.missiles} at once with ${report.shotsPerTarget} shots at each. Every second that detection or the decision takes moves the fleet to the left. Vertical: the ${decimal(report.flyoutS, 0)} s asked for. Dots: the fewest satellites of a Walker shell with enough in reach for ${share} % of launches.`,
    legend: [
      {
        kind: 'line',
        className: 'k4 series dash4',
        text: `flat relations (R1 to R3), ${km(main.altitudeM)}`,
      },
      ...byAltitude.map(({ altitudeM, inclinationRad }, index) => ({
        kind: 'line' as const,
        className: `${series(index)} series`,
        text: `real orbits on average, ${km(altitudeM)}, ${decimal(degrees(inclinationRad), 1)}°`,
      })),
      {
        kind: 'dot',
        className: 'k0 series dot',
        text: `shell for ${share} % of launches, ${km(main.altitudeM)}`,
      },
    ],
    widthsPx: [960, 366],
    draw: (widthPx) => {
      const x = linearScale([0, main.points.at(-1)?.flyoutS ?? 300], [LEFT_PX, widthPx - 12], widthPx / 90);
      const y = logOf([
        ...byAltitude.flatMap(({ points }) => points.map(({ onAverage }) => onAverage)),
        ...main.points.map(({ flat }) => flat),
        ...sure.map(({ interceptors }) => interceptors),
      ]);
      const at = x.at(report.flyoutS);
      const dots = sure
        .filter(({ flyoutS }) => flyoutS <= x.domain[1])
        .map(({ flyoutS, interceptors }) => [x.at(flyoutS), y.at(interceptors)] as const);
      const body = [
        axes({ x, y, xTitle: 'time to fly (s)', yTitle: 'interceptors in orbit' }),
        line(at, y.range[0], at, y.range[1], 'reference'),
        `<path class="k4 series dash4" d="${linePath(
          x,
          y,
          main.points.map(({ flyoutS, flat }) => [flyoutS, flat]),
        )}"/>`,
        ...byAltitude.map(
          ({ points }, index) =>
            `<path class="${series(index)} series" d="${linePath(
              x,
              y,
              points.map(({ flyoutS, onAverage }) => [flyoutS, onAverage]),
            )}"/>`,
        ),
        `<path class="k0 series dot" d="${dotsPath(dots)}"/>`,
      ];
      return { heightPx: HEIGHT_PX, body: body.join('') };
    },
    data: {
      byAltitude: byAltitude.map(({ altitudeM, points }) => ({
        altitudeKm: altitudeM / 1000,
        points: points.map(({ flyoutS, flat, onAverage }) => [flyoutS, embedded(flat), embedded(onAverage)]),
      })),
      sure,
    },
  });
}

/** What a later order costs: number against the delay, for every altitude. */
export function fleetByDelayFigure({ designs }: SizeCurves, report: SizeReport): string {
  const altitudes = [...new Set(designs.map(({ altitudeM }) => altitudeM))].slice(0, SERIES.length);
  const drawn = designs.filter(({ altitudeM }) => altitudes.includes(altitudeM));
  if (new Set(drawn.map(({ extraDecisionS }) => extraDecisionS)).size < 2) return '';
  const longest = Math.max(...drawn.map(({ extraDecisionS }) => extraDecisionS));
  return figure({
    id: 'delay',
    title: 'What a later order costs',
    description: `Number of interceptors against the delay of the order, logarithmic, for ${altitudes.length} altitudes.`,
    caption: `Enough on average, each at the inclination that suits the launch latitudes best; ${decimal(report.flyoutS, 0)} s to fly without delay.`,
    legend: altitudes.map((altitudeM, index) => ({
      kind: 'line' as const,
      className: `${series(index)} series`,
      text: km(altitudeM),
    })),
    widthsPx: [960, 366],
    draw: (widthPx) => {
      const x = linearScale([0, longest], [LEFT_PX, widthPx - 12], widthPx / 90);
      const y = logOf(drawn.map(({ interceptors }) => interceptors));
      const lines = altitudes.map((altitude, index) => {
        const points = drawn
          .filter(({ altitudeM }) => altitudeM === altitude)
          .map(({ extraDecisionS, interceptors }) => [extraDecisionS, interceptors] as const);
        const dots = points.map(([delay, count]) => [x.at(delay), y.at(count)] as const);
        return `<path class="${series(index)} series" d="${linePath(x, y, points)}"/><path class="${colour(index)} series dot" d="${dotsPath(dots)}"/>`;
      });
      const frame = axes({ x, y, xTitle: 'more time to decide (s)', yTitle: 'interceptors in orbit' });
      return { heightPx: HEIGHT_PX, body: frame + lines.join('') };
    },
    data: drawn.map(({ altitudeM, extraDecisionS, interceptors }) => [
      altitudeM / 1000,
      extraDecisionS,
      embedded(interceptors),
    ]),
  });
}

/** How many are in orbit for each one in reach, by inclination: the bunching of orbits at their highest latitude. */
export function absenteeFigure(report: SizeReport): string {
  const rows = report.byShell.flatMap((row) =>
    row.absenteeRatio === null ? [] : [{ ...row, absenteeRatio: row.absenteeRatio }],
  );
  const altitudes = [...new Set(rows.map(({ altitudeKm }) => altitudeKm))].slice(0, SERIES.length);
  if (new Set(rows.map(({ inclinationDeg }) => inclinationDeg)).size < 2) return '';
  const flat = report.closedForm.flat.absenteeRatio;
  const inclinations = report.byShell.map(({ inclinationDeg }) => inclinationDeg);
  return figure({
    id: 'absentee',
    title: 'In orbit for each one in reach, by inclination',
    description: `Absentee ratio against inclination for ${altitudes.length} altitudes, with the ratio of the flat relations.`,
    caption:
      'At the launch latitude where they are thinnest. Orbits bunch at their highest latitude: an inclination a little above the launch needs the fewest. Where a line is missing no orbit comes within reach.',
    legend: [
      ...(flat === null
        ? []
        : [
            {
              kind: 'line' as const,
              className: 'k4 series dash4',
              text: 'flat relation, evenly spread (R3)',
            },
          ]),
      ...altitudes.map((altitude, index) => ({
        kind: 'line' as const,
        className: `${series(index)} series`,
        text: `${decimal(altitude, 0)} km`,
      })),
    ],
    widthsPx: [960, 366],
    draw: (widthPx) => {
      const x = linearScale(
        [Math.min(...inclinations), Math.max(...inclinations)],
        [LEFT_PX, widthPx - 12],
        widthPx / 90,
      );
      const y = logOf([...rows.map(({ absenteeRatio }) => absenteeRatio), ...(flat === null ? [] : [flat])]);
      const lines = altitudes.map((altitude, index) => {
        const points = rows
          .filter(({ altitudeKm }) => altitudeKm === altitude)
          .map(({ inclinationDeg, absenteeRatio }) => [inclinationDeg, absenteeRatio] as const);
        const dots = points.map(([inclination, ratio]) => [x.at(inclination), y.at(ratio)] as const);
        return `<path class="${series(index)} series" d="${linePath(x, y, points)}"/><path class="${colour(index)} series dot" d="${dotsPath(dots)}"/>`;
      });
      const level =
        flat === null ? '' : line(x.range[0], y.at(flat), x.range[1], y.at(flat), 'k4 series dash4');
      const frame = axes({ x, y, xTitle: 'inclination (degrees)', yTitle: 'in orbit for each in reach' });
      return { heightPx: HEIGHT_PX, body: frame + level + lines.join('') };
    },
    data: rows.map(({ altitudeKm, inclinationDeg, absenteeRatio }) => [
      altitudeKm,
      embedded(inclinationDeg),
      embedded(absenteeRatio),
    ]),
  });
}

/** Walker shells that no other beats in number, planes and altitude. */
export function patternFrontFigure({ patternFront, confidence }: SizeReport): string {
  if (patternFront.length < 2) return '';
  const altitudes = [...new Set(patternFront.map(({ altitudeKm }) => altitudeKm))].toSorted((a, b) => a - b);
  const planes = patternFront.map((row) => row.planes);
  const counts = patternFront.map(({ interceptors }) => interceptors);
  return figure({
    id: 'front',
    title: 'Shells that no other beats',
    description: `Number of interceptors against number of planes for ${patternFront.length} Walker shells at ${altitudes.length} altitudes.`,
    caption: `Enough in reach for ${percentText(confidence)} % of launches at every launch area. No shell has as few interceptors in as few planes at as high an orbit as these. Few planes take fewer launches; higher orbits last longer.`,
    legend: altitudes.map((altitude, index) => ({
      kind: 'dot' as const,
      className: `${colour(index)} series dot`,
      text: `${decimal(altitude, 0)} km`,
    })),
    widthsPx: [960, 366],
    draw: (widthPx) => {
      const x = linearScale([0, Math.max(...planes) * 1.08], [LEFT_PX, widthPx - 12], widthPx / 90);
      const span = Math.max(...counts) - Math.min(...counts);
      const y = linearScale(
        [Math.max(0, Math.min(...counts) - 0.15 * span), Math.max(...counts) + 0.1 * span],
        [TOP_PX + PANEL_PX, TOP_PX],
        5,
      );
      const dots = altitudes.map((altitude, index) => {
        const points = patternFront
          .filter(({ altitudeKm }) => altitudeKm === altitude)
          .toSorted((a, b) => a.planes - b.planes)
          .map((row) => [row.planes, row.interceptors] as const);
        const placed = points.map(([at, count]) => [x.at(at), y.at(count)] as const);
        return `<path class="${series(index)} series" d="${linePath(x, y, points)}"/><path class="${colour(index)} series dot" d="${dotsPath(placed)}"/>`;
      });
      const names =
        widthPx < 600
          ? []
          : patternFront.map((row) =>
              label(x.at(row.planes) - 8, y.at(row.interceptors) - 9, `${decimal(row.inclinationDeg, 1)}°`, {
                className: 'tick halo',
              }),
            );
      const frame = axes({ x, y, xTitle: 'planes', yTitle: 'interceptors in orbit' });
      return { heightPx: HEIGHT_PX, body: frame + dots.join('') + names.join('') };
    },
    data: patternFront,
  });
}

/** Without the sign. */
function percentText(share: number): string {
  return String(Number((100 * share).toPrecision(6)));
}

function km(m: number): string {
  return `${decimal(m / 1000, 0)} km`;
}
