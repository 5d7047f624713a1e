/**
 * How tracks start (docs/models/tracking.md, section "Start"): delays, false tracks in raids and in clutter alone, and ghosts among the fixes
 * of single scans of dense raids. Seeds 1 to 20, fixed beforehand.
 *
 *   node benchmarks/starts.ts [raids | dense | clutter | layer]
 */
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
      name: 'clutter only, 1,000 satellites, 1 each, 120 s',
      seeds: 5,
      shape: { objects: 0, circles: LAYER, falseAlarmsPerScan: 1, scans: 120 },
    },
    {
      name: 'clutter only, 1,000 satellites, 19 each, 30 s',
      seeds: 2,
      shape: { objects: 0, circles: LAYER, falseAlarmsPerScan: 19, scans: 30 },
    },
  ],
};

function quantile(sorted: readonly number[], share: number): string {
  return (sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? Number.NaN).toFixed(0);
}

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
