/**
 * The tracker on the six-satellite scene (docs/models/tracking.md): detections per second of processor time, initiation included, beside
 * a calibration loop of plain multiplications in the same run so that machines can be compared.
 *
 *   npm run bench:tracker
 */
import { EMPTY_TRACKER, scansOf, track } from '@cupola/core/tracking';
import { sixSatelliteScene } from '../validation/tracking/six-satellite-scene.ts';
import { machineLine } from './machine.ts';

/** Millions of dependent multiply-adds per second. */
function calibration(): number {
  const startMs = performance.now();
  let x = 1;
  for (let i = 0; i < 50_000_000; i++) x = x * 0.999999 + 1e-6;
  return x > 0 ? 50 / ((performance.now() - startMs) / 1000) : 0;
}

process.stdout.write(`${machineLine()}\ncalibration: ${calibration().toFixed(0)} M multiply-adds/s\n\n`);
process.stdout.write('objects  detections  processor s  detections/s\n');
for (const targets of [20, 100]) {
  const scenes = [1, 2, 3].map((seed) => sixSatelliteScene(seed, targets));
  let detections = 0;
  const before = process.cpuUsage();
  for (const scene of scenes) {
    let state = EMPTY_TRACKER;
    for (const reports of scene.scans) {
      detections += reports.detectionCount;
      for (const scan of scansOf(reports, scene.ownSide)) state = track(state, scan, scene.ownSide).state;
    }
  }
  const used = process.cpuUsage(before);
  const cpuS = (used.user + used.system) / 1e6;
  const cells = [
    String(targets).padStart(7),
    String(detections).padStart(10),
    cpuS.toFixed(2).padStart(11),
    Math.round(detections / cpuS)
      .toString()
      .padStart(12),
  ];
  process.stdout.write(`${cells.join('  ')}\n`);
}
