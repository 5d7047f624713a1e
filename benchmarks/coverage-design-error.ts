/**
 * What the symmetry shortcut is off by: ten shells, five seeds each, against the full computation (4,200 samples of 61.3 s, about 1,000 cells in
 * rows on WGS 84, latitudes up to the inclination). Every seed counts; z is the error of the worst row over the standard error it states.
 *
 *   npm run bench:coverage-design-error
 */
import { walkerEphemeris } from '@cupola/core/constellation';
import type { WalkerShell } from '@cupola/core/constellation';
import { fullLatitudes, latitudeMeter, rowsWithin, walkerLatitudes } from '@cupola/core/coverage';
import type { Sight } from '@cupola/core/coverage';
import { radians, usFromS } from '@cupola/core/foundation';
import { machineLine } from './machine.ts';

const STEREO = { minRad: radians(30), maxRad: radians(150) };
const SAMPLES = 4200;
/** [satellites, planes, least elevation in degrees, inclination in degrees, altitude in km]. */
const SHELLS = [
  [60, 6, 5, 85, 1000],
  [100, 10, 10, 70, 1000],
  [200, 20, 20, 80, 1000],
  [300, 20, 20, 60, 600],
  [400, 20, 30, 80, 1000],
  [120, 8, 10, 55, 1500],
  [240, 12, 20, 97, 1000],
  [72, 9, 5, 65, 780],
  [500, 25, 25, 75, 800],
  [160, 10, 15, 50, 1200],
] as const;

interface Errors {
  readonly worst: number[];
  readonly rows: number[];
  readonly folds: number[];
  readonly z: number[];
}

const errors: Record<'slider' | 'search', Errors> = {
  slider: { worst: [], rows: [], folds: [], z: [] },
  search: { worst: [], rows: [], folds: [], z: [] },
};
for (const [count, planes, elevationDeg, inclinationDeg, altitudeKm] of SHELLS) {
  const sight: Sight = { kind: 'elevation', minElevationRad: radians(elevationDeg) };
  const limitRad = radians(Math.min(inclinationDeg, 180 - inclinationDeg));
  const within = rowsWithin(1000, { kind: 'wgs84' }, sight, { southRad: -limitRad, northRad: limitRad });
  const shell: WalkerShell = {
    kind: 'delta',
    count,
    planes,
    phasing: 1,
    altitudeM: 1000 * altitudeKm,
    inclinationRad: radians(inclinationDeg),
  };
  const meter = latitudeMeter({
    ephemeris: walkerEphemeris(shell),
    earth: { angleAtEpochRad: 0 },
    within,
    sight,
    stereo: STEREO,
    fromUs: 0,
    stepUs: usFromS(61.3),
  });
  for (let sample = 0; sample < SAMPLES; sample++) meter.measure(sample);
  const full = fullLatitudes(within, [meter.tally]);
  for (const fineness of ['slider', 'search'] as const) {
    for (let seed = 1; seed <= 5; seed++) {
      const short = walkerLatitudes({ shells: [shell], within, sight, stereo: STEREO, fineness, seed });
      const { worst, rows, folds, z } = errors[fineness];
      const error = Math.abs(short.worst.stereoFraction - full.worst.stereoFraction);
      worst.push(error);
      z.push(error / Math.max(1e-4, short.standardError));
      short.rows.forEach((row, index) => {
        const other = full.rows[index];
        rows.push(Math.abs(row.stereoFraction - (other?.stereoFraction ?? Number.NaN)));
        row.folds.forEach(({ fraction }, k) =>
          folds.push(Math.abs(fraction - (other?.folds[k]?.fraction ?? 0))),
        );
      });
    }
  }
}
process.stdout.write(`${machineLine()}\n\nfineness  of                   mean     95 %     largest  cases\n`);
for (const fineness of ['slider', 'search'] as const) {
  const { worst, rows, folds, z } = errors[fineness];
  tell(fineness, 'stereo, worst row', worst);
  tell(fineness, 'stereo, every row', rows);
  tell(fineness, 'every fold and row', folds);
  tell(fineness, 'z of the worst row', z);
}

function tell(fineness: string, name: string, values: readonly number[]): void {
  const rising = values.toSorted((a, b) => a - b);
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  const cells = [mean, rising[Math.floor(0.95 * values.length)] ?? Number.NaN, rising.at(-1) ?? Number.NaN];
  process.stdout.write(
    `${fineness.padEnd(8)}  ${name.padEnd(19)}  ${cells.map((value) => value.toFixed(5).padStart(7)).join('  ')}  ${String(values.length).padStart(5)}\n`,
  );
}
