import { expect, it } from 'vitest';
import { smallCase } from '../../../../core/src/acquisition/portfolio/choice.test-data.ts';
import { WorkerSolver } from '../../solver/worker-solver.ts';
import { portfolioAnswer } from './portfolio-answer.ts';
import { performPortfolio } from './portfolio-study.ts';
import type { PortfolioStudy } from './portfolio-study.ts';

const ANSWER = {
  gap: 0.005,
  frontGap: 0.01,
  frontPoints: 5,
  coreWeights: 3,
  weightSpread: 0.3,
  nearOptimal: 0.02,
  breakUpDraws: 200,
  timeLimitS: 60,
};

async function study(workers: number): Promise<PortfolioStudy> {
  const solver = new WorkerSolver(workers);
  const portfolio = smallCase(3, 30, { rules: [{ kind: 'member-share', member: 'any', most: 0.4 }] });
  const question = {
    portfolio,
    answer: ANSWER,
    weighing: { kind: 'stated' } as const,
    why: [0],
    command: 'c',
    workers,
  };
  try {
    const result = await performPortfolio(question, solver, () => {});
    if (result.kind !== 'study') throw new Error(result.kind);
    return result.study;
  } finally {
    await solver.close();
  }
}

it('a study is the same for any number of threads; its front rises; nothing forced is better than the bound', async () => {
  const [one, two] = [await study(1), await study(2)];
  const answer = portfolioAnswer(one);
  expect(JSON.stringify(portfolioAnswer(two))).toBe(JSON.stringify(answer));
  expect(answer.front.length).toBeGreaterThan(2);
  for (const [k, point] of answer.front.entries()) {
    const before = answer.front[k - 1] ?? { value: 0, costUsdM: 0 };
    expect(point.value).toBeGreaterThanOrEqual(before.value);
    expect(point.costUsdM).toBeGreaterThanOrEqual(before.costUsdM);
    expect(point.costUsdM).toBeLessThanOrEqual(point.capUsdM * (1 + 1e-9));
    expect(point.valueBound).toBeGreaterThanOrEqual(point.value);
    expect(point.costBoundUsdM).toBeLessThanOrEqual(point.costUsdM);
  }
  expect(answer.front.at(-1)?.value ?? 0).toBeLessThanOrEqual(answer.value + 1e-9);
  expect(answer.forced[0]?.value ?? 0).toBeLessThanOrEqual(answer.valueBound + 1e-6);
  expect(answer.chosen.length + answer.whyNot.length).toBe(30);
  expect(answer.chosen.every(({ coreIndex }) => coreIndex > 0)).toBe(true);
});
