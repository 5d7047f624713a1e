/**
 * Draws the library of threats: where its classes fly, and how bright they are.
 *
 *   node tools/draw-library.ts docs/images/threat-library.svg
 *
 * The flights are those of scenarios/threat-library.yaml.
 */
import { writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { planMission } from '../packages/core/src/mission/index.ts';
import { groundDistanceM } from '../packages/core/src/physics/index.ts';
import type { FlightLog } from '../packages/core/src/truth/index.ts';
import { loadMission } from '../packages/runtime/src/index.ts';
import { axes, label } from '../packages/runtime/src/page/svg/frame.ts';
import { polylinePath } from '../packages/runtime/src/page/svg/path.ts';
import { linearScale, logScale } from '../packages/runtime/src/page/svg/scale.ts';
import type { Scale } from '../packages/runtime/src/page/svg/scale.ts';
import { placeFromInertial } from '../packages/runtime/src/scene/flight-path.ts';

const WIDTH_PX = 960;
const PANEL_PX = 330;
const LEFT_PX = 64;
const RIGHT_PX = 172;

/** What is drawn, with its colour: weapons warm, gliders and fractional orbit green and violet, what is harmless blue and grey. */
const DRAWN: readonly { readonly id: string; readonly name: string; readonly colour: string }[] = [
  { id: 'short-1', name: 'short range', colour: '#b5651d' },
  { id: 'medium', name: 'medium range', colour: '#d98b45' },
  { id: 'intermediate', name: 'intermediate', colour: '#e2ae3c' },
  { id: 'long-solid', name: 'solid, least energy', colour: '#c0392b' },
  { id: 'long-solid-stage-2', name: 'its second stage', colour: '#e6a39b' },
  { id: 'sea-test', name: 'liquid, into the sea', colour: '#8e2f4f' },
  { id: 'depressed', name: 'submarine, depressed', colour: '#5e3023' },
  { id: 'glide-drawn', name: 'boost-glide', colour: '#2e8b57' },
  { id: 'around', name: 'fractional orbit', colour: '#7d4fb3' },
  { id: 'station', name: 'space launch', colour: '#2f6db3' },
  { id: 'sounding', name: 'sounding rocket', colour: '#5aa0d8' },
  { id: 'debris', name: 'debris', colour: '#7a7f87' },
];

interface Curve {
  readonly name: string;
  readonly colour: string;
  readonly timesS: number[];
  readonly rangesKm: number[];
  readonly heightsKm: number[];
  readonly brightWPerSr: number[];
}

type Column = 'timesS' | 'rangesKm' | 'heightsKm' | 'brightWPerSr';

function curveOf(flight: FlightLog, name: string, colour: string, earth: { angleAtEpochRad: number }): Curve {
  const curve: Curve = { name, colour, timesS: [], rangesKm: [], heightsKm: [], brightWPerSr: [] };
  const start = placeAt(flight, 0, earth);
  const every = Math.max(1, Math.floor(flight.stepCount / 400));
  for (let step = 0; step < flight.stepCount - 1; step += every) {
    const place = placeAt(flight, step, earth);
    curve.timesS.push((step * flight.stepUs) / 1e6);
    curve.rangesKm.push(groundDistanceM(start, place) / 1000);
    curve.heightsKm.push(place.heightM / 1000);
    curve.brightWPerSr.push(Math.max(1, flight.intensityWPerSr[2 * step] ?? 0));
  }
  return curve;
}

function placeAt(flight: FlightLog, step: number, earth: { angleAtEpochRad: number }) {
  const [x = 0, y = 0, z = 0] = flight.motionInertial.subarray(6 * step, 6 * step + 3);
  return placeFromInertial(earth, flight.launchAtUs + step * flight.stepUs, x, y, z);
}

function drawn(curves: readonly Curve[], x: Scale, y: Scale, xs: Column, ys: Column): string {
  return curves
    .map((curve) => {
      const all = curve[xs].map((value, k) => [value, curve[ys][k] ?? 0] as const);
      const inside = all.filter(([value]) => value <= x.domain[1]);
      const d = polylinePath(
        inside.map(([value]) => x.at(value)),
        inside.map(([, value]) => y.at(value)),
      );
      return `<path d="${d}" fill="none" stroke="${curve.colour}" stroke-width="1.8"/>`;
    })
    .join('');
}

const out = process.argv[2];
if (out === undefined) {
  process.stderr.write('usage: node tools/draw-library.ts OUT.svg\n');
  process.exit(2);
}
const loaded = loadMission(fileURLToPath(new URL('../scenarios/threat-library.yaml', import.meta.url)), []);
if (!loaded.ok) throw new Error('the library scenario is in order');
const planned = planMission(loaded.mission.inputs);
if (!planned.ok) throw new Error('the library scenario can be flown');
const { flights, ownSide } = planned.plan.world;
const curves = DRAWN.flatMap(({ id, name, colour }) => {
  const flight = flights.find((each) => each.id === id);
  return flight === undefined ? [] : [curveOf(flight, name, colour, ownSide.earth)];
});

const right = WIDTH_PX - RIGHT_PX;
const tops = [44, 44 + PANEL_PX + 74] as const;
const rangeX = linearScale([0, 12_000], [LEFT_PX, right], 8);
const heightY = linearScale([0, 1400], [tops[0] + PANEL_PX, tops[0]], 7);
const timeX = linearScale([0, 2400], [LEFT_PX, right], 8);
const brightY = logScale([1, 1e6], [tops[1] + PANEL_PX, tops[1]]);
const legend = curves
  .map((curve, k) => {
    const y = tops[0] + 14 + 20 * k;
    const swatch = `<path d="M${right + 14} ${y - 4}h22" stroke="${curve.colour}" stroke-width="3"/>`;
    return swatch + label(right + 42, y, curve.name, { className: 'tick' });
  })
  .join('');
const height = tops[1] + PANEL_PX + 48;
const style =
  'text{font:12px system-ui,sans-serif;fill:#17202a}.tick{font-size:11px}.axis-title{font-size:12px}.grid{stroke:#e3e6ea}.axis{stroke:#6b7580}.title{font-size:14px;font-weight:600}';
writeFileSync(
  out,
  `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH_PX} ${height}" width="${WIDTH_PX}" height="${height}" role="img"><title>The library of threats: paths and brightness</title><style>${style}</style><rect width="100%" height="100%" fill="#fff"/>` +
    label(LEFT_PX, 18, 'Where they fly', { className: 'title' }) +
    axes({ x: rangeX, y: heightY, xTitle: 'distance over the ground, km', yTitle: 'height, km' }) +
    drawn(curves, rangeX, heightY, 'rangesKm', 'heightsKm') +
    label(LEFT_PX, tops[1] - 26, 'How bright they are', { className: 'title' }) +
    axes({
      x: timeX,
      y: brightY,
      xTitle: 'time since it begins, s',
      yTitle: 'short and mid wave, W/sr (1 = nothing)',
    }) +
    drawn(curves, timeX, brightY, 'timesS', 'brightWPerSr') +
    legend +
    '</svg>\n',
);
