import { expect, it } from 'vitest';
import { declareFromCosts, declareProblems, requirementsFromDraft } from './declare-rules.ts';
import { SCENARIO_DEFAULTS } from './defaults.ts';

const { custody, declare } = SCENARIO_DEFAULTS.requirements;
const { probability: _, ...rest } = declare;
const paths = (given: object): readonly string[] =>
  declareProblems({ requirements: { declare: given } }).map(({ path }) => path);

it('declares when that costs less than silence', () => {
  const costs = { falseAlarm: 3, miss: 97 };
  const threshold = declareFromCosts(costs);
  expect(threshold).toBeCloseTo(0.03, 12);
  const declaring = (prob: number): number => (1 - prob) * costs.falseAlarm;
  const silent = (prob: number): number => prob * costs.miss;
  expect(declaring(threshold)).toBeCloseTo(silent(threshold), 12);
  expect(declaring(threshold + 0.01)).toBeLessThan(silent(threshold + 0.01));
});

it('fills in the threshold', () => {
  expect(requirementsFromDraft({ custody, declare: rest }).declare.probability).toBe(0.95);
  const costs = { falseAlarm: 4, miss: 1 };
  expect(requirementsFromDraft({ custody, declare: { ...rest, costs } }).declare.probability).toBe(0.8);
});

it('refuses costs without a threshold in reach, and a probability that contradicts them', () => {
  expect(paths({ costs: { falseAlarm: 1, miss: 1 } })).toEqual([]);
  expect(paths({ probability: 0.5, costs: { falseAlarm: 1, miss: 1 } })).toEqual([]);
  expect(paths({ probability: 0.9, costs: { falseAlarm: 1, miss: 1 } })).toEqual([
    'requirements.declare.probability',
  ]);
  expect(paths({ costs: { falseAlarm: 1, miss: 1e6 } })).toEqual(['requirements.declare.costs']);
  expect(paths({ costs: { falseAlarm: null, miss: 1 } })).toEqual([]);
});
