/**
 * How tracks start (docs/models/tracking.md, section "Start"): delays, false tracks in raids and in clutter alone, and ghosts among the fixes
 * of single scans of dense raids. Seeds 1 to 20, fixed beforehand.
 *
 *   node benchmarks/starts.ts [ghosts | raids | dense | clutter | layer]
 */
import { scansOf } from '@cupola/core/tracking';
import { candidatesOf } from '../packages/core/src/tracking/start/candidates.ts';
import { fixesFrom } from '../packages/core/src/tracking/start/fixes.ts';
import { meetingsOf } from '../packages/core/src/tracking/start/meetings.ts';
import { raysOf } from '../packages/core/src/tracking/start/rays.ts';
import { recurringRows } from '../packages/core/src/tracking/start/recurring.ts';
import { DENSE_BOX_M } from '../validation/tracking/coasting-flight.ts';
import { walkerOf } from '../validation/tracking/circling-satellites.ts';
import { raidScene } from '../validation/tracking/raid-scene.ts';
import type { RaidShape } from '../validation/tracking/raid-scene.ts';
import { startedTracks } from '../validation/tracking/started-tracks.ts';

const LAYER = walkerOf(1_000, 25, 1, 60);

interface Bar {
  readonly name: string;
  readonly seeds: number;
  readonly shape: Omit<RaidShape, 'seed'>;
}

const BARS: Readonly<Record<string, readonly Bar[]>> = {
  raids: [
    { name: '20 spread, 120 s', seeds: 20, shape: { objects: 20 } },
    { name: '100 spread, 120 s', seeds: 20, shape: { objects: 100 } },
    { name: '500 spread, 20 s', seeds: 3, shape: { objects: 500, scans: 21 } },
  ],
  dense: [
    { name: '20 dense, 40 s', seeds: 20, shape: { objects: 20, boxM: DENSE_BOX_M, scans: 41 } },
    { name: '100 dense, 40 s', seeds: 5, shape: { objects: 100, boxM: DENSE_BOX_M, scans: 41 } },
  ],
  clutter: [
    { name: 'clutter only, 6 satellites, 3 each, 600 s', seeds: 6, shape: { objects: 0, scans: 600 } },
  ],
  layer: [
    {
      name: 'clutter only, 1,000 satellites, 1 each, 180 s',
      seeds: 20,
      shape: { objects: 0, circles: LAYER, falseAlarmsPerScan: 1, scans: 180 },
    },
    {
      name: 'clutter only, 1,000 satellites, 19 each, 30 s',
      seeds: 4,
      shape: { objects: 0, circles: LAYER, falseAlarmsPerScan: 19, scans: 30 },
    },
  ],
};

/** Fixes of the second scan of dense raids, mean of the seeds: of one object, one ray of another among them, the rest. */
function printGhosts(seeds: number): void {
  const sum = { candidates: 0, pure: 0, oneOff: 0, ghosts: 0 };
  for (let seed = 1; seed <= seeds; seed++) {
    const scene = raidScene({ seed, objects: 100, boxM: DENSE_BOX_M, scans: 2 });
    const [before, scan] = scene.scans.flatMap((reports) => scansOf(reports, scene.ownSide));
    if (before === undefined || scan === undefined) throw new Error('the scene has two scans');
    const all = (of: typeof scan): Uint32Array =>
      Uint32Array.from({ length: of.detectionCount }, (_, k) => k);
    const recurring = recurringRows(scan, all(scan), before, all(before), Number.POSITIVE_INFINITY);
    const rays = raysOf(scan, recurring ?? all(scan));
    const { meetings } = meetingsOf(rays);
    sum.candidates += candidatesOf(rays, meetings).candidates.length / seeds;
    for (const { rows } of fixesFrom(rays, meetings).fixes) {
      const causes = rows.map((row) => scene.causes[1]?.[scan.sourceRow[row]!] ?? -1);
      const most = Math.max(...causes.map((cause) => causes.filter((other) => other === cause).length));
      if (most === rows.length) sum.pure += 1 / seeds;
      else if (most === rows.length - 1) sum.oneOff += 1 / seeds;
      else sum.ghosts += 1 / seeds;
    }
  }
  process.stdout.write(
    `\nfixes of one scan, 100 dense: ${sum.candidates.toFixed(0)} candidates; chosen ${sum.pure.toFixed(1)} of one object, ` +
      `${sum.oneOff.toFixed(1)} with one ray of another, ${sum.ghosts.toFixed(1)} ghosts\n`,
  );
}

function quantile(sorted: readonly number[], share: number): string {
  return (sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? Number.NaN).toFixed(0);
}

if (process.argv[2] === undefined || process.argv[2] === 'ghosts') printGhosts(10);
process.stdout.write(
  'objects  started  missing  delay s: median  95 %  largest  false  doubles  by two  raid\n',
);
for (const group of process.argv[2] === undefined ? Object.keys(BARS) : [process.argv[2]]) {
  for (const { name, seeds, shape } of BARS[group] ?? []) {
    const delaysS: number[] = [];
    const sum = { missing: 0, falseTracks: 0, doubles: 0, confirmedByTwo: 0 };
    for (let seed = 1; seed <= seeds; seed++) {
      const started = startedTracks(raidScene({ seed, ...shape }));
      delaysS.push(...started.delaysS);
      sum.missing += started.missing;
      sum.falseTracks += started.falseTracks;
      sum.doubles += started.doubles;
      sum.confirmedByTwo += started.confirmedByTwo;
    }
    const sorted = delaysS.toSorted((a, b) => a - b);
    const cells = [
      String(seeds * shape.objects).padStart(7),
      String(sorted.length).padStart(7),
      String(sum.missing).padStart(7),
      quantile(sorted, 0.5).padStart(15),
      quantile(sorted, 0.95).padStart(4),
      quantile(sorted, 1).padStart(7),
      String(sum.falseTracks).padStart(5),
      String(sum.doubles).padStart(7),
      String(sum.confirmedByTwo).padStart(6),
    ];
    process.stdout.write(`${cells.join('  ')}  ${name}\n`);
  }
}
