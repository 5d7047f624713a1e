import { sFromUs } from '@cupola/core/foundation';
import { embedded } from '../../page/numbers.ts';
import { regionName } from '../regions-drawn.ts';
import { countOf } from '../run-view.ts';
import type { EventGroup, ObjectView, RunView } from '../run-view.ts';
import { figure, triangle } from '../../page/svg/figure.ts';
import type { Drawing } from '../../page/svg/figure.ts';
import { axes, label, line, rectangle } from '../../page/svg/frame.ts';
import { polylinePath } from '../../page/svg/path.ts';
import { linearScale } from '../../page/svg/scale.ts';
import type { Transit } from '../transit.ts';

const PANEL_PX = 150;
/** A probability that stays within this of its last value counts as settled. */
const SETTLED = 0.02;

interface Curve {
  readonly name: string;
  readonly className: string;
  readonly column: (object: ObjectView) => Float64Array;
}

const CURVES: readonly Curve[] = [
  { name: 'weapon class', className: 'curve-weapon', column: (object) => object.record.weaponProb },
  { name: 'comes down in a region', className: 'curve-union', column: (object) => object.record.unionProb },
  { name: 'both: threat', className: 'curve-joint', column: (object) => object.record.jointProb },
];

/**
 * How long after launch the curves are worth drawing: until all have settled, the cut-off and the declaration are past. In re-entry the air
 * loosens the prediction a little once more; that alone does not stretch the axis over half an hour of flight.
 */
export function decisionWindowS(group: EventGroup): number {
  let windowS = 60;
  for (const object of group.objects) {
    windowS = Math.max(windowS, object.burnoutS - object.launchS);
    if (object.record.declaredAtS !== null) {
      windowS = Math.max(windowS, object.record.declaredAtS - object.launchS);
    }
    const { reentryAtUs } = object.record.flight;
    const last = Math.floor(Math.min(object.endS, reentryAtUs === null ? Infinity : sFromUs(reentryAtUs)));
    for (const curve of CURVES) {
      const column = curve.column(object);
      let final = last;
      while (final > 0 && Number.isNaN(column[final] ?? NaN)) final--;
      const value = column[final] ?? NaN;
      let second = final;
      while (second > object.launchS && Math.abs((column[second] ?? NaN) - value) <= SETTLED) second--;
      if (!Number.isNaN(column[second] ?? NaN)) windowS = Math.max(windowS, second - object.launchS);
    }
  }
  return Math.min(group.flightS, Math.ceil((windowS * 1.1 + 20) / 60) * 60);
}

/** One line per place that the impact point of a never declared object crossed, with the seconds of all its crossings. */
function transitWords(
  view: RunView,
  group: EventGroup,
  transits: ReadonlyMap<string, readonly Transit[]>,
): readonly string[] {
  const seconds = new Map<string, number>();
  for (const object of group.objects) {
    if (object.record.firstDeclaredAtS !== null) continue;
    for (const transit of transits.get(object.id) ?? []) {
      const names = transit.regionIds.map((id) => regionName(id, view.regions)).join(', ');
      const place = names === '' ? 'a region' : names;
      seconds.set(place, (seconds.get(place) ?? 0) + transit.toS - transit.fromS);
    }
  }
  return [...seconds].map(([place, s]) => `impact point over ${place} for ${s} s`);
}

function drawPanel(
  view: RunView,
  group: EventGroup,
  transits: ReadonlyMap<string, readonly Transit[]>,
  widthPx: number,
  top: number,
): string {
  const windowS = decisionWindowS(group);
  const minutes = linearScale([0, windowS / 60], [38, widthPx - 10], widthPx > 600 ? 10 : 6);
  const atS = (s: number): number => minutes.at(s / 60);
  const y = linearScale([0, 1], [top + PANEL_PX, top], 5);
  const threshold = view.scenario.requirements.declare.probability;
  const parts: string[] = [];
  const words: string[] = [];
  for (const object of group.objects) {
    for (const transit of transits.get(object.id) ?? []) {
      const from = transit.fromS - object.launchS;
      if (from > windowS) continue;
      const width = atS(transit.toS - object.launchS) - atS(from);
      parts.push(rectangle(atS(from), top, width, PANEL_PX, 'transit'));
    }
  }
  transitWords(view, group, transits).forEach((text, index) => {
    words.push(label(44, top + PANEL_PX / 2 + 14 * index, text, { anchor: 'start', className: 'halo' }));
  });
  parts.push(axes({ x: minutes, y, xTitle: 'time since launch (min)', yTitle: 'probability (no unit)' }));
  parts.push(
    label(widthPx - 10, top - 8, `${group.id} (${countOf(group.objects.length, 'object')})`, {
      anchor: 'end',
      className: 'strong',
    }),
  );
  parts.push(line(38, y.at(threshold), widthPx - 10, y.at(threshold), 'threshold'));
  for (const curve of CURVES) {
    for (const object of group.objects) {
      const column = curve.column(object);
      const xs: number[] = [];
      const ys: number[] = [];
      const first = Math.ceil(object.launchS);
      const last = Math.min(Math.floor(object.endS), Math.floor(object.launchS + windowS));
      for (let second = first; second <= last; second++) {
        xs.push(atS(second - object.launchS));
        ys.push(y.at(column[second] ?? NaN));
      }
      parts.push(`<path class="${curve.className}" d="${polylinePath(xs, ys)}"/>`);
    }
  }
  for (const object of group.objects) {
    const cutoff = atS(object.burnoutS - object.launchS);
    if (object.burnoutS <= object.endS) parts.push(line(cutoff, top, cutoff, top + PANEL_PX, 'cutoff'));
    if (object.record.declaredAtS !== null) {
      const declared = atS(object.record.declaredAtS - object.launchS);
      parts.push(line(declared, top, declared, top + PANEL_PX, 'declared'));
      parts.push(triangle(declared, top + PANEL_PX - 6, 'mark-triangle'));
    }
  }
  return [...parts, ...words].join('');
}

