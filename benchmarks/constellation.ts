/**
 * Designed shells: Earth-fixed positions, and states with velocities as `cupola propagate` makes them, of 1,000 satellites every second of a
 * day; beside a naive loop (sines and cosines of each satellite's own angles at each instant) in the same run, which is also the oracle. Then
 * the growth with the number of satellites, and rows per second of each format of `cupola propagate`.
 *
 *   npm run bench:constellation
 */
import { fileURLToPath } from 'node:url';
import { walkerEphemeris, walkerSlot } from '@cupola/core/constellation';
import type { WalkerShell } from '@cupola/core/constellation';
import { radians, usFromS } from '@cupola/core/foundation';
import {
  EARTH_EQUATORIAL_RADIUS_M,
  EARTH_ROTATION_RAD_PER_S,
  circularRates,
  earthAngleRad,
  itrfFromInertial,
  turnStatesInPlace,
} from '@cupola/core/physics';
import { EPHEMERIS_FORMATS, ephemerisPieces, loadSatellites } from '@cupola/runtime';
import { machineLine } from './machine.ts';

const EARTH = { angleAtEpochRad: 1 };
const DAY_S = 86_400;

function shellOf(count: number): WalkerShell {
  return {
    kind: 'delta',
    count,
    planes: count / 25,
    phasing: 1,
    altitudeM: 1_000_000,
    inclinationRad: radians(80),
  };
}

/** Processor time, s: one thread, so that what else the machine does matters little. */
function cpuS(action: () => void): number {
  const before = process.cpuUsage();
  action();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1e6;
}

/** Earth-fixed positions of all satellites at an instant, each from its own angles. */
function naiveInto(out: Float64Array, shell: WalkerShell, s: number): void {
  const rates = circularRates(shell.altitudeM, shell.inclinationRad);
  const perPlane = shell.count / shell.planes;
  const radiusM = EARTH_EQUATORIAL_RADIUS_M + shell.altitudeM;
  const earthRad = earthAngleRad(EARTH, usFromS(s));
  for (let index = 0; index < shell.count; index++) {
    const slot = walkerSlot(shell, Math.floor(index / perPlane), index % perPlane);
    const node = slot.nodeRad + rates.nodeRadPerS * s - earthRad;
    const argument = slot.argumentOfLatitudeRad + rates.argumentOfLatitudeRadPerS * s;
    const along = radiusM * Math.cos(argument);
    const across = radiusM * Math.sin(argument) * Math.cos(shell.inclinationRad);
    out[3 * index] = along * Math.cos(node) - across * Math.sin(node);
    out[3 * index + 1] = along * Math.sin(node) + across * Math.cos(node);
    out[3 * index + 2] = radiusM * Math.sin(argument) * Math.sin(shell.inclinationRad);
  }
}

/** The same by the shell's two constant vectors, then the turn of the Earth. */
function positionsOf(shell: WalkerShell): (out: Float64Array, s: number) => void {
  const ephemeris = walkerEphemeris(shell);
  return (out, s) => {
    ephemeris.positionsInertialInto(out, usFromS(s));
    const angleRad = earthAngleRad(EARTH, usFromS(s));
    const cos = Math.cos(angleRad);
    const sin = Math.sin(angleRad);
    for (let at = 0; at < out.length; at += 3) {
      const x = out[at]!;
      const y = out[at + 1]!;
      out[at] = cos * x + sin * y;
      out[at + 1] = cos * y - sin * x;
    }
  };
}

/** With velocities relative to the turning Earth. */
function statesOf(shell: WalkerShell): (out: Float64Array, s: number) => void {
  const ephemeris = walkerEphemeris(shell);
  const range = { first: 0, count: shell.count };
  return (out, s) => {
    const atUs = usFromS(s);
    ephemeris.statesInertialInto(out, atUs, range);
    turnStatesInPlace(out, shell.count, itrfFromInertial(EARTH, atUs), EARTH_ROTATION_RAD_PER_S);
  };
}

