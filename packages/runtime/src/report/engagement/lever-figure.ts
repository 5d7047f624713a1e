import type { EngagementSummary } from '../../summary/engagement/engagement-summary.ts';
import { decimal } from '../../page/numbers.ts';
import { figure } from '../../page/svg/figure.ts';
import type { Drawing } from '../../page/svg/figure.ts';
import { label, line, rectangle } from '../../page/svg/frame.ts';
import { linearScale } from '../../page/svg/scale.ts';

const TOP_PX = 10;
const ROW_PX = 38;
const LEFT_PX = 20;
const RIGHT_PX = 20;

type Sensitivity = NonNullable<EngagementSummary['sensitivity']>;

function draw({ rows }: Sensitivity, asIs: number, widthPx: number): Drawing {
  const leaks = [asIs, ...rows.flatMap(({ low, high }) => [low, high].flatMap((end) => end?.meanLeak ?? []))];
  const x = linearScale(
    [Math.min(...leaks), Math.max(...leaks)],
    [LEFT_PX, widthPx - RIGHT_PX],
    widthPx > 600 ? 8 : 5,
  );
  const bottom = TOP_PX + ROW_PX * rows.length;
  const bars = rows.map(({ title, unit, nominal, low, high }, row) => {
    const top = TOP_PX + ROW_PX * row;
    const name = `${title}: ${[low?.value, nominal, high?.value]
      .filter((value, at, all) => value !== undefined && all.indexOf(value) === at)
      .map((value) => String(Number((value ?? Number.NaN).toPrecision(3))))
      .join(' – ')}${unit === '' ? '' : ` ${unit}`}`;
    const bar = (end: typeof low, className: string): string => {
      if (end === null || end.meanLeak === asIs) return '';
      const [from = 0, to = 0] = [x.at(asIs), x.at(end.meanLeak)].toSorted((a, b) => a - b);
      return rectangle(from, top + 18, to - from, 12, className, `${end.value}: ${decimal(end.meanLeak, 2)}`);
    };
    return [
      label(LEFT_PX, top + 13, name, { className: 'tick halo' }),
      bar(low, 'k0 lane'),
      bar(high, 'k1 lane'),
    ].join('');
  });
  return {
    heightPx: bottom + 40,
    body: [
      ...x.ticks.flatMap(({ value, label: text }) => [
        line(x.at(value), TOP_PX, x.at(value), bottom, 'grid'),
        label(x.at(value), bottom + 16, text, { anchor: 'middle', className: 'tick' }),
      ]),
      ...bars,
      line(x.at(asIs), TOP_PX, x.at(asIs), bottom, 'cutoff'),
      label(widthPx / 2, bottom + 31, 'threats that leak, mean over a day', {
        anchor: 'middle',
        className: 'axis-title',
      }),
    ].join(''),
  };
}

/** What each input does to the leakage over its published range, the others as they are. */
export function leverFigure(engagement: EngagementSummary): string {
  const { sensitivity, byCommitment, policy } = engagement;
  const own = byCommitment.find(({ commitOn }) => commitOn === sensitivity?.commitOn);
  if (sensitivity === null || own === undefined || own.overDay === null) return '';
  const asIs = own.overDay.meanLeak;
  const instead =
    sensitivity.commitOn === policy.commitOn
      ? ''
      : ` Under the stated policy (${policy.commitOn}) nobody is ever in reach, so that none of these inputs moves anything; it is drawn for "${sensitivity.commitOn}".`;
  return figure({
    id: 'levers',
    title: 'What moves the leakage',
    description: `Mean leakage over a day with one input at each end of its range and all others as they are, largest effect first: ${sensitivity.rows[0]?.title ?? ''}.`,
    caption: `One input at a time; the dashed line is the case as it is, ${decimal(asIs, 2)} leaks. Ranges and their sources stand in the table.${instead}`,
    legend: [
      { kind: 'area', className: 'k0 lane', text: 'at the low end of the input' },
      { kind: 'area', className: 'k1 lane', text: 'at the high end' },
      { kind: 'line', className: 'cutoff', text: 'as it is' },
    ],
    widthsPx: [820, 366],
    draw: (widthPx) => draw(sensitivity, asIs, widthPx),
    data: sensitivity,
  });
}
