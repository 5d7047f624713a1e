import { sFromUs } from '@cupola/core/foundation';
import type { Decision, ImpactEstimate } from '@cupola/core/messages';
import { SCALE_95, ellipseOffsets, impactEllipse, offsetFrom } from '../../scene/impact-ellipse.ts';
import { decimal } from '../../page/numbers.ts';
import { countOf } from '../run-view.ts';
import type { EventGroup, ObjectView, RunView } from '../run-view.ts';
import { cross, figure } from '../../page/svg/figure.ts';
import type { Drawing } from '../../page/svg/figure.ts';
import { axes, label } from '../../page/svg/frame.ts';
import { polylinePath } from '../../page/svg/path.ts';
import { linearScale } from '../../page/svg/scale.ts';
import type { Scale } from '../../page/svg/scale.ts';

/** A prediction of the impact that the operator made, with its moment. */
export interface Prediction {
  readonly atS: number;
  readonly impact: ImpactEstimate;
}

function prediction(decision: Decision): Prediction | null {
  if (decision.impact === null || decision.impactKind !== 'prediction') return null;
  return { atS: sFromUs(decision.atUs), impact: decision.impact };
}

/**
 * Up to three of an object's predictions: at its declaration (or the first, when it was not declared), about five minutes later, and
 * the last.
 */
export function chosenPredictions(object: ObjectView): readonly Prediction[] {
  const all = object.record.decisions.flatMap((decision) => prediction(decision) ?? []);
  const declaredAtS = object.record.declaredAtS;
  const start =
    declaredAtS === null
      ? 0
      : Math.max(
          0,
          all.findIndex((one) => one.atS >= declaredAtS),
        );
  const first = all[start];
  if (first === undefined) return [];
  const later = all.find((one) => one.atS >= first.atS + 300);
  const last = all.at(-1);
  return [first, ...new Set([later, last])].flatMap((one, i) =>
    one === undefined || (i > 0 && one === first) ? [] : [one],
  );
}

/** Distance from the true impact to an estimate, m; null when the object does not come down. */
export function impactErrorM(object: ObjectView, estimate: ImpactEstimate): number | null {
  const truth = object.record.flight.impact;
  return truth === null ? null : Math.hypot(...offsetFrom(truth, estimate));
}

const PANEL_PX = 230;

function drawPanel(group: EventGroup, widthPx: number, left: number, top: number): string {
  const lines: { readonly stage: number; readonly points: readonly (readonly [number, number])[] }[] = [];
  for (const object of group.objects) {
    const truth = object.record.flight.impact;
    if (truth === null) continue;
    chosenPredictions(object).forEach((one, stage) => {
      const [eastM, northM] = offsetFrom(truth, one.impact);
      const points = ellipseOffsets(impactEllipse(one.impact, SCALE_95), 60).map(
        ([e, n]): readonly [number, number] => [(e + eastM) / 1000, (n + northM) / 1000],
      );
      lines.push({ stage, points });
    });
  }
  const reachKm = Math.max(0.1, ...lines.flatMap(({ points }) => points.flat().map(Math.abs))) * 1.08;
  const size = Math.min(PANEL_PX, widthPx - 60);
  const x = linearScale([-reachKm, reachKm], [left + 50, left + 50 + size], 4);
  const y: Scale = linearScale([-reachKm, reachKm], [top + size, top], 4);
  const drawn = lines.map(
    ({ stage, points }) =>
      `<path class="ellipse stage-${stage}" d="${polylinePath(
        points.map(([e]) => x.at(e)),
        points.map(([, n]) => y.at(n)),
      )}"/>`,
  );
  return [
    axes({ x, y, xTitle: 'east of the true impact (km)', yTitle: 'north (km)' }),
    label(left + 50 + size, top - 8, `${group.id} (${countOf(group.objects.length, 'object')})`, {
      anchor: 'end',
      className: 'strong',
    }),
    ...drawn,
    cross(x.at(0), y.at(0), 'mark-cross'),
  ].join('');
}

function draw(groups: readonly EventGroup[], widthPx: number): Drawing {
  const columns = widthPx > 600 ? 3 : 1;
  const cellWidth = widthPx / columns;
  const cellPx = PANEL_PX + 66;
  return {
    heightPx: Math.ceil(groups.length / columns) * cellPx,
    body: groups
      .map((group, i) =>
        drawPanel(group, cellWidth, (i % columns) * cellWidth, 26 + Math.floor(i / columns) * cellPx),
      )
      .join(''),
  };
}

/** Estimated impact areas about the true impact, in kilometres; nothing when no object has both. */
export function impactFigure(view: RunView): string {
  const groups = view.groups.filter((group) =>
    group.objects.some(
      (object) => object.record.flight.impact !== null && chosenPredictions(object).length > 0,
    ),
  );
  if (groups.length === 0) return '';
  return figure({
    id: 'impacts',
    title: 'Estimated impact against the true one',
    description:
      'One panel per event: 95 % ellipses of the estimated impact of every object about its own true impact, east and north in kilometres, at declaration, about five minutes later, and last.',
    caption:
      'Each ellipse should hold the cross for 95 of 100 objects. The estimate shrinks as the arc is followed. Objects that were not declared are drawn from their first prediction.',
    legend: [
      { kind: 'line', className: 'ellipse stage-0', text: 'at declaration, or first prediction' },
      { kind: 'line', className: 'ellipse stage-1', text: 'about 5 min later' },
      { kind: 'line', className: 'ellipse stage-2', text: 'last' },
      { kind: 'cross', className: 'mark-cross', text: 'true impact' },
    ],
    widthsPx: [960, 366],
    draw: (widthPx) => draw(groups, widthPx),
    data: view.objects.map((object) => ({
      id: object.id,
      predictions: chosenPredictions(object).map((one) => {
        const ellipse = impactEllipse(one.impact, SCALE_95);
        return {
          atS: one.atS,
          impactAtS: sFromUs(one.impact.atUs),
          errorKm: decimal((impactErrorM(object, one.impact) ?? NaN) / 1000, 3),
          semiMajorKm: decimal(ellipse.semiMajorM / 1000, 3),
          semiMinorKm: decimal(ellipse.semiMinorM / 1000, 3),
        };
      }),
    })),
  });
}
