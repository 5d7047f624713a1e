/**
 * Latitude statistics of a Walker shell for a design slider: the symmetry shortcut beside the full computation of 24 h in steps of 60 s on the
 * same rows, in the same run. Every fold by row and the stereo fraction by row come from both. The bar: 100 ms; the aim: 20 ms.
 *
 *   npm run bench:coverage-design
 */
import { walkerEphemeris } from '@cupola/core/constellation';
import type { WalkerShell } from '@cupola/core/constellation';
import {
  EQUATORIAL_SPHERE,
  fullLatitudes,
  latitudeMeter,
  rowsWithin,
  walkerLatitudes,
} from '@cupola/core/coverage';
import type { LatitudeStatistics, Sight } from '@cupola/core/coverage';
import { radians, usFromS } from '@cupola/core/foundation';
import { machineLine } from './machine.ts';

const CELLS = 1000;
const SAMPLES = 1440;
const REPEATS = 15;

const SHELL: WalkerShell = {
  kind: 'delta',
  count: 1000,
  planes: 20,
  phasing: 1,
  altitudeM: 1_000_000,
  inclinationRad: radians(80),
};
const fineness = 'slider';
const STEREO = { minRad: radians(30), maxRad: radians(150) };
const SPAN = { southRad: -Math.PI / 2, northRad: Math.PI / 2 };

const CASES: readonly { readonly name: string; readonly count: number; readonly sight: Sight }[] = [
  { name: 'ground, 20 deg', count: 400, sight: { kind: 'elevation', minElevationRad: radians(20) } },
  { name: 'ground, 20 deg', count: 1000, sight: { kind: 'elevation', minElevationRad: radians(20) } },
  { name: 'ground, 5 deg', count: 100, sight: { kind: 'elevation', minElevationRad: radians(5) } },
  { name: 'ground, 5 deg', count: 1000, sight: { kind: 'elevation', minElevationRad: radians(5) } },
  {
    name: 'targets at 150 km',
    count: 1000,
    sight: { kind: 'shell', altitudeM: 150_000, limbM: 50_000, maxRangeM: 5_000_000 },
  },
];

process.stdout.write(`${machineLine()}\n`);
process.stdout.write(
  `about ${CELLS} cells in rows; full: ${SAMPLES} samples; processor time; the shortcut warm, median of ${REPEATS}, and the first call\n\n`,
);
process.stdout.write(
  'sight              satellites  first ms  ms    full s  ratio  worst row: short  full    s.e.    mean |diff|  largest |diff|\n',
);
for (const { name, count, sight } of CASES) {
  const shell = { ...SHELL, count };
  const within = rowsWithin(CELLS, EQUATORIAL_SPHERE, sight, SPAN);
  const times: number[] = [];
  let short = timed(times, () =>
    walkerLatitudes({ shells: [shell], within, sight, stereo: STEREO, fineness, seed: 1 }),
  );
  const firstMs = times[0] ?? Number.NaN;
  for (let repeat = 1; repeat <= REPEATS; repeat++) {
    short = timed(times, () =>
      walkerLatitudes({ shells: [shell], within, sight, stereo: STEREO, fineness, seed: 1 }),
    );
  }
  const warmMs = times.slice(1).toSorted((a, b) => a - b)[Math.floor(REPEATS / 2)] ?? Number.NaN;
  const fullTimes: number[] = [];
  const full = timed(fullTimes, () => {
    const meter = latitudeMeter({
      ephemeris: walkerEphemeris(shell),
      earth: { angleAtEpochRad: 0 },
      within,
      sight,
      stereo: STEREO,
      fromUs: 0,
      stepUs: usFromS(60),
    });
    for (let sample = 0; sample < SAMPLES; sample++) meter.measure(sample);
    return fullLatitudes(within, [meter.tally]);
  });
  const fullMs = fullTimes[0] ?? Number.NaN;
  const differences = differencesOf(short, full);
  const cells = [
    name.padEnd(17),
    String(count).padStart(10),
    firstMs.toFixed(0).padStart(8),
    warmMs.toFixed(0).padStart(4),
    (fullMs / 1000).toFixed(1).padStart(6),
    (fullMs / warmMs).toFixed(0).padStart(5),
    short.worst.stereoFraction.toFixed(4).padStart(17),
    full.worst.stereoFraction.toFixed(4).padStart(6),
    short.standardError.toFixed(4).padStart(6),
    differences.mean.toFixed(4).padStart(11),
    differences.largest.toFixed(4).padStart(14),
  ];
  process.stdout.write(`${cells.join('  ')}\n`);
}

function timed<Value>(times: number[], work: () => Value): Value {
  const before = process.cpuUsage();
  const value = work();
  const used = process.cpuUsage(before);
  times.push((used.user + used.system) / 1000);
  return value;
}

function differencesOf(
  { rows }: LatitudeStatistics,
  full: LatitudeStatistics,
): { readonly mean: number; readonly largest: number } {
  const each = rows.map((row, index) =>
    Math.abs(row.stereoFraction - (full.rows[index]?.stereoFraction ?? Number.NaN)),
  );
  return { mean: each.reduce((sum, value) => sum + value, 0) / each.length, largest: Math.max(...each) };
}
