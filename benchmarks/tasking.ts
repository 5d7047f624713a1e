/**
 * Tasking of 200 narrow fields for 100 objects at 50 moments: how far the heuristic of the loop stays behind the integer optimum, by the same
 * measure, and how long it takes (docs/models/tasking.md; bars: 5 % and 50 ms). HiGHS is the oracle. Whole numbers are hard for it: what it has
 * found after a while stands beside, and the gap is to the bound, the smaller of its own and that of the same programme in fractions, than which
 * no choice is better. So no gap here is too small.
 *
 *   npm run bench:tasking [-- MOMENTS [SLOTS [SECONDS]]]
 */
import { choosePointings, worthOfPointings } from '@cupola/core/custody';
import { usFromS } from '@cupola/core/foundation';
import { HighsSolver } from '../packages/runtime/src/solver/highs-solver.ts';
import { pointingProgramme } from '../packages/runtime/src/solver/pointing-programme.ts';
import { machineLine } from './machine.ts';
import { MOMENT_FIELDS, MOMENT_OBJECTS, problemOf, tasksAtMoment } from './tasking-moments.ts';
import type { Moment } from './tasking-moments.ts';

const moments = Number(process.argv[2] ?? 50);
const slotCount = Number(process.argv[3] ?? 2);
const optimumS = Number(process.argv[4] ?? 60);
const rules = { slotUs: usFromS(5), slotCount, dwellUs: usFromS(2), handOverUs: usFromS(20) };
const RELAXED = { gap: 0, timeS: 600 };
/** A moment that is not measured. */
const WARM_UP = 0;
const solver = new HighsSolver();

function print(line: string): void {
  process.stdout.write(`${line}\n`);
}

/** One decision, from predicted tracks to pointings. */
function decided(tasks: Moment) {
  const before = process.cpuUsage();
  const problem = problemOf(tasks, rules);
  const { chosen, worth } = choosePointings(problem);
  const used = process.cpuUsage(before);
  return { problem, chosen, worth, processorMs: (used.user + used.system) / 1e3 };
}

print(machineLine());
// The loop decides every few seconds: its code is warm.
for (let round = 0; round < 10; round++) decided(tasksAtMoment(WARM_UP));
print(`${MOMENT_FIELDS} narrow fields, ${MOMENT_OBJECTS} objects, ${slotCount} slots of 5 s`);
print('moment  options  heuristic     best    bound   gap %  decided ms  optimum s');
const gaps: number[] = [];
const times: number[] = [];
for (let moment = 1; moment <= moments; moment++) {
  const tasks = tasksAtMoment(moment);
  const { problem, chosen, worth, processorMs } = decided(tasks);
  const { programme, sureWorth } = pointingProgramme(problem);
  const solveMs = performance.now();
  const relaxed = await solver.solve(
    { ...programme, isWhole: new Uint8Array(programme.cost.length) },
    RELAXED,
  );
  const outcome = optimumS > 0 ? await solver.solve(programme, { gap: 0.002, timeS: optimumS }) : null;
  const solved = outcome?.kind === 'solved' ? outcome : null;
  const solvedS = (performance.now() - solveMs) / 1000;
  if (relaxed.kind !== 'solved') throw new Error(`no bound of moment ${moment}`);
  const bound = sureWorth + Math.min(relaxed.bound, solved?.bound ?? Number.POSITIVE_INFINITY);
  const best = solved === null ? '-' : (sureWorth + solved.objective).toFixed(2);
  const gap = (bound - worth) / bound;
  if (Math.abs(worthOfPointings(problem, chosen) - worth) > 1e-6) throw new Error('the heuristic miscounts');
  gaps.push(gap);
  times.push(processorMs);
  const options = problem.optionSlot.length;
  const row = [moment, options, worth.toFixed(2), best, bound.toFixed(2)];
  const rest = [(100 * gap).toFixed(2), processorMs.toFixed(1), solvedS.toFixed(1)];
  const widths = [6, 9, 11, 9, 9, 8, 12, 11];
  print([...row, ...rest].map((each, k) => String(each).padStart(widths[k] ?? 0)).join(''));
}
const sortedTimes = times.toSorted((a, b) => a - b);
print(
  `largest gap ${(100 * Math.max(...gaps)).toFixed(2)} %, mean ${((100 * gaps.reduce((sum, each) => sum + each, 0)) / gaps.length).toFixed(2)} %; ` +
    `decided in ${(sortedTimes[sortedTimes.length >> 1] ?? 0).toFixed(1)} ms (median), ${(sortedTimes.at(-1) ?? 0).toFixed(1)} ms at most`,
);
