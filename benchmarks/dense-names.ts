/**
 * Who is who among a hundred objects in a box of 20 km: identity switches and GOSPA of the tracker, draw by draw, beside one who is told of every
 * detection whose it is. Inertial states straight from the tracker, 121 s, nothing known beforehand.
 *
 *   npm run bench:dense-names -- [FROM] [TO]     seeds, 1 to 20 when left out
 */
import { EMPTY_TRACKER } from '@cupola/core/tracking';
import { DENSE_BOX_M } from '../validation/tracking/coasting-flight.ts';
import { raidScene } from '../validation/tracking/raid-scene.ts';
import { toldCauses, tracked } from '../validation/tracking/told-causes.ts';
import { machineLine } from './machine.ts';

const from = Number(process.argv[2] ?? 1);
const to = Number(process.argv[3] ?? 20);
if (!Number.isInteger(from) || !Number.isInteger(to) || to < from) {
  throw new Error('FROM and TO are not whole numbers in order');
}

const SCANS = 121;
/** What most of a raid's starts are settled by, s. */
const EARLY_S = 30;

process.stdout.write(`${machineLine()}\n\n`);
process.stdout.write(
  '| seed | switches (under 40) | of them in the first 30 s | told the causes | GOSPA after 30 s m (under 3,000) | NEES, median (5.35), mean (6) | tracks, mostly false ones |\n|---|---|---|---|---|---|---|\n',
);
const all: number[] = [];
const told: number[] = [];
let worstM = 0;
for (let seed = from; seed <= to; seed++) {
  const scene = raidScene({ seed, objects: 100, boxM: DENSE_BOX_M, scans: SCANS });
  const whole = tracked(scene, EMPTY_TRACKER, -1);
  const early = tracked(scene, EMPTY_TRACKER, -1, EARLY_S).idSwitches;
  const least = toldCauses(scene, seed).idSwitches;
  const gospaM = whole.gospaAfter30sM ?? Number.NaN;
  all.push(whole.idSwitches);
  told.push(least);
  worstM = Math.max(worstM, gospaM);
  process.stdout.write(
    `| ${seed} | ${whole.idSwitches}${whole.idSwitches < 40 ? '' : ' **over**'} | ${early} | ${least} | ${gospaM.toFixed(0)}${gospaM < 3_000 ? '' : ' **over**'} | ${(whole.nees.median ?? Number.NaN).toFixed(1)}, ${(whole.nees.mean ?? Number.NaN).toFixed(1)} | ${whole.tracks}, ${whole.mostlyFalseTracks} |\n`,
  );
}
const sum = (values: readonly number[]): number => values.reduce((total, each) => total + each, 0);
const sorted = all.toSorted((a, b) => a - b);
process.stdout.write(
  `\nswitches: ${sum(all)} in all, median ${sorted[Math.floor(sorted.length / 2)] ?? 0}, most ${sorted.at(-1) ?? 0}, ` +
    `40 or more in ${all.filter((each) => each >= 40).length} of ${all.length}; told the causes ${sum(told)} in all, most ${Math.max(...told)}; ` +
    `largest GOSPA ${worstM.toFixed(0)} m\n`,
);
