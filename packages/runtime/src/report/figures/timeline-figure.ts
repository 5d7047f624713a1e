import { CUSTODY_LEVELS } from '@cupola/core/messages';
import { FLIGHT_PHASES } from '@cupola/core/truth';
import { runsOf } from '../buckets.ts';
import { escapeText } from '../../page/markup.ts';
import { duration } from '../../page/numbers.ts';
import type { ObjectView, RunView } from '../run-view.ts';
import { cross, figure, triangle } from '../../page/svg/figure.ts';
import type { Drawing, LegendEntry } from '../../page/svg/figure.ts';
import { label, line, rectangle } from '../../page/svg/frame.ts';
import { coordinate } from '../../page/svg/path.ts';
import { flightTimeScale, hasWiderStart } from '../../page/svg/scale.ts';
import type { Scale } from '../../page/svg/scale.ts';

/** More objects than this are not drawn; the tables hold all. */
const DRAWN_OBJECTS_MAX = 24;
const GUTTER_PX = 108;
const ROW_PX = 10;
const PHASE_NAMES: readonly string[] = ['under cloud', 'boost', 'midcourse', 'glide', 're-entry'];
/** Fewest satellites of each shade. */
const SHADES = [1, 2, 4, 8] as const;

function shadeOf(observers: number): number {
  return SHADES.filter((least) => observers >= least).length;
}

/** Bars of one height as path data, one path per shade. */
function observerStrip(object: ObjectView, kind: string, x: Scale, y: number): string {
  const column = object.record.observers[kind] ?? new Uint8Array(0);
  const bars: string[] = SHADES.map(() => '');
  const drawnTo: (number | null)[] = SHADES.map(() => null);
  const launch = Math.ceil(object.launchS);
  let pixel = Number.NEGATIVE_INFINITY;
  const values: { at: number; most: number }[] = [];
  for (let second = launch; second <= Math.floor(object.endS); second++) {
    const at = Math.floor(x.at(second - object.launchS));
    const seen = column[second] ?? 0;
    const last = values.at(-1);
    if (last === undefined || at > pixel) {
      values.push({ at, most: seen });
      pixel = at;
    } else if (seen > last.most) values[values.length - 1] = { at: last.at, most: seen };
  }
  let start = 0;
  for (let i = 0; i < values.length; i++) {
    const shade = shadeOf(values[i]?.most ?? 0);
    if (i + 1 < values.length && shadeOf(values[i + 1]?.most ?? 0) === shade) continue;
    const from = values[start]?.at ?? 0;
    const to = values[i + 1]?.at ?? x.at(object.endS - object.launchS);
    if (shade > 0) {
      const before = drawnTo[shade - 1] ?? null;
      const length = Math.max(0.5, Math.round((to - from) * 10) / 10);
      const move = before === null ? `M${from} ${coordinate(y)}` : `m${coordinate(from - before)} 0`;
      bars[shade - 1] += `${move}h${length}`;
      drawnTo[shade - 1] = from + length;
    }
    start = i + 1;
  }
  return bars.map((d, i) => (d === '' ? '' : `<path class="strip s${i + 1}" d="${d}"/>`)).join('');
}

function phaseBar(object: ObjectView, x: Scale, y: number): string {
  const at = (s: number): number => x.at(s - object.launchS);
  return runsOf(Math.ceil(object.launchS), Math.floor(object.endS) + 1, (s) => object.record.phase[s] ?? 255)
    .filter((run) => run.value < PHASE_NAMES.length)
    .map((run) => {
      const name = PHASE_NAMES[run.value] ?? '';
      const width = at(run.toS) - at(run.fromS);
      const text =
        width > name.length * 6.2 + 6
          ? label((at(run.fromS) + at(run.toS)) / 2, y + 8.6, name, { anchor: 'middle', className: 'in-bar' })
          : '';
      return (
        rectangle(
          at(run.fromS),
          y,
          width,
          ROW_PX,
          `phase-${run.value}`,
          `${name} ${run.fromS}–${run.toS} s`,
        ) + text
      );
    })
    .join('');
}

function custodyBar(object: ObjectView, x: Scale, y: number): string {
  const at = (s: number): number => x.at(s - object.launchS);
  return runsOf(Math.ceil(object.launchS), Math.floor(object.endS) + 1, (s) => object.record.custody[s] ?? 0)
    .filter((run) => run.value > 0 && at(run.toS) - at(run.fromS) >= 0.2)
    .map((run) => rectangle(at(run.fromS), y, at(run.toS) - at(run.fromS), ROW_PX, `custody-${run.value}`))
    .join('');
}

