/**
 * Gates by index against all tracks times all detections: one scan of 20,000 detections from 1,000 satellites, nearly all false alarms, and 100
 * tracks (docs/models/tracking.md). The naive version is the oracle and runs in the same breath; the ratio is what counts.
 *
 *   npm run bench:gating
 */
import { usFromS } from '@cupola/core/foundation';
import { scansOf } from '@cupola/core/tracking';
import { coarseGates, distanceSquared } from '../packages/core/src/tracking/association/gate.ts';
import { nearRows } from '../packages/core/src/tracking/association/near-rows.ts';
import { walkerOf } from '../validation/tracking/circling-satellites.ts';
import { raidScene } from '../validation/tracking/raid-scene.ts';
import { knownTracker } from '../validation/tracking/known-tracks.ts';
import { machineLine } from './machine.ts';

const SECOND = 3;
const ROUNDS = 20;
const NAIVE_ROUNDS = 2;

const scene = raidScene({
  seed: 1,
  objects: 100,
  circles: walkerOf(1_000, 25, 1, 60),
  looksPerObject: 12,
  falseAlarmsPerScan: 19,
  scans: SECOND + 1,
});
const [scan] = scene.scans.slice(SECOND).flatMap((reports) => scansOf(reports, scene.ownSide));
if (scan === undefined || scan.atUs !== usFromS(SECOND)) throw new Error('the scene has no such scan');
const tracks = knownTracker(scene, 1, SECOND).tracks.map((each) => each.hypotheses);
const taken = new Uint8Array(scan.detectionCount);

/** Milliseconds of processor time for one round. */
function timed(rounds: number, round: () => number): readonly [number, number] {
  let pairs = round();
  const before = process.cpuUsage();
  for (let k = 0; k < rounds; k++) pairs = round();
  const used = process.cpuUsage(before);
  return [(used.user + used.system) / 1e3 / rounds, pairs];
}

const [indexMs, indexPairs] = timed(ROUNDS, () => {
  const gates = coarseGates(tracks);
  let pairs = 0;
  for (let block = 0; block < scan.blockChannel.length; block++) {
    nearRows(scan, block, gates, taken, (track, row) => {
      if (Number.isFinite(distanceSquared(tracks[track] ?? [], scan, row))) pairs++;
    });
  }
  return pairs;
});
const [naiveMs, naivePairs] = timed(NAIVE_ROUNDS, () => {
  let pairs = 0;
  for (const hypotheses of tracks) {
    for (let row = 0; row < scan.detectionCount; row++) {
      if (Number.isFinite(distanceSquared(hypotheses, scan, row))) pairs++;
    }
  }
  return pairs;
});
process.stdout.write(
  `${machineLine()}
${scan.detectionCount} detections of ${scan.blockChannel.length} channels, ${tracks.length} tracks
by index ${indexMs.toFixed(2)} ms, ${indexPairs} pairs in gates; all against all ${naiveMs.toFixed(0)} ms, ${naivePairs} pairs; ${(naiveMs / indexMs).toFixed(0)} times faster
`,
);
