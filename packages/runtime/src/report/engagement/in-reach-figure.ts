import type { EngagedObjectSummary, EngagementSummary } from '../../summary/engagement/engagement-summary.ts';
import { decimal } from '../../page/numbers.ts';
import { cross, figure, triangle } from '../../page/svg/figure.ts';
import type { Drawing } from '../../page/svg/figure.ts';
import { axes, label, line } from '../../page/svg/frame.ts';
import { coordinate, polylinePath } from '../../page/svg/path.ts';
import { linearScale } from '../../page/svg/scale.ts';
import { countOf } from '../run-view.ts';

const PANEL_PX = 130;
const CELL_PX = PANEL_PX + 82;
const EVENTS_MAX = 6;

interface Panel {
  readonly event: string;
  readonly objects: readonly EngagedObjectSummary[];
}

/** Events with a weapon, threats first, each with the objects that are drawn. */
function panelsOf({ objects }: EngagementSummary): readonly Panel[] {
  const panels = [...Map.groupBy(objects, ({ event }) => event)]
    .map(([event, own]): Panel => ({ event, objects: own }))
    .filter((panel) => panel.objects.some(({ inReach, threat }) => threat || inReach.length > 0));
  const rank = (panel: Panel): number => (panel.objects.some(({ threat }) => threat) ? 0 : 1);
  return panels.toSorted((a, b) => rank(a) - rank(b)).slice(0, EVENTS_MAX);
}

/** Last second since launch that is worth drawing. */
function endOf({ objects }: Panel): number {
  const ends = objects.flatMap(({ launchedAtS, burnoutAtS, declaredAtS, orderFromS, latestOrderS }) =>
    [burnoutAtS, declaredAtS, orderFromS, latestOrderS].flatMap((atS) =>
      atS === null ? [] : [atS - launchedAtS],
    ),
  );
  return Math.ceil((Math.max(60, ...ends) + 10) / 30) * 30;
}

function steps(object: EngagedObjectSummary, endS: number): readonly (readonly [number, number])[] {
  const points: [number, number][] = [[0, 0]];
  for (const [second, count] of object.inReach) {
    const since = second - object.launchedAtS;
    points.push([since, points.at(-1)?.[1] ?? 0], [since, count]);
  }
  points.push([endS, points.at(-1)?.[1] ?? 0]);
  return points;
}

function sinceLaunch({ launchedAtS }: EngagedObjectSummary, atS: number | null): number | null {
  return atS === null ? null : atS - launchedAtS;
}

function drawPanel(panel: Panel, widthPx: number, top: number): string {
  const { objects, event } = panel;
  const endS = endOf(panel);
  const most = Math.max(2, ...objects.flatMap(({ inReach }) => inReach.map(([, count]) => count)));
  const x = linearScale([0, endS], [38, widthPx - 10], widthPx > 600 ? 10 : 6);
  const y = linearScale([0, most], [top + PANEL_PX, top], Math.min(4, most));
  const curves = objects.map((object) => {
    const points = steps(object, endS);
    const path = polylinePath(
      points.map(([since]) => x.at(since)),
      points.map(([, count]) => y.at(count)),
    );
    return `<path class="series" d="${path}"/>`;
  });
  const marks = objects.map((object) => {
    const parts: string[] = [];
    const burnout = x.at(object.burnoutAtS - object.launchedAtS);
    parts.push(line(burnout, top, burnout, top + PANEL_PX, 'cutoff'), cross(burnout, top + 6, 'mark-cross'));
    const confirmed = sinceLaunch(object, object.confirmedAtS);
    if (confirmed !== null) {
      parts.push(
        `<circle class="mark-ring" cx="${coordinate(x.at(confirmed))}" cy="${coordinate(top + 6)}" r="4"/>`,
      );
    }
    const declared = sinceLaunch(object, object.declaredAtS);
    if (declared !== null) parts.push(triangle(x.at(declared), top + 6, 'mark-triangle'));
    const order = sinceLaunch(object, object.orderFromS);
    if (order !== null) parts.push(line(x.at(order), top, x.at(order), top + PANEL_PX, 'declared'));
    return parts.join('');
  });
  return [
    axes({ x, y, xTitle: 'order given, s after launch', yTitle: 'interceptors that could still meet it' }),
    label(widthPx - 10, top - 8, `${event} (${countOf(objects.length, 'object')})`, {
      anchor: 'end',
      className: 'strong',
    }),
    `<g class="k0">${curves.join('')}</g>`,
    ...marks,
  ].join('');
}

function draw(panels: readonly Panel[], widthPx: number): Drawing {
  const columns = widthPx > 600 && panels.length > 1 ? 2 : 1;
  const cellWidth = columns === 2 ? widthPx / 2 - 8 : widthPx;
  const cells = panels.map((panel, index) => {
    const left = (index % columns) * (widthPx / 2 + 8);
    const body = drawPanel(panel, cellWidth, 28 + Math.floor(index / columns) * CELL_PX);
    return left === 0 ? body : `<g transform="translate(${left} 0)">${body}</g>`;
  });
  return { heightPx: Math.ceil(panels.length / columns) * CELL_PX, body: cells.join('') };
}

/** How many interceptors could still be ordered, second by second, with what the custody layer knew by then. */
export function inReachFigure(engagement: EngagementSummary): string {
  const panels = panelsOf(engagement);
  if (panels.length === 0) return '';
  const { policy, parts } = engagement;
  const phases = [...new Set(parts.flatMap((part) => part.phases))].join(' and ');
  const drawn = panels.reduce((sum, panel) => sum + panel.objects.length, 0);
  const left = engagement.objects.length - drawn;
  return figure({
    id: 'in-reach',
    title: 'Who could still be ordered, and when the order comes',
    description: `For each event: interceptors that would meet the object in ${phases} if they were ordered at that second after launch, with burnout, the confirmed track, the declaration, and the first order under the stated policy.`,
    caption: `One line for each object, counted from its own launch. Meetings in ${phases}, ${policy.interceptAltitudeKm[0]} to ${policy.interceptAltitudeKm[1]} km high. The order follows ${decimal(policy.decisionDelayS + policy.commandLatencyS, 0)} s after what is waited for (${policy.commitOn}).${left > 0 ? ` ${countOf(left, 'object')} that nobody could meet or that is not drawn: in the tables only.` : ''}`,
    legend: [
      { kind: 'line', className: 'k0 series', text: 'interceptors that could be ordered' },
      { kind: 'ring', className: 'mark-ring', text: 'track confirmed' },
      { kind: 'cross', className: 'mark-cross', text: 'burnout (true)' },
      { kind: 'triangle', className: 'mark-triangle', text: 'declared a threat' },
      { kind: 'line', className: 'declared', text: 'first order' },
    ],
    widthsPx: [960, 366],
    draw: (widthPx) => draw(panels, widthPx),
    data: panels.flatMap((panel) =>
      panel.objects.map(({ id, inReach, orderFromS, latestOrderS }) => ({
        id,
        inReach,
        orderFromS,
        latestOrderS,
      })),
    ),
  });
}
