/**
 * SGP4 over a catalogue: 1,000 objects at 1,440 minutes. Our ephemeris beside the bare loop over satellite.js `sgp4()` and beside its bulk call in
 * WebAssembly, all in one process and interleaved; then our ephemeris on two warm workers. The bar: less than 10 % over the bare calls, and
 * 1.5 times as fast on two workers.
 *
 *   npm run bench:sgp4
 */
import { readFileSync } from 'node:fs';
import { Worker, isMainThread, parentPort, workerData } from 'node:worker_threads';
import { readCatalogue } from '@cupola/contract';
import { catalogueEphemeris, checkElements, sgp4Into, sgp4Orbit } from '@cupola/core/constellation';
import type { MeanElements } from '@cupola/core/constellation';
import { daysBetween, julianDateAfter, usFromS } from '@cupola/core/foundation';
import { BulkPropagator, EciBaseCalculator, createSingleThreadRuntime, sgp4 } from 'satellite.js';
import { machineLine } from './machine.ts';

const OBJECTS = 1000;
const MINUTES = 1440;
const ROUNDS = 5;

function objects(): readonly MeanElements[] {
  const file = new URL('../data/catalogues/starlink_2026-07-24.tle', import.meta.url);
  const outcome = readCatalogue('starlink', readFileSync(file, 'utf8'));
  if (!outcome.ok) throw new Error('the catalogue is part of the repository');
  const decaying = new Set(
    checkElements(outcome.elements, START, MINUTES * 60).map((each) => each.catalogueNumber),
  );
  return outcome.elements.filter((each) => !decaying.has(each.catalogueNumber)).slice(0, OBJECTS);
}

const START = { dayJd: 2461245.5, dayShare: 0 };

/** All positions, and their sum, so that nothing can be left out by the compiler. */
function ours(elements: readonly MeanElements[]): () => number {
  const ephemeris = catalogueEphemeris(elements, START);
  const out = new Float64Array(3 * elements.length);
  return () => {
    let sum = 0;
    for (let minute = 0; minute < MINUTES; minute++) {
      ephemeris.positionsInertialInto(out, usFromS(60 * minute));
      sum += out[0]! + out.at(-1)!;
    }
    return sum;
  };
}

function bareLoop(elements: readonly MeanElements[]): () => number {
  const orbits = elements.map((each) => ({
    satrec: sgp4Orbit(each).satrec,
    minutes: 1440 * daysBetween(each.epoch, START),
  }));
  return () => {
    let sum = 0;
    for (let minute = 0; minute < MINUTES; minute++) {
      for (const { satrec, minutes } of orbits) sum += sgp4(satrec, minutes + minute)?.position.x ?? 0;
    }
    return sum;
  };
}

async function bulkCall(elements: readonly MeanElements[]): Promise<() => number> {
  const eci = new EciBaseCalculator();
  const propagator = new BulkPropagator({
    runtime: await createSingleThreadRuntime(),
    calculators: [eci],
    satRecsCount: elements.length,
    datesCount: MINUTES,
  });
  propagator.setSatRecs(elements.map((each) => sgp4Orbit(each).satrec));
  propagator.setDates(
    Array.from({ length: MINUTES }, (_, minute) => new Date(Date.UTC(2026, 6, 24, 0, minute))),
  );
  return () => {
    propagator.run();
    return propagator.getRawOutput().eci.position[0] ?? 0;
  };
}

/** Our ephemeris over a share of the objects, once for each message. */
function serve(port: NonNullable<typeof parentPort>): void {
  const [from, to] = String(workerData).split('-').map(Number);
  const run = ours(objects().slice(from, to));
  port.on('message', () => port.postMessage(run()));
}

/** Starts the workers; the function it returns ends when each has run its share once. */
function onWorkers(count: number): { readonly run: () => Promise<void>; readonly end: () => Promise<void> } {
  const share = OBJECTS / count;
  const workers = Array.from(
    { length: count },
    (_, index) =>
      new Worker(new URL(import.meta.url), { workerData: `${index * share}-${(index + 1) * share}` }),
  );
  return {
    run: async () => {
      await Promise.all(
        workers.map(
          (worker) =>
            new Promise((resolve) => {
              worker.once('message', resolve);
              // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread of this process, not a window
              worker.postMessage('run');
            }),
        ),
      );
    },
    end: async () => {
      await Promise.all(workers.map((worker) => worker.terminate()));
    },
  };
}

async function measure(): Promise<void> {
  const elements = objects();
  const pair = onWorkers(2);
  const candidates: readonly (readonly [name: string, run: () => unknown])[] = [
    ['satellite.js sgp4(), bare loop', bareLoop(elements)],
    ['satellite.js bulk call (WebAssembly)', await bulkCall(elements)],
    ['catalogueEphemeris, positions, one thread', ours(elements)],
    ['catalogueEphemeris, two warm workers', pair.run],
  ];
  for (const [, run] of candidates) await run();
  const timesMs = candidates.map(() => [] as number[]);
  for (let round = 0; round < ROUNDS; round++) {
    for (const [index, [, run]] of candidates.entries()) {
      const startMs = performance.now();
      await run();
      timesMs[index]?.push(performance.now() - startMs);
    }
  }
  await pair.end();
  const best = timesMs.map((times) => Math.min(...times));
  const states = OBJECTS * MINUTES;
  process.stdout.write(
    `${machineLine()}\nsatellite.js 7.1.0; ${OBJECTS} objects x ${MINUTES} minutes, best of ${ROUNDS}\n\n`,
  );
  for (const [index, [name]] of candidates.entries()) {
    const ms = best[index] ?? NaN;
    const rate = (states / ms / 1000).toFixed(2).padStart(6);
    process.stdout.write(`${name.padEnd(42)} ${ms.toFixed(0).padStart(5)} ms  ${rate} M states/s\n`);
  }
  const [bareMs = NaN, bulkMs = NaN, oursMs = NaN, pairMs = NaN] = best;
  process.stdout.write(
    [
      '',
      `time over the bare bulk call   ${(100 * (oursMs / bulkMs - 1)).toFixed(0)} %  (bar: below 10 %)`,
      `time over the bare loop        ${(100 * (oursMs / bareMs - 1)).toFixed(0)} %`,
      `two warm workers               ${(oursMs / pairMs).toFixed(2)} x  (bar: 1.5 x)`,
      `worst difference from sgp4()   ${worstDifferenceM(elements).toExponential(1)} m`,
      '',
    ].join('\n'),
  );
}

/** Largest difference from `sgp4()` in distance and along the axis, which the turn into other axes leaves as they are, m. */
function worstDifferenceM(elements: readonly MeanElements[]): number {
  const ephemeris = catalogueEphemeris(elements, START);
  const out = new Float64Array(3 * elements.length);
  const state = new Float64Array(6);
  const orbits = elements.map((each) => sgp4Orbit(each));
  let worstM = 0;
  for (let minute = 0; minute < MINUTES; minute += 60) {
    ephemeris.positionsInertialInto(out, usFromS(60 * minute));
    for (const [index, orbit] of orbits.entries()) {
      sgp4Into(state, orbit, julianDateAfter(START, 60 * minute));
      const radiusM = Math.hypot(out[3 * index]!, out[3 * index + 1]!, out[3 * index + 2]!);
      const height = Math.abs(out[3 * index + 2]! - state[2]!);
      worstM = Math.max(worstM, height, Math.abs(radiusM - Math.hypot(state[0]!, state[1]!, state[2]!)));
    }
  }
  return worstM;
}

if (isMainThread) await measure();
else if (parentPort !== null) serve(parentPort);
