/**
 * How the cost of k-fold coverage grows: processor time of one thread against satellites (100 to 10,000), samples and cells (to 1,000,000),
 * beside the law a * satellites * samples * rows + b * samples * cells fitted to all of them. Ground at 5 degrees, equal-area rows, Walker
 * delta 80 deg at 1,000 km. Writes the picture of docs/models/coverage.md.
 *
 *   npm run bench:coverage-scaling
 */
import { writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { walkerEphemeris } from '@cupola/core/constellation';
import { coverageAnswer, coverageMeter } from '@cupola/core/coverage';
import type { CoverageQuestion, Sight } from '@cupola/core/coverage';
import { radians, usFromS } from '@cupola/core/foundation';
import { machineLine } from './machine.ts';
import { fittedLaw } from './scaling-law.ts';
import type { ScalingCase } from './scaling-law.ts';
import { scalingPicture } from './scaling-picture.ts';

const PICTURE = fileURLToPath(new URL('../docs/images/coverage-scaling.svg', import.meta.url));
const GROUND: Sight = { kind: 'elevation', minElevationRad: radians(5) };
const ROUNDS = 4;

function questionOf(satellites: number, samples: number, cellCount: number): CoverageQuestion {
  const ephemeris = walkerEphemeris({
    kind: 'delta',
    count: satellites,
    planes: satellites / 25,
    phasing: 1,
    altitudeM: 1_000_000,
    inclinationRad: radians(80),
  });
  return {
    ephemeris,
    earth: { angleAtEpochRad: 0 },
    surface: { kind: 'wgs84' },
    grid: 'rows',
    cellCount,
    sight: GROUND,
    stereo: null,
    fromUs: 0,
    stepUs: usFromS(60),
    sampleCount: samples,
  };
}

/** Processor time, s, of some work done once. */
function processorS(work: () => void): number {
  const before = process.cpuUsage();
  work();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1e6;
}

function measured(satellites: number, samples: number, cellCount: number): ScalingCase {
  const question = questionOf(satellites, samples, cellCount);
  let cells = 0;
  let rows = 0;
  let measureS = Number.POSITIVE_INFINITY;
  let answerS = Number.POSITIVE_INFINITY;
  for (let round = 0; round < ROUNDS; round++) {
    const meter = coverageMeter(question, 0, samples);
    const spentS = processorS(() => {
      for (let sample = 0; sample < samples; sample++) meter.measure(sample);
    });
    measureS = Math.min(measureS, spentS);
    const answeredS = processorS(() => {
      const answer = coverageAnswer(question, [meter.part]);
      cells = answer.cells;
      rows = new Set(answer.cellTable.latitudeRad).size;
    });
    answerS = Math.min(answerS, answeredS);
  }
  return { satellites, samples, cells, rows, measureS, answerS };
}

// Warms up.
measured(300, 240, 10_000);
const series = {
  satellites: [100, 300, 1000, 3000, 10_000].map((count) => measured(count, 240, 10_000)),
  samples: [60, 240, 960, 3840].map((count) => measured(1000, count, 10_000)),
  cells: [2500, 10_000, 100_000, 300_000, 1_000_000].map((count) => measured(1000, 120, count)),
};
const cases = Object.values(series).flat();
const law = fittedLaw(cases);

process.stdout.write(`${machineLine()}\n\n`);
const columns = [12, 9, 10, 7, 12, 10, 10, 10];
const print = (cells: readonly string[]): void => {
  process.stdout.write(`${cells.map((cell, index) => cell.padStart(columns[index] ?? 10)).join('')}\n`);
};
print(['satellites', 'samples', 'cells', 'rows', 'processor s', 'law s', 'ns/state', 'answer s']);
for (const one of cases) {
  print([
    ...[one.satellites, one.samples, one.cells, one.rows].map(String),
    one.measureS.toFixed(3),
    law.secondsOf(one).toFixed(3),
    ((1e9 * one.measureS) / (one.satellites * one.samples)).toFixed(0),
    one.answerS.toFixed(3),
  ]);
}
process.stdout.write(
  `\nlaw: ${law.rowNs.toFixed(2)} ns per satellite, sample and row + ${law.cellNs.toFixed(2)} ns per sample and cell; measured over law ${law.ratioMin.toFixed(2)} to ${law.ratioMax.toFixed(2)}\n`,
);
writeFileSync(PICTURE, scalingPicture(series, law));
process.stdout.write('picture: docs/images/coverage-scaling.svg\n');
