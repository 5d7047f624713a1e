/**
 * Coverage of 1,000 satellites (Walker delta 80 deg: 1000/40/1 at 1,000 km) over 24 h at 60 s: time of the whole measurement, one thread
 * and two, beside the plain loop over all pairs in the same run (over a few samples, scaled up). States of a designed shell, Earth-fixed,
 * are timed as the measurement makes them. What grows with what: bench:coverage-scaling.
 *
 *   npm run bench:coverage
 */
import { walkerEphemeris } from '@cupola/core/constellation';
import { coverageAnswer, coverageMeter } from '@cupola/core/coverage';
import type { CoverageQuestion, Sight } from '@cupola/core/coverage';
import { present, radians, usFromS } from '@cupola/core/foundation';
import { earthAngleRad, earthRotationFrom } from '@cupola/core/physics';
import { SENSOR_KINDS } from '@cupola/core/sensors';
import type { SensorView } from '@cupola/core/sensors';
import { performCoverage } from '../packages/runtime/src/coverage/perform-coverage.ts';
import type { SatelliteGroups } from '../packages/runtime/src/satellites/satellite-groups.ts';
import { machineLine } from './machine.ts';
import { naiveCounts } from './naive-coverage.ts';

const EPOCH = { dayJd: 2461245.5, dayShare: 0 };
const NAIVE_SAMPLES = 6;
const GROUND: Sight = { kind: 'elevation', minElevationRad: radians(5) };
const SHELL: Sight = {
  kind: 'shell',
  altitudeM: 150_000,
  limbM: 50_000,
  maxRangeM: Number.POSITIVE_INFINITY,
};
const CONE: SensorView = {
  fields: [{ offNadirRad: [0, radians(60)], maxRangeM: Number.POSITIVE_INFINITY, tangentFloorM: null }],
  sunExclusionRad: 0,
};
const COLD: SensorView = present(SENSOR_KINDS.find(({ id }) => id === 'above-limb-lwir'));

function walker(count: number) {
  return {
    kind: 'delta',
    count,
    planes: count / 25,
    phasing: 1,
    altitudeKm: 1000,
    inclinationDeg: 80,
  } as const;
}

function ephemerisOf(count: number) {
  const { altitudeKm, inclinationDeg, ...rest } = walker(count);
  return walkerEphemeris({ ...rest, altitudeM: 1000 * altitudeKm, inclinationRad: radians(inclinationDeg) });
}

function satellitesOf(count: number): SatelliteGroups {
  return {
    groups: [{ id: 'shell', sensors: [], walker: walker(count) }],
    catalogues: new Map(),
    window: { epoch: EPOCH, from: EPOCH, durationS: 86_400, maxElementAgeDays: 30 },
    fromUs: 0,
    catalogueObjects: null,
    lost: [],
  };
}

function settingsOf(
  sight: Sight,
  grid: 'rows' | 'fibonacci',
  cellCount: number,
  sampleCount = 1440,
  sensor?: SensorView,
) {
  const surface = { kind: 'wgs84' } as const;
  const asked = { sight, grid, cellCount, sampleCount, surface, stereo: null, stepUs: usFromS(60) };
  return sensor === undefined ? asked : { ...asked, sensor };
}

function questionOf(count: number, settings: ReturnType<typeof settingsOf>): CoverageQuestion {
  return {
    ...settings,
    ephemeris: ephemerisOf(count),
    earth: earthRotationFrom(EPOCH),
    epoch: EPOCH,
    fromUs: 0,
  };
}

interface Spent {
  readonly wallMs: number;
  /** Of all threads together. */
  readonly processorMs: number;
}

