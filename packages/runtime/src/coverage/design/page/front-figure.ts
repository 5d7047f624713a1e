import { embedded } from '../../../page/numbers.ts';
import { figure } from '../../../page/svg/figure.ts';
import type { Drawing } from '../../../page/svg/figure.ts';
import { axes, line } from '../../../page/svg/frame.ts';
import { placeLabels } from '../../../page/svg/label-placement.ts';
import { coordinate, dotsPath, polylinePath } from '../../../page/svg/path.ts';
import { linearScale } from '../../../page/svg/scale.ts';
import type { Scale } from '../../../page/svg/scale.ts';
import { shellsText } from '../design-report.ts';
import type { DesignEntry, DesignReport } from './design-study.ts';

const TOP_PX = 26;
const PANEL_PX = 320;

/** The same satellites over the same place in the figures of front and marginal value. */
export function satellitesScale({ candidates, given }: DesignReport, widthPx: number): Scale {
  const counts = [...candidates, ...(given === null ? [] : [given])].map(({ satellites }) => satellites);
  const least = Math.min(...counts);
  const most = Math.max(...counts);
  const margin = Math.max(1, 0.04 * (most - least));
  return linearScale([Math.max(0, least - margin), most + margin], [44, widthPx - 14], widthPx / 80);
}

export function drawFront(report: DesignReport, widthPx: number): Drawing {
  const { candidates, front, knee, given } = report;
  const x = satellitesScale(report, widthPx);
  const percents = [...candidates, ...(given === null ? [] : [given])].map(
    ({ worstStereoFraction }) => 100 * worstStereoFraction,
  );
  const y = linearScale(
    [Math.floor(Math.min(...percents) / 5) * 5, Math.max(5, Math.ceil(Math.max(...percents) / 5) * 5)],
    [TOP_PX + PANEL_PX, TOP_PX],
    6,
  );
  const at = ({ satellites, worstStereoFraction }: Pick<DesignEntry, 'satellites' | 'worstStereoFraction'>) =>
    [x.at(satellites), y.at(100 * worstStereoFraction)] as const;
  const points = front.map(at);
  const finalists = front.flatMap((entry) =>
    entry.full === null ? [] : [at({ ...entry, worstStereoFraction: entry.full.worstStereoFraction })],
  );
  const parts = [
    axes({ x, y, xTitle: 'satellites', yTitle: 'stereo in the worst row of latitude (% of time)' }),
    `<path class="candidate" d="${dotsPath(candidates.map(at))}"/>`,
    `<path class="k0 series" d="${polylinePath(
      points.map(([px]) => px),
      points.map(([, py]) => py),
    )}"/>`,
    ...front.map((entry) => errorBar(entry, x, y)),
    `<path class="front-dot" d="${dotsPath(points)}"/>`,
    ...finalists.map(([px, py]) => ring(px, py, 5, 'full-ring')),
  ];
  if (given !== null) parts.push(`<path class="given-dot" d="${dotsPath([at(given)])}"/>`);
  const named: { x: number; y: number; text: string; className: string }[] = [];
  if (knee !== null) {
    const [px, py] = at(knee);
    parts.push(ring(px, py, 9, 'knee-ring'));
    const text = `knee: ${knee.satellites} in ${shellsText(knee)}`;
    named.push({ x: px + 6, y: py + 6, text, className: 'strong halo' });
  }
  if (given !== null) {
    const [px, py] = at(given);
    named.push({ x: px, y: py, text: `the file: ${given.satellites}`, className: 'halo' });
  }
  const heightPx = TOP_PX + PANEL_PX + 40;
  return { heightPx, body: parts.join('') + placeLabels(named, points, widthPx, TOP_PX + PANEL_PX) };
}

/** One standard error of the shortcut up and down. */
function errorBar(
  { satellites, worstStereoFraction, standardError }: DesignEntry,
  x: Scale,
  y: Scale,
): string {
  const high = y.at(100 * (worstStereoFraction + standardError));
  const low = y.at(100 * (worstStereoFraction - standardError));
  return line(x.at(satellites), low, x.at(satellites), high, 'error-bar');
}

function ring(x: number, y: number, radiusPx: number, className: string): string {
  return `<circle class="${className}" cx="${coordinate(x)}" cy="${coordinate(y)}" r="${radiusPx}"/>`;
}

/** What so many satellites can bring at best, with the knee and the finalists. */
export function frontFigure(report: DesignReport): string {
  const { candidates, front, knee, given } = report;
  return figure({
    id: 'front',
    title: 'Satellites against stereo coverage',
    description: `Share of time with two lines of sight that cross in the band, in the worst row of latitude, against the number of satellites: ${candidates.length} designs as dots, the ${front.length} that no other beats joined by a line${knee === null ? '' : `, the knee at ${knee.satellites} satellites`}.`,
    caption: `Bars: one standard error of the shortcut, often smaller than the dot. Rings: the full computation of the ${report.shortcutError.finalists} finalists, those of the front nearest the knee. Knee: ${report.kneeRule}.`,
    legend: [
      { kind: 'dot', className: 'candidate', text: 'designs compared' },
      { kind: 'dot', className: 'front-dot', text: 'front, by the shortcut' },
      { kind: 'ring', className: 'full-ring', text: 'full computation' },
      ...(knee === null ? [] : [{ kind: 'ring', className: 'knee-ring', text: 'knee' } as const]),
      ...(given === null
        ? []
        : [{ kind: 'dot', className: 'given-dot', text: 'satellites of the file' } as const]),
    ],
    widthsPx: [960, 366],
    draw: (widthPx) => drawFront(report, widthPx),
    data: candidates.map(({ satellites, worstStereoFraction, standardError, full }) => ({
      satellites,
      worstStereoFraction: embedded(worstStereoFraction),
      standardError: embedded(standardError),
      full: full === null ? null : embedded(full.worstStereoFraction),
    })),
  });
}
