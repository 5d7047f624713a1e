import { sFromUs } from '@cupola/core/foundation';
import type { Decision } from '@cupola/core/messages';
import { embedded } from '../../page/numbers.ts';
import { figure } from '../../page/svg/figure.ts';
import type { Drawing } from '../../page/svg/figure.ts';
import { axes, label, line } from '../../page/svg/frame.ts';
import { bandPath } from '../../page/svg/path.ts';
import { linearScale } from '../../page/svg/scale.ts';
import type { ObjectView, RunView } from '../run-view.ts';
import { decisionWindowS } from './decision-figure.ts';

const PANEL_PX = 130;
const CELL_PX = PANEL_PX + 66;
/** A class that never reaches this is drawn with the rest. */
const NAMED_PROB = 0.1;
const NAMED_MAX = 5;
const NONE_KNOWN = 'none known';
const REST = 'others';

/** One object of each event stands for all: they fly alike. */
function drawnObjects(view: RunView): readonly ObjectView[] {
  return view.groups.flatMap((group) =>
    group.objects.filter(({ record }) => record.decisions.length > 1).slice(0, 1),
  );
}

function probsOf({ classes, otherProb }: Decision): ReadonlyMap<string, number> {
  return new Map([
    ...classes.map(({ vehicleId, prob }): [string, number] => [vehicleId, prob]),
    [NONE_KNOWN, otherProb],
  ]);
}

/** The classes worth a colour of their own, in order of their largest probability over all drawn objects. */
function namedClasses(objects: readonly ObjectView[]): readonly string[] {
  const most = new Map<string, number>();
  for (const decision of objects.flatMap(({ record }) => record.decisions)) {
    for (const [name, prob] of probsOf(decision)) most.set(name, Math.max(prob, most.get(name) ?? 0));
  }
  return [...most]
    .filter(([, prob]) => prob >= NAMED_PROB)
    .toSorted((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1))
    .slice(0, NAMED_MAX)
    .map(([name]) => name);
}

/** Upper edges of the stack at one decision: one per named class, and 1 for the rest. */
function stackOf(decision: Decision, names: readonly string[]): readonly number[] {
  const probs = probsOf(decision);
  const edges: number[] = [];
  let sum = 0;
  for (const name of names) {
    sum += probs.get(name) ?? 0;
    edges.push(Math.min(1, sum));
  }
  return [...edges, 1];
}

function drawPanel(
  view: RunView,
  object: ObjectView,
  names: readonly string[],
  widthPx: number,
  top: number,
): string {
  const group = view.groups.find(({ objects }) => objects.includes(object));
  const windowS = group === undefined ? 60 : decisionWindowS(group);
  const x = linearScale([0, windowS / 60], [38, widthPx - 10], widthPx > 600 ? 10 : 6);
  const y = linearScale([0, 1], [top + PANEL_PX, top], 4);
  const shown = object.record.decisions.filter(
    (decision) => sFromUs(decision.atUs) - object.launchS <= windowS,
  );
  const xs = shown.map((decision) => x.at((sFromUs(decision.atUs) - object.launchS) / 60));
  const stacks = shown.map((decision) => stackOf(decision, names));
  const areas = [...names, REST].map((_, k) => {
    const low = stacks.map((stack) => y.at(k === 0 ? 0 : (stack[k - 1] ?? 0)));
    const high = stacks.map((stack) => y.at(stack[k] ?? 1));
    return `<path class="class-area c${k}" d="${bandPath(xs, low, high)}"/>`;
  });
  const cutoff = x.at((object.burnoutS - object.launchS) / 60);
  return [
    ...areas,
    axes({ x, y, xTitle: 'time since launch (min)', yTitle: 'probability of each class' }),
    line(cutoff, top, cutoff, top + PANEL_PX, 'cutoff'),
    label(widthPx - 10, top - 8, object.id, { anchor: 'end', className: 'strong' }),
  ].join('');
}

function draw(
  view: RunView,
  objects: readonly ObjectView[],
  names: readonly string[],
  widthPx: number,
): Drawing {
  const columns = widthPx > 600 && objects.length > 1 ? 2 : 1;
  const cellWidth = columns === 2 ? widthPx / 2 - 8 : widthPx;
  const cells = objects.map((object, i) => {
    const left = (i % columns) * (widthPx / 2 + 8);
    const body = drawPanel(view, object, names, cellWidth, 26 + Math.floor(i / columns) * CELL_PX);
    return left === 0 ? body : `<g transform="translate(${left} 0)">${body}</g>`;
  });
  return { heightPx: Math.max(30, Math.ceil(objects.length / columns) * CELL_PX), body: cells.join('') };
}

/** Which classes of vehicle remain possible as time goes on; nothing when nobody was judged. */
export function classesFigure(view: RunView): string {
  const objects = drawnObjects(view);
  if (objects.length === 0) return '';
  const names = namedClasses(objects);
  return figure({
    id: 'classes',
    title: 'Possible classes over time',
    description: `For ${objects.length} objects, one of each event: the probability of each class of vehicle, stacked to 1, against minutes since launch.`,
    caption: `Sampled every 10 s at first, then every minute. Classes that never reach ${100 * NAMED_PROB} % are drawn together; "${NONE_KNOWN}" is a vehicle of no class in the library. The dashed line is the true cut-off.`,
    legend: [...names, REST].map((text, k) => ({
      kind: 'area' as const,
      className: `class-area c${k}`,
      text,
    })),
    widthsPx: [960, 366],
    draw: (widthPx) => draw(view, objects, names, widthPx),
    data: objects.map((object) => ({
      object: object.id,
      classes: object.record.decisions.map((decision) => [
        Math.round(sFromUs(decision.atUs) - object.launchS),
        Object.fromEntries([...probsOf(decision)].map(([name, prob]) => [name, embedded(prob)])),
      ]),
    })),
  });
}
