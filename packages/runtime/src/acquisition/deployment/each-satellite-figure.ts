import type { MeasureWorth } from '@cupola/core/acquisition';
import { decimal, significant } from '../../page/numbers.ts';
import { escapeText, table } from '../../page/markup.ts';
import { figure } from '../../page/svg/figure.ts';
import type { Drawing } from '../../page/svg/figure.ts';
import { axes, label, line } from '../../page/svg/frame.ts';
import { bandPath, dotsPath, polylinePath } from '../../page/svg/path.ts';
import { linearScale } from '../../page/svg/scale.ts';
import type { Scale } from '../../page/svg/scale.ts';
import type { EachSatellite } from './each-satellite.ts';

const TOP_PX = 30;
const PANEL_PX = 120;
const STEP_PX = PANEL_PX + 48;
const LEFT_PX = 52;
const RIGHT_PX = 14;

/** Marginal cost as steps, and below it what the same numbers of satellites bring, all over one axis. */
export function eachSatelliteFigure({ costSteps, groups, satellites }: EachSatellite): string {
  return groups
    .map(({ name, worth }, index) => {
      const draw = (widthPx: number): Drawing => {
        const x = linearScale(
          [0, satellites.at(-1) ?? 1],
          [LEFT_PX, widthPx - RIGHT_PX],
          widthPx < 500 ? 4 : 10,
        );
        const extra = costSteps.filter(({ perExtraSatelliteUsdM }) => perExtraSatelliteUsdM !== null);
        const highest = Math.max(...extra.map(({ perExtraSatelliteUsdM }) => perExtraSatelliteUsdM ?? 0));
        const y = linearScale([0, highest], [TOP_PX + PANEL_PX, TOP_PX], 4);
        const width = costSteps[0]?.satellites ?? 1;
        const xs = extra.flatMap((step) => [x.at(step.satellites - width), x.at(step.satellites)]);
        const ys = extra.flatMap((step) => {
          const at = y.at(step.perExtraSatelliteUsdM ?? 0);
          return [at, at];
        });
        return {
          heightPx: TOP_PX + STEP_PX * (worth.length + 1) + 8,
          body: [
            axes({ x, y, xTitle: '', yTitle: 'each satellite more costs, millions of dollars' }),
            `<path class="k1 series" d="${polylinePath(xs, ys)}"/>`,
            ...worth.map((measure, row) =>
              panel(measure, satellites, x, TOP_PX + STEP_PX * (row + 1), row === worth.length - 1),
            ),
          ].join(''),
        };
      };
      const title = name === '' ? 'What each satellite buys' : `What each satellite buys: ${name}`;
      return figure({
        id: `each-${index}`,
        title,
        description: `Cost of each satellite more over the number of satellites, in steps of whole rings and launches, above ${worth.map((each) => each.name).join(', ')} for the same numbers.`,
        caption:
          'Bands: 95 % bootstrap over the seeds, the same at every size. Dashed: the knee, the point furthest from the chord.',
        legend: [
          { kind: 'line', className: 'k1 series', text: 'cost of a satellite more' },
          { kind: 'line', className: 'k0 series', text: 'what so many bring, mean' },
          { kind: 'line', className: 'break', text: 'knee' },
        ],
        widthsPx: [940, 360],
        draw,
        data: { costSteps, worth },
      });
    })
    .join('');
}

function panel(
  { name, unit, values, knee }: MeasureWorth,
  satellites: readonly number[],
  x: Scale,
  top: number,
  last: boolean,
): string {
  const all = values.flatMap(({ mean, low, high }) => [mean, low ?? mean, high ?? mean]);
  const y = linearScale([Math.min(...all), Math.max(...all)], [top + PANEL_PX, top], 4);
  const xs = satellites.map((size) => x.at(size));
  const means = values.map(({ mean }) => y.at(mean));
  return [
    axes({ x, y, xTitle: last ? 'satellites' : '', yTitle: `${name}, ${unit}` }),
    `<path class="k0 band" d="${bandPath(
      xs,
      values.map(({ mean, low }) => y.at(low ?? mean)),
      values.map(({ mean, high }) => y.at(high ?? mean)),
    )}"/>`,
    `<path class="k0 series" d="${polylinePath(xs, means)}"/>`,
    `<path class="k0 series dot" d="${dotsPath(xs.map((at, index) => [at, means[index] ?? 0] as const))}"/>`,
    ...(knee.satellites === null
      ? []
      : [
          line(x.at(knee.satellites), top, x.at(knee.satellites), top + PANEL_PX, 'break'),
          label(x.at(knee.satellites) + 4, top + PANEL_PX - 6, `knee ${knee.satellites}`, {
            className: 'tick halo',
          }),
        ]),
  ].join('');
}

/** The same in numbers: from size to size, and how sure the knee is. */
export function eachSatelliteTables({ groups, satellites }: EachSatellite): string {
  return groups
    .map(({ name, worth }) => {
      const where = name === '' ? '' : `, ${name}`;
      const steps = table(
        `For each satellite more, and its cost${where}`,
        ['measure', 'from', 'to', 'change', '95 %', 'USD M a satellite', 'USD M a unit'],
        worth.flatMap((measure) =>
          measure.steps.map((step) => [
            escapeText(`${measure.name}, ${measure.unit}`),
            decimal(step.from, 0),
            decimal(step.to, 0),
            signed(step.perSatellite.mean),
            step.perSatellite.low === null
              ? 'certain'
              : `${signed(step.perSatellite.low)} to ${signed(step.perSatellite.high)}`,
            decimal(step.costPerSatelliteUsdM, 1),
            step.usdMPerUnit === null ? 'not surely better' : significant(step.usdMPerUnit),
          ]),
        ),
      );
      const knees = table(
        `The knee, and how probable it is that it lies beyond${where}`,
        ['measure', 'draws', 'knee', 'none', ...satellites.slice(0, -1).map((size) => `beyond ${size}`)],
        worth.map(({ name: measure, draws, knee }) => [
          escapeText(measure),
          decimal(draws, 0),
          knee.satellites === null ? 'none' : decimal(knee.satellites, 0),
          decimal(knee.noneProb, 2),
          ...satellites
            .slice(0, -1)
            .map((size) => decimal(knee.beyond.find((each) => each.satellites === size)?.prob ?? null, 2)),
        ]),
      );
      return steps + knees;
    })
    .join('');
}

/** Three significant digits with a sign. */
function signed(value: number | null): string {
  if (value === null) return significant(value);
  return value > 0 ? `+${significant(value)}` : value < 0 ? `-${significant(-value)}` : '0';
}

/** The answer in a sentence for each measure. */
export function eachSatelliteWords({ groups }: EachSatellite): readonly string[] {
  return groups.flatMap(({ name, worth }) =>
    worth.map(({ name: measure, knee, steps }) => {
      const where = name === '' ? '' : ` (${name})`;
      const last = steps.at(-1);
      const beyond = knee.beyond.find(({ satellites }) => satellites === knee.satellites)?.prob ?? null;
      const cost =
        last === undefined || last.costPerSatelliteUsdM === null
          ? ''
          : `; from ${last.from} to ${last.to} each satellite costs ${decimal(last.costPerSatelliteUsdM, 1)} million dollars`;
      return knee.satellites === null
        ? `What satellites buy, ${measure}${where}: no knee${cost}.`
        : `What satellites buy, ${measure}${where}: the knee lies at ${knee.satellites}${beyond === null ? '' : `, P(knee > ${knee.satellites}) = ${decimal(beyond, 2)}`}${cost}.`;
    }),
  );
}