function gapBars(object: ObjectView, x: Scale, y: number): string {
  const at = (s: number): number => x.at(s - object.launchS);
  let labelledTo = Number.NEGATIVE_INFINITY;
  return object.record.gaps
    .map((gap, i) => {
      const from = at(gap.fromS);
      const to = at(gap.toS);
      const next = object.record.gaps[i + 1];
      const room = (next === undefined ? x.range[1] : at(next.fromS)) - to;
      const textPx = gap.cause.length * 5.6 + 5;
      const bar = rectangle(
        from,
        y,
        to - from,
        ROW_PX,
        `gap-bar cause-${gap.cause}`,
        `${gap.cause}: ${gap.fromS}–${gap.toS} s`,
      );
      if (to - from > textPx + 2) {
        labelledTo = to;
        return bar + label((from + to) / 2, y + 8.6, gap.cause, { anchor: 'middle', className: 'in-bar' });
      }
      if (room > textPx + 6 && to > labelledTo) {
        labelledTo = to + textPx;
        return bar + label(to + 3, y + 8.6, gap.cause, { className: 'tick' });
      }
      return bar;
    })
    .join('');
}

function marks(object: ObjectView, x: Scale, y: number, bottom: number): string {
  const { record } = object;
  const at = (s: number): number => x.at(s - object.launchS);
  const parts: string[] = [];
  if (record.firstDetectedAtS !== null) {
    parts.push(`<path class="mark-dot" d="M${coordinate(at(record.firstDetectedAtS))} ${coordinate(y)}h0"/>`);
  }
  if (record.confirmedAtS !== null) {
    parts.push(
      `<circle class="mark-ring" cx="${coordinate(at(record.confirmedAtS))}" cy="${coordinate(y)}" r="4"/>`,
    );
  }
  if (object.burnoutS <= object.endS) {
    parts.push(line(at(object.burnoutS), y - 4, at(object.burnoutS), bottom, 'cutoff'));
    parts.push(cross(at(object.burnoutS), y, 'mark-cross'));
  }
  if (record.declaredAtS !== null) {
    parts.push(line(at(record.declaredAtS), y - 4, at(record.declaredAtS), bottom, 'declared'));
    parts.push(triangle(at(record.declaredAtS), y, 'mark-triangle'));
  }
  return parts.join('');
}

function timeAxis(x: Scale & { readonly breakAt: number }, top: number, bottom: number): string {
  const parts: string[] = [];
  for (const tick of x.ticks) {
    const at = x.at(tick.value);
    parts.push(line(at, top, at, bottom, 'grid'));
    parts.push(label(at, top - 5, tick.label, { anchor: 'middle', className: 'tick' }));
    parts.push(label(at, bottom + 14, tick.label, { anchor: 'middle', className: 'tick' }));
  }
  if (x.breakAt < x.range[1]) parts.push(line(x.breakAt, top, x.breakAt, bottom, 'break'));
  parts.push(
    label((x.range[0] + x.range[1]) / 2, bottom + 30, 'time since launch (min)', {
      anchor: 'middle',
      className: 'axis-title',
    }),
  );
  return parts.join('');
}

function longestFlightS(view: RunView): number {
  return Math.max(1, ...view.groups.map((group) => group.flightS));
}

function draw(view: RunView, objects: readonly ObjectView[], widthPx: number): Drawing {
  const kinds = view.record.sensorKinds;
  const endS = longestFlightS(view);
  const x = flightTimeScale(endS, view.breakS, [GUTTER_PX, widthPx - 10]);
  const pitch = ROW_PX + 2;
  const blockPx = 18 + (3 + kinds.length) * pitch + 12;
  const top = 20;
  const bottom = top + objects.length * blockPx;
  const blocks = objects.map((object, i) => {
    const y = top + i * blockPx + 4;
    const rowAt = (row: number): number => y + 16 + row * pitch;
    const rows = [
      phaseBar(object, x, rowAt(0)),
      ...kinds.map(
        (kind, k) => `<g class="k${k % 6}">${observerStrip(object, kind, x, rowAt(1 + k) + ROW_PX / 2)}</g>`,
      ),
      custodyBar(object, x, rowAt(1 + kinds.length)),
      gapBars(object, x, rowAt(2 + kinds.length)),
    ];
    const names = ['phase', ...kinds, 'custody', 'gap, cause'];
    return [
      i > 0 ? line(0, y - 4, widthPx, y - 4, 'axis faint') : '',
      label(0, y + 10, object.id, { className: 'strong' }),
      label(widthPx - 10, y + 10, `launched at ${duration(object.launchS)}`, {
        anchor: 'end',
        className: 'tick',
      }),
      ...names.map((name, row) =>
        label(GUTTER_PX - 6, rowAt(row) + 8.6, name, { anchor: 'end', className: 'tick' }),
      ),
      ...rows,
      marks(object, x, y + 7, rowAt(3 + kinds.length) - 2),
    ].join('');
  });
  return { heightPx: bottom + 36, body: timeAxis(x, top, bottom) + blocks.join('') };
}

