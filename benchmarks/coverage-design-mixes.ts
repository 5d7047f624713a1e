/**
 * Several shells at once: what the shortcut is off by, and how well the numbers in view of incommensurate shells convolve. Each mix against the
 * full computation of 1, 10 and 60 days (4,200 samples each), about 600 cells in rows on WGS 84, latitudes up to 60 degrees; shortcut at
 * 1,152 samples, seed 1. Errors are of shares of place and time: of every fold and row, and of stereo in every row and in the worst.
 *
 *   npm run bench:coverage-design-mixes
 */
import { combinedEphemeris, walkerEphemeris } from '@cupola/core/constellation';
import type { WalkerShell } from '@cupola/core/constellation';
import { fullLatitudes, latitudeMeter, rowsWithin, walkerLatitudes } from '@cupola/core/coverage';
import type { LatitudeStatistics, Sight } from '@cupola/core/coverage';
import { present, radians, usFromS } from '@cupola/core/foundation';
import { machineLine } from './machine.ts';

const STEREO = { minRad: radians(30), maxRad: radians(150) };
const SIGHT: Sight = { kind: 'elevation', minElevationRad: radians(15) };
const SAMPLES = 4200;
const DAYS = [1, 10, 60] as const;
const WITHIN = rowsWithin(600, { kind: 'wgs84' }, SIGHT, { southRad: radians(-60), northRad: radians(60) });

/** [kind, T, P, F, altitude in km, inclination in degrees]. */
type Row = readonly ['delta' | 'star', number, number, number, number, number];
const MIXES: readonly { readonly name: string; readonly shells: readonly Row[] }[] = [
  { name: 'star alone', shells: [['star', 120, 8, 4, 1000, 86]] },
  {
    name: 'two altitudes',
    shells: [
      ['delta', 100, 10, 1, 1000, 70],
      ['delta', 60, 6, 1, 600, 85],
    ],
  },
  {
    name: 'one altitude, polar star and inclined delta',
    shells: [
      ['star', 66, 6, 3, 1000, 86],
      ['delta', 66, 6, 1, 1000, 50],
    ],
  },
  {
    name: 'three shells',
    shells: [
      ['delta', 40, 5, 1, 1200, 45],
      ['delta', 40, 5, 2, 800, 65],
      ['star', 40, 5, 2, 1000, 88],
    ],
  },
];

process.stdout.write(`${machineLine()}\n\n`);
process.stdout.write(
  'mix                                          days  folds convolved: mean  largest  folds sampled: mean  largest  stereo rows: mean  largest  worst row: short ± s.e.    full\n',
);
for (const { name, shells: rows } of MIXES) {
  const shells = rows.map(shellOf);
  const asked = { within: WITHIN, sight: SIGHT, stereo: STEREO, fineness: 'search', seed: 1 } as const;
  const short = walkerLatitudes({ ...asked, shells });
  const alone = shells.map((shell) => walkerLatitudes({ ...asked, shells: [shell] }));
  const convolved = WITHIN.rows.map((_, row) =>
    atLeast(alone.map(({ rows: of }) => shareOfEach(present(of[row]))).reduce(convolution)),
  );
  for (const days of DAYS) {
    const full = fullOver(shells, days);
    const ofConvolved = errors(full, (row, k) => convolved[row]?.[k] ?? 0);
    const ofSampled = errors(full, (row, k) => foldOf(short, row, k));
    const ofStereo = summary(
      full.rows.map((row, at) => row.stereoFraction - present(short.rows[at]).stereoFraction),
    );
    const cells = [
      name.padEnd(43),
      String(days).padStart(5),
      ...[ofConvolved, ofSampled, ofStereo].flatMap(({ mean, largest }) => [
        mean.toFixed(4).padStart(19),
        largest.toFixed(4).padStart(7),
      ]),
      `${short.worst.stereoFraction.toFixed(4)} ± ${short.standardError.toFixed(4)}`.padStart(23),
      full.worst.stereoFraction.toFixed(4),
    ];
    process.stdout.write(`${cells.join('  ')}\n`);
  }
}

function shellOf([kind, count, planes, phasing, altitudeKm, inclinationDeg]: Row): WalkerShell {
  const orbit = { altitudeM: 1000 * altitudeKm, inclinationRad: radians(inclinationDeg) };
  return { kind, count, planes, phasing, ...orbit };
}

function fullOver(shells: readonly WalkerShell[], days: number): LatitudeStatistics {
  const meter = latitudeMeter({
    ephemeris: combinedEphemeris(shells.map((shell) => walkerEphemeris(shell))),
    earth: { angleAtEpochRad: 0 },
    within: WITHIN,
    sight: SIGHT,
    stereo: STEREO,
    fromUs: 0,
    // Off every simple ratio to the orbits and to the day.
    stepUs: usFromS((days * 86_400) / (SAMPLES + Math.SQRT2)),
  });
  for (let sample = 0; sample < SAMPLES; sample++) meter.measure(sample);
  return fullLatitudes(WITHIN, [meter.tally]);
}

type LatitudeRow = LatitudeStatistics['rows'][number];

/** Share of place and time with exactly k in view, by k. */
function shareOfEach({ folds }: LatitudeRow): readonly number[] {
  const shares = [1, ...folds.map(({ fraction }) => fraction)];
  return shares.map((share, k) => share - (shares[k + 1] ?? 0));
}

function convolution(a: readonly number[], b: readonly number[]): readonly number[] {
  const out = Array.from({ length: a.length + b.length - 1 }, () => 0);
  a.forEach((x, i) => b.forEach((y, j) => (out[i + j] = (out[i + j] ?? 0) + x * y)));
  return out;
}

/** Share with at least k + 1 in view, by k. */
function atLeast(shares: readonly number[]): readonly number[] {
  return shares.slice(1).map((_, k) => shares.slice(k + 1).reduce((sum, share) => sum + share, 0));
}

function foldOf({ rows }: LatitudeStatistics, row: number, k: number): number {
  return rows[row]?.folds[k]?.fraction ?? 0;
}

function errors(
  full: LatitudeStatistics,
  ours: (row: number, k: number) => number,
): { readonly mean: number; readonly largest: number } {
  return summary(full.rows.flatMap((row, at) => row.folds.map(({ fraction }, k) => fraction - ours(at, k))));
}

function summary(differences: readonly number[]): { readonly mean: number; readonly largest: number } {
  const sizes = differences.map(Math.abs);
  return { mean: sizes.reduce((sum, size) => sum + size, 0) / sizes.length, largest: Math.max(...sizes) };
}
