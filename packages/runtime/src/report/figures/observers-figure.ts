import { gatherBuckets } from '../buckets.ts';
import { embedded } from '../../page/numbers.ts';
import { countOf } from '../run-view.ts';
import type { EventGroup, RunView } from '../run-view.ts';
import { figure } from '../../page/svg/figure.ts';
import type { Drawing } from '../../page/svg/figure.ts';
import { axes, label, line } from '../../page/svg/frame.ts';
import { bandPath, polylinePath } from '../../page/svg/path.ts';
import { flightTimeScale, linearScale } from '../../page/svg/scale.ts';

/** Dash patterns that go with the colours, so that sensor kinds differ without colour too. */
const PANEL_PX = 118;

function drawPanel(view: RunView, group: EventGroup, widthPx: number, top: number): string {
  const x = flightTimeScale(group.flightS, view.breakS, [38, widthPx - 8]);
  const series = view.record.sensorKinds.map((kind) =>
    gatherBuckets(group, view.breakS, (object) => object.record.observers[kind]),
  );
  const most = Math.max(3, ...series.flatMap((one) => one.high.filter((value) => !Number.isNaN(value))));
  const y = linearScale([0, most], [top + PANEL_PX, top], 4);
  const lines = series.map((one, k) => {
    const xs = one.atS.map((s) => x.at(s));
    const band = bandPath(
      xs,
      one.low.map((value) => y.at(value)),
      one.high.map((value) => y.at(value)),
    );
    const mean = polylinePath(
      xs,
      one.mean.map((value) => y.at(value)),
    );
    return `<g class="k${k % 6}"><path class="band" d="${band}"/><path class="series dash${k % 6}" d="${mean}"/></g>`;
  });
  return [
    axes({ x, y, xTitle: 'time since launch (min)', yTitle: 'satellites per object' }),
    x.breakAt < x.range[1] ? line(x.breakAt, top, x.breakAt, top + PANEL_PX, 'break') : '',
    label(widthPx - 8, top - 8, `${group.id} (${countOf(group.objects.length, 'object')})`, {
      anchor: 'end',
      className: 'strong',
    }),
    ...lines,
  ].join('');
}

function draw(view: RunView, widthPx: number): Drawing {
  const columns = widthPx > 600 && view.groups.length > 1 ? 2 : 1;
  const cellPx = PANEL_PX + 66;
  const cellWidth = columns === 2 ? widthPx / 2 - 8 : widthPx;
  const cells = view.groups.map((group, i) => {
    const left = (i % columns) * (widthPx / 2 + 8);
    const body = drawPanel(view, group, cellWidth, 26 + Math.floor(i / columns) * cellPx);
    return left === 0 ? body : `<g transform="translate(${left} 0)">${body}</g>`;
  });
  return { heightPx: Math.ceil(view.groups.length / columns) * cellPx, body: cells.join('') };
}

/** How many satellites contributed to each object's track, by sensor kind. */
export function observersFigure(view: RunView): string {
  return figure({
    id: 'observers',
    title: 'Observers by sensor kind',
    description:
      'Number of satellites whose detections were associated with an object, against minutes since its launch, one panel per event, one line per sensor kind.',
    caption: `Line: mean over the objects of the event and over a stretch of time; band: fewest and most. At most ${view.scenario.network.looksPerObject} looks per object are sent down.`,
    legend: view.record.sensorKinds.map((kind, k) => ({
      kind: 'line',
      className: `k${k % 6} series dash${k % 6}`,
      text: kind,
    })),
    widthsPx: [960, 366],
    draw: (widthPx) => draw(view, widthPx),
    data: view.groups.map((group) => ({
      event: group.id,
      kinds: view.record.sensorKinds.map((kind) => {
        const one = gatherBuckets(group, view.breakS, (object) => object.record.observers[kind]);
        return {
          kind,
          atS: one.atS,
          low: one.low.map(embedded),
          mean: one.mean.map(embedded),
          high: one.high.map(embedded),
        };
      }),
    })),
  });
}
