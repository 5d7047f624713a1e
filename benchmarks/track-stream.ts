/**
 * Memory of `cupola track` on a stream that does not end: the lines of a raid of 20 objects seen by six satellites, again and again, each
 * time two minutes later, from lines to lines, with what the process holds after every 250,000 detections. The heap is given 96 MB, so that
 * what grows would end the run.
 *
 *   npm run bench:track-stream [-- DETECTIONS]
 */
import { DetectionReader, trackLine } from '@cupola/contract';
import { FileTracker } from '@cupola/core/mission';
import { detectionRows } from '../validation/tracking/neutral-files.ts';
import { raidScene } from '../validation/tracking/raid-scene.ts';
import { machineLine } from './machine.ts';

const wanted = Number(process.argv[2] ?? 2_500_000);
const TOLD_EVERY = 250_000;
const SCANS = 121;

const rows = detectionRows(raidScene({ seed: 1, objects: 20, scans: SCANS }));
let rejected = 0;
const reject = (): void => {
  rejected++;
};
const reader = new DetectionReader(reject);
const tracker = new FileTracker({ instantaneous: true, biasSigmaRad: 0 }, reject);
let line = 0;
let detections = 0;
let trackRows = 0;
let told = 0;
const startCpu = process.cpuUsage();

process.stdout.write(`${machineLine()}\n\n`);
process.stdout.write('detections  rows of tracks  processor s  heap MB  process MB\n');
for (let repeat = 0; detections < wanted; repeat++) {
  for (const row of rows) {
    const read = reader.take(JSON.stringify({ ...row, t: row.t + repeat * SCANS }), ++line);
    if (read === null) continue;
    const step = tracker.take(read);
    detections += step.detectionCount;
    trackRows += step.tracks.map(trackLine).length;
    if (detections < told + TOLD_EVERY) continue;
    told = detections;
    const { heapUsed, rss } = process.memoryUsage();
    const used = process.cpuUsage(startCpu);
    const cells = [
      String(detections).padStart(10),
      String(trackRows).padStart(14),
      ((used.user + used.system) / 1e6).toFixed(1).padStart(11),
      (heapUsed / 1e6).toFixed(0).padStart(7),
      (rss / 1e6).toFixed(0).padStart(10),
    ];
    process.stdout.write(`${cells.join('  ')}\n`);
  }
}
process.stdout.write(`\n${rejected} rows rejected.\n`);
