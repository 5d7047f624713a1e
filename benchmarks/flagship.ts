/**
 * The main job from command to report: wall time, processor time and peak memory of `cupola run scenarios/custody-600.yaml`, with one and
 * two threads, each in a process of its own. The bar: 240 s on two cores and 1 GB; the aim: 60 s.
 *
 *   npm run bench:flagship
 */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { machineLine } from './machine.ts';

interface Timing {
  readonly planS: number;
  readonly runS: number;
  readonly cpuS: number;
  readonly peakMemoryMb: number;
}

process.stdout.write(`${machineLine()}\n\nthreads  wall s  of it the run s  processor s  peak MB\n`);
const folder = mkdtempSync(join(tmpdir(), 'cupola-bench-'));
try {
  for (const workers of [1, 2]) {
    const out = join(folder, String(workers));
    const startMs = performance.now();
    const done = spawnSync(
      process.execPath,
      [
        'packages/cli/bin/cupola.js',
        'run',
        'scenarios/custody-600.yaml',
        '--out',
        out,
        '--workers',
        String(workers),
        '--json',
      ],
      { encoding: 'utf8', maxBuffer: 2 ** 28 },
    );
    if (done.status !== 0) throw new Error(`cupola run ended with ${done.status}: ${done.stderr}`);
    const wallS = (performance.now() - startMs) / 1000;
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the file was written a moment ago by the program measured
    const timing = JSON.parse(readFileSync(join(out, 'timing.json'), 'utf8')) as Timing;
    const cells = [
      String(workers).padStart(7),
      wallS.toFixed(1).padStart(6),
      timing.runS.toFixed(1).padStart(15),
      timing.cpuS.toFixed(1).padStart(11),
      String(timing.peakMemoryMb).padStart(7),
    ];
    process.stdout.write(`${cells.join('  ')}\n`);
  }
} finally {
  rmSync(folder, { recursive: true, force: true });
}
