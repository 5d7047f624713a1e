/**
 * Choice among 180 bids, 12 capabilities and the constraints of the case that comes with the program: time to the first answer proven within 1 %, to one within 0.5 %, and to a
 * front of 20 points, each with its gap (docs/portfolio.md; bars: 3 s, 5 s, 60 s). Beside it, in the same run: the greedy choice that a spreadsheet makes (best value
 * for the dollar within the budgets), and for 18 bids the trial of every set, which has to find the same value.
 *
 *   npm run bench:portfolio [-- WORKERS [POINTS]]
 */
import { fileURLToPath } from 'node:url';
import { brokenBy, choiceOf, constraintsOf, priceOf } from '@cupola/core/acquisition';
import type { Choice, PortfolioCase } from '@cupola/core/acquisition';
import { bestOfAll, smallCase } from '../packages/core/src/acquisition/portfolio/choice.test-data.ts';
import { bestPortfolio } from '../packages/runtime/src/acquisition/portfolio/best-portfolio.ts';
import { frontOf } from '../packages/runtime/src/acquisition/portfolio/front.ts';
import type { FrontPoint } from '../packages/runtime/src/acquisition/portfolio/front.ts';
import { loadPortfolio } from '../packages/runtime/src/acquisition/portfolio/load-portfolio.ts';
import { FRONT_NODES } from '../packages/runtime/src/acquisition/portfolio/portfolio-study.ts';
import { WorkerSolver } from '../packages/runtime/src/solver/worker-solver.ts';
import { machineLine } from './machine.ts';

const workers = Number(process.argv[2] ?? 2);
const FILE = fileURLToPath(new URL('../scenarios/bids-180.yaml', import.meta.url));
const TIME_S = 600;

function print(line: string): void {
  process.stdout.write(`${line}\n`);
}

/** Wall and processor time of some work, s. */
async function timed<Result>(
  work: () => Promise<Result>,
): Promise<{ readonly result: Result; readonly text: string; readonly wallS: number }> {
  const [startMs, before] = [performance.now(), process.cpuUsage()];
  const result = await work();
  const used = process.cpuUsage(before);
  const wallS = (performance.now() - startMs) / 1000;
  return {
    result,
    wallS,
    text: `${wallS.toFixed(1)} s, ${((used.user + used.system) / 1e6).toFixed(1)} s of processors`,
  };
}

/** Best worth for the dollar first, as long as budgets and what bids say of one another allow; needs and rules are left to luck. */
function greedy(each: PortfolioCase): Choice {
  const kept = constraintsOf(each).filter(({ kind }) => kind !== 'need' && kind !== 'rule');
  let choice = choiceOf(each, []);
  for (;;) {
    let best: { readonly choice: Choice; readonly perUsd: number } | null = null;
    for (const [bid, offer] of each.bids.entries()) {
      if (choice.bids.includes(bid)) continue;
      const next = choiceOf(
        each,
        [...choice.bids, bid].toSorted((a, b) => a - b),
      );
      const perUsd = (next.value - choice.value) / Math.max(priceOf(offer), 1e-9);
      if (best !== null && perUsd <= best.perUsd) continue;
      if (brokenBy(each, kept, next).length === 0) best = { choice: next, perUsd };
    }
    if (best === null || best.perUsd <= 0) return choice;
    choice = best.choice;
  }
}

print(machineLine());
const loaded = loadPortfolio(FILE);
if (!loaded.ok) throw new Error(JSON.stringify(loaded.problems));
const each = loaded.portfolio;
const constraints = constraintsOf(each);
const pairs = constraints.filter(({ kind }) => kind === 'excludes' || kind === 'requires').length;
print(
  `${each.bids.length} bids, ${each.capabilities.length} capabilities, ${constraints.length - pairs} constraints and ${pairs} between bids; robust against ${each.robustness.dearerBids} dearer, ${each.robustness.lateBids} late, ${each.robustness.brokenTeams} broken up; ${workers} threads`,
);
const solver = new WorkerSolver(workers);
const aim = { maximise: 'value', constraints, cuts: [] } as const;
let best = null;
for (const gap of [0.01, 0.005]) {
  const { result, text } = await timed(() => bestPortfolio(each, aim, solver, { gap, timeS: TIME_S }));
  if (result.kind !== 'found') throw new Error(result.kind);
  best = result;
  print(
    `asked for ${100 * gap} %: value ${result.choice.value.toFixed(2)}, proven gap ${(100 * result.gap).toFixed(2)} %, ${text}`,
  );
}
if (best === null) throw new Error('nothing was asked');
const spread = greedy(each);
const missed = brokenBy(each, constraints, spread).length;
print(
  `greedy: value ${spread.value.toFixed(2)}, ${((100 * spread.value) / best.choice.value).toFixed(1)} % of the chosen, ${missed} constraints broken`,
);
const points = Number(process.argv[3] ?? 20);
const plan = {
  each,
  constraints,
  best,
  cuts: best.cuts,
  points,
  limits: { gap: 0.01, nodes: FRONT_NODES, timeS: TIME_S },
  ahead: workers,
};
const front = await timed(async () => {
  const found: FrontPoint[] = [];
  for await (const point of frontOf(plan, solver)) found.push(point);
  return found;
});
const gaps = front.result.map(({ valueGap }) => valueGap);
const costGaps = front.result.map(({ costGap }) => costGap);
print(
  `front of ${front.result.length} points: ${front.text}; largest gap of value ${(100 * Math.max(...gaps)).toFixed(2)} %, of price ${(100 * Math.max(...costGaps)).toFixed(2)} %`,
);
const few = smallCase(18, 18);
const all = await timed(async () => bestOfAll(few));
const one = await timed(() =>
  bestPortfolio(few, { maximise: 'value', constraints: constraintsOf(few), cuts: [] }, solver, {
    gap: 0,
    timeS: TIME_S,
  }),
);
const value = one.result.kind === 'found' ? one.result.choice.value : -1;
print(
  `18 bids: every set ${all.text}, value ${(all.result?.value ?? -1).toFixed(6)}; programme ${one.text}, value ${value.toFixed(6)}; ${(all.wallS / one.wallS).toFixed(0)} times`,
);
await solver.close();
if (Math.abs(value - (all.result?.value ?? -1)) > 1e-5) throw new Error('the two do not agree');
