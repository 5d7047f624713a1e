/**
 * The tracker on raids (docs/models/tracking.md), initiation included: detections per second of processor time, how long one scan takes,
 * and how many times faster than the scans come; beside a calibration loop of plain multiplications in the same run, so that machines can be
 * compared.
 *
 *   npm run bench:tracker
 */
import { EMPTY_TRACKER, scansOf, track } from '@cupola/core/tracking';
import { walkerOf } from '../validation/tracking/circling-satellites.ts';
import { DENSE_BOX_M } from '../validation/tracking/coasting-flight.ts';
import { raidScene } from '../validation/tracking/raid-scene.ts';
import type { RaidShape } from '../validation/tracking/raid-scene.ts';
import { machineLine } from './machine.ts';

const SEEDS = [1, 2, 3];
const LAYER = walkerOf(1_000, 25, 1, 60);

const RAIDS: readonly { readonly name: string; readonly shape: Omit<RaidShape, 'seed'> }[] = [
  { name: '20 spread, 6 satellites', shape: { objects: 20 } },
  { name: '100 spread, 6 satellites', shape: { objects: 100 } },
  { name: '500 spread, 6 satellites', shape: { objects: 500, scans: 41 } },
  { name: '20 dense, 6 satellites', shape: { objects: 20, boxM: DENSE_BOX_M } },
  { name: '100 dense, 6 satellites', shape: { objects: 100, boxM: DENSE_BOX_M, scans: 41 } },
  {
    name: '100 spread, 1,000 satellites, 19 false alarms each',
    shape: { objects: 100, circles: LAYER, looksPerObject: 12, falseAlarmsPerScan: 19, scans: 31 },
  },
  {
    name: '500 spread, 1,000 satellites, 1 false alarm each',
    shape: { objects: 500, circles: LAYER, looksPerObject: 12, falseAlarmsPerScan: 1, scans: 31 },
  },
];

/** Millions of dependent multiply-adds per second. */
function calibration(): number {
  const startMs = performance.now();
  let x = 1;
  for (let i = 0; i < 50_000_000; i++) x = x * 0.999999 + 1e-6;
  return x > 0 ? 50 / ((performance.now() - startMs) / 1000) : 0;
}

process.stdout.write(`${machineLine()}\ncalibration: ${calibration().toFixed(0)} M multiply-adds/s\n\n`);
process.stdout.write('detections  processor s  detections/s  scan p95 ms  times real time  tracks  raid\n');
for (const { name, shape } of RAIDS) {
  let detections = 0;
  let tracks = 0;
  const scanS: number[] = [];
  for (const seed of SEEDS) {
    const scene = raidScene({ seed, ...shape });
    let state = EMPTY_TRACKER;
    for (const reports of scene.scans) {
      detections += reports.detectionCount;
      const before = process.cpuUsage();
      for (const scan of scansOf(reports, scene.ownSide)) state = track(state, scan, scene.ownSide).state;
      const used = process.cpuUsage(before);
      scanS.push((used.user + used.system) / 1e6);
    }
    tracks += state.tracks.filter((each) => each.id !== null).length;
  }
  const totalS = scanS.reduce((sum, each) => sum + each, 0);
  const p95S = scanS.toSorted((a, b) => a - b)[Math.floor(0.95 * scanS.length)] ?? 0;
  const cells = [
    String(detections).padStart(10),
    totalS.toFixed(2).padStart(11),
    Math.round(detections / totalS)
      .toString()
      .padStart(12),
    (1000 * p95S).toFixed(1).padStart(11),
    (scanS.length / totalS).toFixed(1).padStart(15),
    (tracks / SEEDS.length).toFixed(1).padStart(6),
  ];
  process.stdout.write(`${cells.join('  ')}  ${name}\n`);
}
