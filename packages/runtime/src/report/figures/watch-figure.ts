import type { Watch } from '@cupola/core/metrics';
import { countOf } from '../run-view.ts';
import type { ObjectView, RunView } from '../run-view.ts';
import { figure } from '../../page/svg/figure.ts';
import type { Drawing } from '../../page/svg/figure.ts';
import { label, line, rectangle } from '../../page/svg/frame.ts';
import { flightTimeScale } from '../../page/svg/scale.ts';

/** More objects than this are not drawn. */
const DRAWN_OBJECTS_MAX = 10;
/** Satellites drawn of each object: those with the most looks. */
const LANES_MAX = 8;
const GUTTER_PX = 132;
const LANE_PX = 9;
const PITCH_PX = 12;

interface Lane {
  readonly satelliteId: string;
  readonly looks: number;
  readonly firstS: number;
  readonly watches: readonly Watch[];
}

/** The satellites with the most looks at an object, in order of their first. */
function lanesOf(object: ObjectView): readonly Lane[] {
  const lanes = [...Map.groupBy(object.record.watches, (watch) => watch.satelliteId)].map(
    ([satelliteId, watches]): Lane => ({
      satelliteId,
      watches,
      looks: watches.reduce((sum, watch) => sum + watch.looks, 0),
      firstS: Math.min(...watches.map((watch) => watch.fromS)),
    }),
  );
  return lanes
    .toSorted((a, b) => b.looks - a.looks)
    .slice(0, LANES_MAX)
    .toSorted((a, b) => a.firstS - b.firstS);
}

/** One object of each event is enough to see who takes over from whom, when there are many. */
function drawnObjects(view: RunView): readonly ObjectView[] {
  if (view.objects.length <= DRAWN_OBJECTS_MAX) return view.objects;
  return view.groups.flatMap((group) => group.objects.slice(0, 1)).slice(0, DRAWN_OBJECTS_MAX);
}

function draw(view: RunView, objects: readonly ObjectView[], widthPx: number): Drawing {
  const endS = Math.max(1, ...view.groups.map((group) => group.flightS));
  const x = flightTimeScale(endS, view.breakS, [GUTTER_PX, widthPx - 10]);
  const parts: string[] = [];
  let y = 22;
  for (const object of objects) {
    const at = (s: number): number => x.at(s - object.launchS);
    const lanes = lanesOf(object);
    const satellites = new Set(object.record.watches.map((watch) => watch.satelliteId)).size;
    parts.push(
      label(0, y + 10, object.id, { className: 'strong' }),
      label(widthPx - 10, y + 10, `${countOf(satellites, 'satellite')} in all`, {
        anchor: 'end',
        className: 'tick',
      }),
    );
    y += 16;
    for (const lane of lanes) {
      parts.push(label(GUTTER_PX - 6, y + 8, lane.satelliteId, { anchor: 'end', className: 'tick' }));
      for (const watch of lane.watches) {
        const kind = view.record.sensorKinds.indexOf(watch.sensorKind);
        const tooltip = `${lane.satelliteId}, ${watch.sensorKind}: ${watch.fromS}–${watch.toS} s, looks in ${watch.looks} s`;
        parts.push(
          `<g class="k${kind % 6}">${rectangle(at(watch.fromS), y, at(watch.toS) - at(watch.fromS), LANE_PX, 'lane', tooltip)}</g>`,
        );
      }
      y += PITCH_PX;
    }
    if (lanes.length === 0) {
      parts.push(label(GUTTER_PX, y + 8, 'nobody', { className: 'tick' }));
      y += PITCH_PX;
    }
    y += 10;
  }
  const bottom = y;
  const axis = x.ticks.flatMap((tick) => [
    line(x.at(tick.value), 16, x.at(tick.value), bottom, 'grid'),
    label(x.at(tick.value), bottom + 14, tick.label, { anchor: 'middle', className: 'tick' }),
  ]);
  if (x.breakAt < x.range[1]) axis.push(line(x.breakAt, 16, x.breakAt, bottom, 'break'));
  axis.push(
    label((x.range[0] + x.range[1]) / 2, bottom + 30, 'time since launch (min)', {
      anchor: 'middle',
      className: 'axis-title',
    }),
  );
  return { heightPx: bottom + 36, body: axis.join('') + parts.join('') };
}

/** Who held each object, and who took over from whom. */
export function watchFigure(view: RunView): string {
  const objects = drawnObjects(view);
  const left = view.objects.length - objects.length;
  return figure({
    id: 'watches',
    title: 'Who held what',
    description: `For each of ${objects.length} objects: the satellites with the most associated looks, and from when to when each of them watched, against minutes since its launch.`,
    caption:
      `The ${LANES_MAX} satellites with the most looks at each object, in order of their first. A bar ends where a satellite has no look for longer than the gap allowed.` +
      (left > 0 ? ` One object of each event is drawn; ${left} further objects are in the tables only.` : ''),
    legend: view.record.sensorKinds.map((kind, k) => ({
      kind: 'area' as const,
      className: `k${k % 6} lane`,
      text: kind,
    })),
    widthsPx: [960, 366],
    draw: (widthPx) => draw(view, objects, widthPx),
    data: objects.map((object) => ({
      object: object.id,
      satellites: lanesOf(object).map(({ satelliteId, watches }) => ({
        satelliteId,
        watches: watches.map(({ sensorKind, fromS, toS, looks }) => [sensorKind, fromS, toS, looks]),
      })),
    })),
  });
}