function row(cells: readonly string[]): void {
  process.stdout.write(
    `${cells.map((cell, column) => (column === 0 ? cell.padEnd(34) : cell.padStart(14))).join('')}\n`,
  );
}

const shell = shellOf(1000);
const positions = new Float64Array(3 * 1000);
const states = new Float64Array(6 * 1000);
const oracle = new Float64Array(3 * 1000);
const fillPositions = positionsOf(shell);
const fillStates = statesOf(shell);

process.stdout.write(
  `${machineLine()}\n\n1,000 satellites, every second of a day, Earth-fixed, one thread\n`,
);
row(['', 'processor s', 'M states/s', 'over naive']);
const NAIVE_SHARE = 20;
const naiveS =
  NAIVE_SHARE *
  cpuS(() => {
    for (let s = 0; s < DAY_S; s += NAIVE_SHARE) naiveInto(oracle, shell, s);
  });
const positionsS = cpuS(() => {
  for (let s = 0; s < DAY_S; s++) fillPositions(positions, s);
});
const statesS = cpuS(() => {
  for (let s = 0; s < DAY_S; s++) fillStates(states, s);
});
for (const [name, took] of [
  ['naive, positions (every 20th second)', naiveS],
  ['positions', positionsS],
  ['positions and velocities', statesS],
] as const) {
  row([name, took.toFixed(2), ((1000 * DAY_S) / took / 1e6).toFixed(0), (naiveS / took).toFixed(1)]);
}
let worstM = 0;
for (let s = 0; s < DAY_S; s += 600) {
  naiveInto(oracle, shell, s);
  fillPositions(positions, s);
  fillStates(states, s);
  for (let index = 0; index < oracle.length; index++) {
    const state = states[6 * Math.floor(index / 3) + (index % 3)]!;
    worstM = Math.max(worstM, Math.abs(oracle[index]! - positions[index]!), Math.abs(oracle[index]! - state));
  }
}
process.stdout.write(`largest difference from the naive loop over the day: ${worstM.toExponential(1)} m\n`);

process.stdout.write('\ngrowth: positions over 8,640 instants\n');
row(['satellites', 'processor s', 'ns/state']);
for (const count of [100, 1000, 10_000]) {
  const fill = positionsOf(shellOf(count));
  const out = new Float64Array(3 * count);
  const took = cpuS(() => {
    for (let s = 0; s < 8640; s++) fill(out, 10 * s);
  });
  row([String(count), took.toFixed(3), ((took / (8640 * count)) * 1e9).toFixed(1)]);
}

process.stdout.write(
  '\ncupola propagate scenarios/custody-600.yaml, Earth-fixed, 200 instants, without the disk\n',
);
row(['format', 'processor s', 'rows/s', 'MB']);
const scenario = fileURLToPath(new URL('../scenarios/custody-600.yaml', import.meta.url));
const loaded = loadSatellites(scenario, {
  select: [],
  from: null,
  durationS: 2000,
  maxElementAgeDays: null,
  skipBad: false,
});
if (!loaded.ok) throw new Error(JSON.stringify(loaded.problems));
const { satellites } = loaded;
for (const format of EPHEMERIS_FORMATS) {
  let bytes = 0;
  const took = cpuS(() => {
    const request = { satellites, frame: 'itrf', stepUs: usFromS(10), sampleCount: 200 } as const;
    for (const piece of ephemerisPieces(request, format, '2026-01-01T00:00:00Z').pieces)
      bytes += piece.length;
  });
  const rows = 200 * satellites.ids.length;
  row([format, took.toFixed(2), Math.round(rows / took).toString(), (bytes / 1e6).toFixed(1)]);
}
process.stdout.write(`\npeak memory ${(process.resourceUsage().maxRSS / 1024).toFixed(0)} MB\n`);
