/**
 * The core of `cupola track` on the six-satellite scene (docs/models/tracking.md): from a file's rows to final rows of tracks,
 * detections per second of processor time. Beside it, in the same run: the bare tracker on the scene's own reports, which does the same
 * without a file's checks, the wait for late reports and the turn into the rotating frame; and reading and writing the lines.
 *
 *   npm run bench:track
 */
import { DetectionReader, trackLine } from '@cupola/contract';
import type { DetectionLine, EarthFixedTrack } from '@cupola/core/messages';
import { FileTracker } from '@cupola/core/mission';
import type { FileTraits } from '@cupola/core/mission';
import { EMPTY_TRACKER, scansOf, track } from '@cupola/core/tracking';
import { LIGHT_TIME_HEADER, detectionRows } from '../validation/tracking/neutral-files.ts';
import { raidScene } from '../validation/tracking/raid-scene.ts';
import type { RaidScene } from '../validation/tracking/raid-scene.ts';
import { machineLine } from './machine.ts';

const SEEDS = [1, 2, 3];
const WARM_PASSES = 5;

function cpuSecondsOf(work: () => void): number {
  const before = process.cpuUsage();
  work();
  const used = process.cpuUsage(before);
  return (used.user + used.system) / 1e6;
}

interface Read {
  readonly rows: readonly DetectionLine[];
  readonly traits: FileTraits;
}

function readRows(lines: readonly string[]): Read {
  const reader = new DetectionReader(nothingIsRejected);
  const rows = lines.map((text, index) => reader.take(text, index + 1)).filter((row) => row !== null);
  return { rows, traits: reader };
}

function finalRows({ rows, traits }: Read): readonly EarthFixedTrack[] {
  const tracker = new FileTracker(traits, nothingIsRejected);
  const tracks: EarthFixedTrack[] = [];
  for (const row of rows) tracks.push(...tracker.take(row).tracks);
  for (const step of tracker.finish()) tracks.push(...step.tracks);
  return tracks;
}

function nothingIsRejected(line: number, reason: string): void {
  throw new Error(`line ${line}: ${reason}`);
}

function bareTracker(scene: RaidScene): void {
  let state = EMPTY_TRACKER;
  for (const reports of scene.scans) {
    for (const scan of scansOf(reports, scene.ownSide)) state = track(state, scan, scene.ownSide).state;
  }
}

/* Passes of each that are not measured: the figures are those of a program that has been running for some seconds. */
const first = raidScene({ seed: 0, objects: 20 });
const firstLines = [LIGHT_TIME_HEADER, ...detectionRows(first).map((row) => JSON.stringify(row))];
for (let pass = 0; pass < WARM_PASSES; pass++) {
  bareTracker(first);
  finalRows(readRows(firstLines)).forEach(trackLine);
}

process.stdout.write(`${machineLine()}\n\n`);
process.stdout.write(
  'objects  detections  core det/CPU-s  bare tracker  core/bare  read det/CPU-s  write rows/CPU-s\n',
);
for (const targets of [20, 100]) {
  const scenes = SEEDS.map((seed) => raidScene({ seed, objects: targets }));
  const files = scenes.map((scene) => [
    LIGHT_TIME_HEADER,
    ...detectionRows(scene).map((row) => JSON.stringify(row)),
  ]);
  const detections = files.reduce((sum, lines) => sum + lines.length - 1, 0);
  let read: Read[] = [];
  let rows: EarthFixedTrack[] = [];
  const readS = cpuSecondsOf(() => (read = files.map(readRows)));
  const coreS = cpuSecondsOf(() => (rows = read.flatMap(finalRows)));
  const bareS = cpuSecondsOf(() => scenes.forEach(bareTracker));
  const writeS = cpuSecondsOf(() => rows.forEach(trackLine));
  const cells = [
    String(targets).padStart(7),
    String(detections).padStart(10),
    (detections / coreS).toFixed(0).padStart(14),
    (detections / bareS).toFixed(0).padStart(12),
    (bareS / coreS).toFixed(2).padStart(9),
    (detections / readS).toFixed(0).padStart(14),
    (rows.length / writeS).toFixed(0).padStart(16),
  ];
  process.stdout.write(`${cells.join('  ')}\n`);
}