/** Best of `times`, each of the two by itself. */
async function fastest(times: number, work: () => unknown): Promise<Spent> {
  let wallMs = Number.POSITIVE_INFINITY;
  let processorMs = Number.POSITIVE_INFINITY;
  for (let turn = 0; turn < times; turn++) {
    const startMs = performance.now();
    const before = process.cpuUsage();
    // oxlint-disable-next-line no-await-in-loop -- one after the other, or they would share the machine
    await work();
    const { user, system } = process.cpuUsage(before);
    wallMs = Math.min(wallMs, performance.now() - startMs);
    processorMs = Math.min(processorMs, (user + system) / 1000);
  }
  return { wallMs, processorMs };
}

function onOneThread(question: CoverageQuestion): number {
  const meter = coverageMeter(question, 0, question.sampleCount);
  for (let sample = 0; sample < question.sampleCount; sample++) meter.measure(sample);
  return coverageAnswer(question, [meter.part]).meanInView;
}

function print(cells: readonly string[]): void {
  process.stdout.write(
    `${cells.map((cell, index) => (index === 0 ? cell.padEnd(34) : cell.padStart(13))).join('')}\n`,
  );
}

function seconds(ms: number): string {
  return `${(ms / 1000).toFixed(2)} s`;
}

process.stdout.write(`${machineLine()}\n\n`);
print([
  '1,000 satellites, 24 h at 60 s',
  'one thread',
  'processor',
  'two threads',
  'plain loop',
  'ratio',
  'on two',
]);
let mostBytes = 0;
for (const [name, sight, grid, cells, sensor] of [
  ['ground 5 deg, rows, 10,000', GROUND, 'rows', 10_000],
  ['shell 150 km, rows, 10,000', SHELL, 'rows', 10_000],
  ['the same off nadir 0-60 deg', SHELL, 'rows', 10_000, CONE],
  ['the same but for 10 deg of Sun', SHELL, 'rows', 10_000, { ...CONE, sunExclusionRad: radians(10) }],
  ['the same by above-limb-lwir', SHELL, 'rows', 10_000, COLD],
  ['ground 5 deg, Fibonacci, 2,500', GROUND, 'fibonacci', 2500],
  ['ground 5 deg, Fibonacci, 10,000', GROUND, 'fibonacci', 10_000],
] as const) {
  const settings = settingsOf(sight, grid, cells, 1440, sensor);
  const question = questionOf(1000, settings);
  const job = { satellites: satellitesOf(1000), settings };
  const naive = await fastest(2, () => naiveCounts(question, NAIVE_SAMPLES));
  const scale = 1440 / NAIVE_SAMPLES;
  const one = await fastest(4, () => onOneThread(question));
  const two = await fastest(4, () =>
    performCoverage(job, question.ephemeris, { workers: 2, onSample: () => {} }),
  );
  mostBytes = Math.max(mostBytes, process.memoryUsage().rss);
  print([
    name,
    seconds(one.wallMs),
    seconds(one.processorMs),
    seconds(two.wallMs),
    seconds(naive.processorMs * scale),
    `${((naive.processorMs * scale) / one.processorMs).toFixed(0)} x`,
    `${((naive.wallMs * scale) / two.wallMs).toFixed(0)} x`,
  ]);
}
process.stdout.write(`resident memory at most ${(mostBytes / 1e6).toFixed(0)} MB\n\n`);

const shell = ephemerisOf(1000);
const earth = earthRotationFrom(EPOCH);
const positions = new Float64Array(3000);
const { processorMs: statesMs } = await fastest(2, () => {
  for (let second = 0; second < 86_400; second++) {
    shell.positionsInertialInto(positions, usFromS(second));
    const angle = earthAngleRad(earth, usFromS(second));
    const c = Math.cos(angle);
    const s = Math.sin(angle);
    for (let at = 0; at < 3000; at += 3) {
      const x = positions[at] ?? 0;
      const y = positions[at + 1] ?? 0;
      positions[at] = c * x + s * y;
      positions[at + 1] = c * y - s * x;
    }
  }
});
process.stdout.write(
  `\n1,000 satellites x 86,400 s of a designed shell, turned to Earth-fixed: ${seconds(statesMs)}, ${(86_400 / statesMs).toFixed(0)} M states/s\n`,
);
