import type { CommitmentSummary, EngagementSummary } from '../../summary/engagement/engagement-summary.ts';
import { decimal } from '../../page/numbers.ts';
import { figure } from '../../page/svg/figure.ts';
import type { Drawing } from '../../page/svg/figure.ts';
import { label, line, rectangle } from '../../page/svg/frame.ts';
import { linearScale } from '../../page/svg/scale.ts';

const TOP_PX = 14;
const ROW_PX = 22;
const LEFT_PX = 8;
const RIGHT_PX = 44;

interface Bar {
  readonly text: string;
  readonly mean: number;
  readonly from: number;
  readonly to: number;
  readonly className: string;
}

const WORDS: Readonly<Record<CommitmentSummary['commitOn'], string>> = {
  declared: 'ordered once declared a threat',
  confirmed: 'ordered once a track is confirmed',
  known: 'truth known at first detection (bound)',
};

function barsOf({ threats, byCommitment }: EngagementSummary): readonly Bar[] {
  const without: Bar = {
    text: 'without the second fleet',
    mean: threats,
    from: threats,
    to: threats,
    className: 'k1 lane',
  };
  return [
    without,
    ...byCommitment.flatMap(({ commitOn, leak, overDay }): readonly Bar[] =>
      leak === null || overDay === null
        ? []
        : [
            {
              text: `${WORDS[commitOn]}: this run`,
              mean: leak.mean,
              from: leak.p10,
              to: leak.p90,
              className: 'k0 lane',
            },
            {
              text: `${WORDS[commitOn]}: over a day`,
              mean: overDay.meanLeak,
              from: overDay.p10,
              to: overDay.p90,
              className: 'k2 lane',
            },
          ],
    ),
  ];
}

function draw(bars: readonly Bar[], threats: number, widthPx: number): Drawing {
  const x = linearScale([0, threats], [LEFT_PX, widthPx - RIGHT_PX], Math.min(threats, 8));
  const pitch = ROW_PX + 20;
  const bottom = TOP_PX + pitch * bars.length;
  const rows = bars.map(({ text, mean, from, to, className }, row) => {
    const top = TOP_PX + pitch * row;
    const middle = top + 18 + ROW_PX / 2 - 4;
    return [
      label(LEFT_PX, top + 12, text, { className: 'tick halo' }),
      rectangle(x.at(0), top + 18, x.at(mean) - x.at(0), ROW_PX - 8, className),
      from < to ? line(x.at(from), middle, x.at(to), middle, 'mark-cross') : '',
      label(x.at(Math.max(mean, to)) + 6, middle + 4, decimal(mean, 2), { className: 'strong' }),
    ].join('');
  });
  return {
    heightPx: bottom + 40,
    body: [
      ...x.ticks.flatMap(({ value, label: text }) => [
        line(x.at(value), TOP_PX, x.at(value), bottom, 'grid'),
        label(x.at(value), bottom + 16, text, { anchor: 'middle', className: 'tick' }),
      ]),
      label((LEFT_PX + widthPx - RIGHT_PX) / 2, bottom + 31, 'threats that leak, on average', {
        anchor: 'middle',
        className: 'axis-title',
      }),
      ...rows,
    ].join(''),
  };
}

/** What leaks without the second fleet and with it, by what is waited for. */
export function runLeakageFigure(engagement: EngagementSummary): string {
  const { threats, launches } = engagement;
  if (threats === 0) return '';
  const bars = barsOf(engagement);
  return figure({
    id: 'run-leakage',
    title: 'Leakage with and without the second fleet',
    description: `Mean number of the ${threats} threats that are not stopped: without a second fleet, and with it by what is waited for before the order, in this run and over ${launches} launch times of a day.`,
    caption: `The thin line runs from the tenth to the ninetieth percentile. Over a day: the same events with the same times of track and declaration at ${launches} launch times, drawn from the seed, so that the fleet stands elsewhere.`,
    legend: [
      { kind: 'area', className: 'k1 lane', text: 'without' },
      { kind: 'area', className: 'k0 lane', text: 'this run' },
      { kind: 'area', className: 'k2 lane', text: 'over a day' },
    ],
    widthsPx: [720, 366],
    draw: (widthPx) => draw(bars, threats, widthPx),
    data: bars.map(({ text, mean, from, to }) => ({ text, mean, p10: from, p90: to })),
  });
}
