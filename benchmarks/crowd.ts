/**
 * Crowds before 600 satellites: whole runs with hundreds and thousands of objects in the air at once, spread over the Earth or launched from one
 * place within a minute, for two minutes. Processor time, what of it each object takes in a second of flight, and what was cut short, by its name. Beside it, in the
 * same process, the dear part of a dense crowd with and without its bound.
 *
 *   npm run bench:crowd [spread:100 salvo:100 spread:500 ...]
 */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { scansOf } from '@cupola/core/tracking';
import { loadMission, performCustody } from '@cupola/runtime';
import { candidatesOf } from '../packages/core/src/tracking/start/candidates.ts';
import { meetingsOf } from '../packages/core/src/tracking/start/meetings.ts';
import { raysOf } from '../packages/core/src/tracking/start/rays.ts';
import { recurringRows } from '../packages/core/src/tracking/start/recurring.ts';
import { DENSE_BOX_M } from '../validation/tracking/coasting-flight.ts';
import { raidScene } from '../validation/tracking/raid-scene.ts';
import { crowdScenario } from './crowd-scenario.ts';
import { machineLine } from './machine.ts';

const asked = process.argv.slice(2);
const CROWDS = asked.length > 0 ? asked : ['spread:100', 'salvo:100', 'spread:500', 'salvo:500'];
const MINUTES = 2;

function cpuS(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1e6;
}

function allRows({ detectionCount }: { readonly detectionCount: number }): Uint32Array {
  return Uint32Array.from({ length: detectionCount }, (_, row) => row);
}

/** One dense scan: everything that meets tried, and as the bound allows. */
function printBound(objects: number): void {
  const { scans, ownSide } = raidScene({ seed: 1, objects, boxM: DENSE_BOX_M, scans: 2 });
  const [before, scan] = scans.flatMap((reports) => scansOf(reports, ownSide));
  if (before === undefined || scan === undefined) throw new Error('the scene has two scans');
  const rows = recurringRows(scan, allRows(scan), before, allRows(before), 50_000);
  if (rows === null) throw new Error('a scan of few rays');
  const rays = raysOf(scan, rows);
  const { meetings } = meetingsOf(rays);
  const startS = cpuS();
  const whole = candidatesOf(rays, meetings, { mostMet: Infinity, maxTried: Infinity });
  const wholeS = cpuS() - startS;
  const bounded = candidatesOf(rays, meetings);
  const boundedS = cpuS() - startS - wholeS;
  process.stdout.write(
    `${objects} objects in 20 km, one scan: ${wholeS.toFixed(2)} s for all, ${boundedS.toFixed(2)} s with the bound (${bounded.boundReached ? 'reached' : 'not reached'}): ${(wholeS / boundedS).toFixed(1)} times; candidates ${whole.candidates.length} and ${bounded.candidates.length}\n`,
  );
}

process.stdout.write(`${machineLine()}\n${MINUTES} min before 600 satellites, one thread\n\n`);
process.stdout.write(
  'crowd        processor s  ms per object and second  tracks  false  of objects held  peak MB\n',
);
const folder = mkdtempSync(join(tmpdir(), 'cupola-crowd-'));
try {
  for (const crowd of CROWDS) {
    const [kind = '', count = ''] = crowd.split(':');
    if (kind !== 'spread' && kind !== 'salvo') throw new Error(`"${kind}" is neither spread nor salvo`);
    const file = join(folder, `${kind}-${count}.yaml`);
    writeFileSync(file, crowdScenario(kind, Number(count), MINUTES));
    const mission = loadMission(file, []);
    if (!mission.ok) throw new Error(mission.problems.map(({ message }) => message).join('; '));
    const startS = cpuS();
    const done = await performCustody(mission.mission, { workers: 1, onSecond: () => undefined });
    if (!done.ok) throw new Error(done.problems.map(({ message }) => message).join('; '));
    const usedS = cpuS() - startS;
    const { events, tracking } = done.summary;
    const flownS = events.reduce((sum, { launchedAtS }) => sum + 60 * MINUTES - launchedAtS, 0);
    const cells = [
      crowd.padEnd(11),
      usedS.toFixed(1).padStart(11),
      ((1000 * usedS) / flownS).toFixed(2).padStart(24),
      String(tracking.tracksConfirmed).padStart(6),
      String(tracking.falseTracks).padStart(5),
      String(events.filter(({ confirmedAtS }) => confirmedAtS !== null).length).padStart(15),
      String(done.timing.peakMemoryMb).padStart(7),
    ];
    process.stdout.write(`${cells.join('  ')}\n`);
    for (const { bound, limit, times } of tracking.boundsReached) {
      process.stdout.write(`             ${bound}, ${limit} at most: reached in ${times} s\n`);
    }
  }
} finally {
  rmSync(folder, { recursive: true, force: true });
}
process.stdout.write('\n');
for (const objects of [100, 150]) printBound(objects);
