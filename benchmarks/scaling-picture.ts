import { element, escapeText } from '../packages/runtime/src/page/markup.ts';
import { axes, label, line } from '../packages/runtime/src/page/svg/frame.ts';
import { dotsPath, polylinePath } from '../packages/runtime/src/page/svg/path.ts';
import { logScale } from '../packages/runtime/src/page/svg/scale.ts';
import type { ScalingCase, ScalingLaw } from './scaling-law.ts';

const WIDTH_PX = 960;
const HEIGHT_PX = 374;
const PANEL_PX = 250;
const TOP_PX = 76;
const GUTTER_PX = 52;

const STYLE = `text{font:12px system-ui,sans-serif;fill:#17202a}.tick{font-size:11px;fill:#566273}.axis-title{font-size:11.5px;fill:#566273}.strong{font-weight:600}
path{fill:none}.paper{fill:#fff}.grid{stroke:#e1e5ea}.axis{stroke:#8b96a5}.linear{stroke:#8b96a5;stroke-width:1.2;stroke-dasharray:5 3}
.law{stroke:#c2560a;stroke-width:1.6}.measured{stroke:#1f6fc4;stroke-width:8;stroke-linecap:round}`;

interface Panel {
  readonly title: string;
  readonly fixed: string;
  readonly cases: readonly ScalingCase[];
  readonly of: (one: ScalingCase) => number;
}

const TITLE = 'How the cost of k-fold coverage grows';
const DESCRIPTION =
  'Three panels on logarithmic axes: processor time of one thread against satellites, samples and cells, measured as dots, a law of two linear parts as a line, and a line in proportion.';

/** Measured times over satellites, samples and cells, each with the law and a line in proportion through its last dot. */
export function scalingPicture(
  {
    satellites,
    samples,
    cells,
  }: Readonly<Record<'satellites' | 'samples' | 'cells', readonly ScalingCase[]>>,
  law: ScalingLaw,
): string {
  const panels: readonly Panel[] = [
    {
      title: 'satellites',
      fixed: fixedText(satellites, ['samples', 'cells']),
      cases: satellites,
      of: (one) => one.satellites,
    },
    {
      title: 'samples',
      fixed: fixedText(samples, ['satellites', 'cells']),
      cases: samples,
      of: (one) => one.samples,
    },
    {
      title: 'cells',
      fixed: fixedText(cells, ['satellites', 'samples']),
      cases: cells,
      of: (one) => one.cells,
    },
  ];
  const times = panels.flatMap((panel) => panel.cases.map(({ measureS }) => measureS));
  const timeEnds = [Math.min(...times), Math.max(...times)] as const;
  const pitch = WIDTH_PX / panels.length;
  const body = panels.map((panel, index) =>
    drawPanel(panel, law, timeEnds, index * pitch, (index + 1) * pitch),
  );
  return `${element(
    'svg',
    {
      xmlns: 'http://www.w3.org/2000/svg',
      viewBox: `0 0 ${WIDTH_PX} ${HEIGHT_PX}`,
      width: WIDTH_PX,
      height: HEIGHT_PX,
      role: 'img',
      'aria-labelledby': 'title description',
    },
    element('title', { id: 'title' }, escapeText(TITLE)),
    element('desc', { id: 'description' }, escapeText(DESCRIPTION)),
    `<style>${STYLE}</style><rect class="paper" width="${WIDTH_PX}" height="${HEIGHT_PX}"/>`,
    legend(law),
    ...body,
  )}\n`;
}

function fixedText(
  cases: readonly ScalingCase[],
  keys: readonly ('satellites' | 'samples' | 'cells')[],
): string {
  return keys.map((key) => `${(cases[0]?.[key] ?? 0).toLocaleString('en-US')} ${key}`).join(', ');
}

function drawPanel(
  { title, fixed, cases, of }: Panel,
  law: ScalingLaw,
  timeEnds: readonly [number, number],
  left: number,
  right: number,
): string {
  const values = cases.map(of);
  const x = logScale([Math.min(...values), Math.max(...values)], [left + GUTTER_PX, right - 14]);
  const y = logScale(timeEnds, [TOP_PX + PANEL_PX, TOP_PX]);
  const at = (one: ScalingCase, s: number): readonly [number, number] => [x.at(of(one)), y.at(s)];
  const curve = cases.map((one) => at(one, law.secondsOf(one)));
  const last = cases.at(-1);
  const proportion = last === undefined ? '' : proportional(last, of, x, y);
  return [
    label(left + 14, TOP_PX - 26, fixed, { className: 'strong' }),
    axes({ x, y, xTitle: title, yTitle: 'processor time (s)' }),
    proportion,
    `<path class="law" d="${polylinePath(
      curve.map(([px]) => px),
      curve.map(([, py]) => py),
    )}"/>`,
    `<path class="measured" d="${dotsPath(cases.map((one) => at(one, one.measureS)))}"/>`,
  ].join('');
}

/** Time in proportion to the value, through a case, as far as the panel goes. */
function proportional(
  through: ScalingCase,
  of: (one: ScalingCase) => number,
  x: ReturnType<typeof logScale>,
  y: ReturnType<typeof logScale>,
): string {
  const perValue = through.measureS / of(through);
  const from = Math.max(x.domain[0], y.domain[0] / perValue);
  const to = Math.min(x.domain[1], y.domain[1] / perValue);
  return line(x.at(from), y.at(from * perValue), x.at(to), y.at(to * perValue), 'linear');
}

function legend({ rowNs, cellNs }: ScalingLaw): string {
  const entries = [
    ['<path class="measured" d="M9 0h0"/>', 'measured'],
    [
      '<path class="law" d="M0 0h18"/>',
      `law: ${rowNs.toFixed(1)} ns per satellite, sample and row + ${cellNs.toFixed(1)} ns per sample and cell`,
    ],
    ['<path class="linear" d="M0 0h18"/>', 'in proportion, through the last dot'],
  ] as const;
  const starts = [14, 118, 640];
  return entries
    .map(
      ([swatch, text], index) =>
        `<g transform="translate(${starts[index] ?? 0} 20)">${swatch}${label(26, 4, text)}</g>`,
    )
    .join('');
}