/** The largest value in each ten seconds from `fromS` on. */
function mostPerTenS(column: Uint8Array | undefined, fromS: number, toS: number): readonly number[] {
  const most: number[] = [];
  for (let s = fromS; s < toS; s += 10)
    most.push(Math.max(0, ...(column ?? []).slice(s, Math.min(toS, s + 10))));
  return most;
}

function objectData(view: RunView, object: ObjectView): object {
  const { record } = object;
  const first = Math.ceil(object.launchS);
  const last = Math.floor(object.endS) + 1;
  return {
    id: object.id,
    launchS: object.launchS,
    cloudBreakS: object.cloudBreakS,
    firstDetectedAtS: record.firstDetectedAtS,
    confirmedAtS: record.confirmedAtS,
    burnoutS: object.burnoutS,
    declaredAtS: record.declaredAtS,
    reentryS: object.reentryS,
    impactS: object.impactS,
    phases: runsOf(first, last, (s) => record.phase[s] ?? 255)
      .filter((run) => run.value < FLIGHT_PHASES.length)
      .map((run) => [FLIGHT_PHASES[run.value] ?? '', run.fromS, run.toS]),
    custody: runsOf(first, last, (s) => record.custody[s] ?? 0).map((run) => [
      CUSTODY_LEVELS[run.value] ?? '',
      run.fromS,
      run.toS,
    ]),
    gaps: record.gaps,
    mostObserversPerTenS: Object.fromEntries(
      view.record.sensorKinds.map((kind) => [kind, mostPerTenS(record.observers[kind], first, last)]),
    ),
  };
}

/** Gantt chart: what each object did, who saw it, when it was held, and why not. */
export function timelineFigure(view: RunView): string {
  const objects = view.objects.slice(0, DRAWN_OBJECTS_MAX);
  const causes = [...new Set(objects.flatMap((object) => object.record.gaps.map((gap) => gap.cause)))];
  const legend: LegendEntry[] = [
    { kind: 'dot', className: 'mark-dot', text: 'first detection' },
    { kind: 'ring', className: 'mark-ring', text: 'track confirmed' },
    { kind: 'cross', className: 'mark-cross', text: 'cut-off (true)' },
    { kind: 'triangle', className: 'mark-triangle', text: 'declared a threat' },
    ...([1, 2, 3] as const).map((level): LegendEntry => ({
      kind: 'area',
      className: `custody-${level}`,
      text: `custody ${CUSTODY_LEVELS[level]}`,
    })),
    ...causes.map((cause): LegendEntry => ({
      kind: 'area',
      className: `gap-bar cause-${cause}`,
      text: `gap: ${cause}`,
    })),
  ];
  const left = view.objects.length - objects.length;
  return figure({
    id: 'timeline',
    title: 'Timeline per object',
    description: `For each of ${objects.length} objects: flight phases, satellites that saw it by sensor kind, custody, and gaps with their cause, against minutes since its launch. The tables below give the same in numbers.`,
    caption:
      `Sensor rows: the darker, the more satellites contributed (1, 2–3, 4–7, 8 or more).` +
      (hasWiderStart(longestFlightS(view), view.breakS)
        ? ` The first ${view.breakS / 60} minutes are drawn wider; the dashed line marks the change of scale.`
        : '') +
      (left > 0 ? ` ${left} further objects are in the tables only.` : ''),
    legend,
    widthsPx: [960, 366],
    draw: (widthPx) => draw(view, objects, widthPx),
    data: objects.map((object) => objectData(view, object)),
  });
}

/** Causes as they are explained under the timeline. */
const CAUSE_MEANINGS: Readonly<Record<string, string>> = {
  outage: 'no satellite in service',
  geometry: 'behind the Earth or outside every field of regard',
  limb: 'line of sight too close to the horizon',
  Sun: 'too close to the Sun',
  range: 'beyond the range of the field',
  signal: 'too faint against its background',
  saturation: 'detector saturated',
  tasking: 'seen, but the down-link limit or the tasking left it out',
  association: 'detected, but not associated with the track',
};

export function causeGlossary(): string {
  return Object.entries(CAUSE_MEANINGS)
    .map(([cause, meaning]) => `<b>${escapeText(cause)}</b>: ${escapeText(meaning)}`)
    .join('; ');
}