function draw(view: RunView, transits: ReadonlyMap<string, readonly Transit[]>, widthPx: number): Drawing {
  const columns = widthPx > 600 && view.groups.length > 1 ? 2 : 1;
  const cellWidth = columns === 2 ? widthPx / 2 - 8 : widthPx;
  const cellPx = PANEL_PX + 66;
  const cells = view.groups.map((group, i) => {
    const left = (i % columns) * (widthPx / 2 + 8);
    const body = drawPanel(view, group, transits, cellWidth, 26 + Math.floor(i / columns) * cellPx);
    return left === 0 ? body : `<g transform="translate(${left} 0)">${body}</g>`;
  });
  return { heightPx: Math.ceil(view.groups.length / columns) * cellPx, body: cells.join('') };
}

/** Keeps the seconds at which any probability moved by more than a thousandth, and their neighbours: enough to redraw the curve. */
function sparse(object: ObjectView): readonly (readonly (number | null)[])[] {
  const rows: (readonly (number | null)[])[] = [];
  let last: readonly number[] = [];
  let pending: readonly (number | null)[] | null = null;
  for (let second = Math.ceil(object.launchS); second <= Math.floor(object.endS); second++) {
    const values = CURVES.map((curve) => curve.column(object)[second] ?? NaN);
    const row = [second, ...values.map(embedded)];
    const moved = values.some((value, i) => {
      const before = last[i] ?? NaN;
      return Number.isNaN(value) !== Number.isNaN(before) || Math.abs(value - before) > 1e-3;
    });
    if (moved) {
      if (pending !== null) rows.push(pending);
      rows.push(row);
      last = values;
      pending = null;
    } else pending = row;
  }
  if (pending !== null) rows.push(pending);
  return rows;
}

/** Threat probabilities against time, with cut-off, declaration, and the transits of the impact point. */
export function decisionFigure(view: RunView, transits: ReadonlyMap<string, readonly Transit[]>): string {
  const { probability, consecutive } = view.scenario.requirements.declare;
  return figure({
    id: 'decisions',
    title: 'When it could be said: threat probability against time',
    description: `One panel per event: probability that the object comes down in a defended region, that it is of a weapon class, and that both hold, against minutes since launch; threshold ${probability}.`,
    caption: `An object is declared when the joint probability reaches ${probability} in ${consecutive} successive one-second updates. Each panel ends when its curves have settled. While an object thrusts, the point where it would come down if thrust ended now is a transit point, not a prediction; shaded: it lay in a defended region.`,
    legend: [
      { kind: 'line', className: 'curve-joint', text: 'comes down in a region and is a weapon' },
      { kind: 'line', className: 'curve-union', text: 'comes down in a region' },
      { kind: 'line', className: 'curve-weapon', text: 'is of a weapon class' },
      { kind: 'line', className: 'threshold', text: `threshold ${probability}` },
      { kind: 'line', className: 'cutoff', text: 'cut-off (true)' },
      { kind: 'triangle', className: 'mark-triangle', text: 'declared a threat' },
      { kind: 'area', className: 'transit', text: 'impact point in transit over a region' },
    ],
    widthsPx: [960, 366],
    draw: (widthPx) => draw(view, transits, widthPx),
    data: view.objects.map((object) => ({
      id: object.id,
      columns: ['atS', ...CURVES.map((curve) => curve.name)],
      rows: sparse(object),
      transits: transits.get(object.id) ?? [],
    })),
  });
}
