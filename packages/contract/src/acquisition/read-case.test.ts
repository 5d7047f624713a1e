import { LAYER_INPUT_IDS, byLayerInput } from '@cupola/core/acquisition';
import { describe, expect, it } from 'vitest';
import { readAcquisitionCase } from './read-case.ts';
import { TABLES } from './money-tables.test-data.ts';

const REGISTER = byLayerInput((id) => ({
  id,
  title: id,
  unit: 'u',
  value: 1,
  distribution: { kind: 'uniform', low: 0.5, high: 2 } as const,
  baseYear: id.endsWith('UsdM') ? 2026 : null,
  sources: [],
  note: 'n',
}));
const GOOD = `acquisition: 1
title: A case
baseYear: 2026
firstFiscalYear: 2027
years: 20
seed: 1
satellites: { count: 600, firstLaunchFiscalYear: 2029, buildYears: 4 }
`;

function problemsOf(text: string, settings: readonly string[] = []): readonly string[] {
  const outcome = readAcquisitionCase(text, REGISTER, TABLES, settings);
  return outcome.ok ? [] : outcome.problems.map(({ path, line }) => `${line ?? '-'} ${path}`);
}

describe('an acquisition file', () => {
  it('takes the register for everything it does not say', () => {
    const outcome = readAcquisitionCase(GOOD, REGISTER, TABLES);
    expect(outcome).toMatchObject({
      ok: true,
      acquisition: { draws: 10_000, correlation: 0.25, plan: { firstLaunchYear: 2, satellites: 600 } },
    });
    expect(outcome.ok ? Object.keys(outcome.acquisition.assumptions) : []).toEqual([...LAYER_INPUT_IDS]);
  });

  it('tells what does not go together beside what is wrong in itself', () => {
    const wrong = GOOD.replace('2029', '2090').replace('seed: 1', 'seed: x');
    expect(problemsOf(wrong).map((told) => told.split(' ')[1])).toEqual([
      'seed',
      'satellites.firstLaunchFiscalYear',
    ]);
  });

  it('knows the price level of its years and the rates for its length', () => {
    const outcome = readAcquisitionCase(GOOD, REGISTER, TABLES);
    const money = outcome.ok ? outcome.acquisition.money : null;
    expect(money?.levels).toHaveLength(20);
    expect(money?.levels[1]).toBeCloseTo(1.02 ** 2, 12);
    expect(money).toMatchObject({
      outlayShares: [1],
      real: { rate: 'real' },
      nominal: { rate: 'nominal' },
      discountEdition: { year: 2026, asOf: '2026-11', grade: 'notional' },
    });
    expect(money?.real.perYear).toBeCloseTo(0.02 + (0.005 * 17) / 27, 9);
  });

  it('puts the money of the register into its own dollars, and nothing else', () => {
    const outcome = readAcquisitionCase(GOOD.replace('baseYear: 2026', 'baseYear: 2025'), REGISTER, TABLES);
    const assumptions = outcome.ok ? outcome.acquisition.assumptions : REGISTER;
    expect(assumptions.launchUsdM.value).toBeCloseTo(100 / 110, 12);
    expect(assumptions.launchUsdM.baseYear).toBe(2025);
    expect(assumptions.learningSlope.value).toBe(1);
  });

  it('has numbers of its own: certain without a distribution, judged without a source', () => {
    const outcome = readAcquisitionCase(
      `${GOOD}assumptions:\n  firstUnitUsdM: { value: 12 }\n`,
      REGISTER,
      TABLES,
      ['assumptions.lifeYears={ value: 7 }'],
    );
    expect(outcome.ok ? outcome.acquisition.assumptions.firstUnitUsdM : null).toMatchObject({
      value: 12,
      distribution: { kind: 'fixed', value: 12 },
      sources: [{ kind: 'judgement', readOn: null }],
    });
    expect(outcome.ok ? outcome.acquisition.assumptions.lifeYears.value : 0).toBe(7);
  });

  it.each<[string, string, string]>([
    ['no base year', GOOD.replace('baseYear: 2026\n', ''), 'baseYear'],
    ['a year the index lacks', GOOD.replace('baseYear: 2026', 'baseYear: 1999'), 'baseYear'],
    [
      'a first launch before the first year',
      GOOD.replace('Year: 2029', 'Year: 2026'),
      'satellites.firstLaunchFiscalYear',
    ],
    [
      'a slope of zero',
      `${GOOD}assumptions: { learningSlope: { value: 0 } }`,
      'assumptions.learningSlope.value',
    ],
    [
      'a slope that is no number',
      `${GOOD}assumptions: { learningSlope: { value: .nan } }`,
      'assumptions.learningSlope.value',
    ],
    ['a negative price', `${GOOD}assumptions: { launchUsdM: { value: -1 } }`, 'assumptions.launchUsdM.value'],
    [
      'a mode outside its range',
      `${GOOD}assumptions: { carryOver: { value: 0.5, distribution: { kind: triangular, low: 0.6, mode: 0.5, high: 0.9 } } }`,
      'assumptions.carryOver.distribution',
    ],
    [
      'a lognormal law from zero',
      `${GOOD}assumptions: { groundUsdM: { value: 5, distribution: { kind: lognormal, low: 0, high: 9, reading: P10-P90 } } }`,
      'assumptions.groundUsdM.distribution',
    ],
    ['an unknown key', `${GOOD}satelites: 3`, 'satelites'],
    [
      'discount rates of a year the table lacks',
      `${GOOD}money: { discountYear: 2031 }`,
      'money.discountYear',
    ],
    [
      'fiscal years beyond the tables',
      GOOD.replace('years: 20', 'years: 60')
        .replaceAll('Year: 202', 'Year: 205')
        .replace('baseYear: 2056', 'baseYear: 2026'),
      'firstFiscalYear',
    ],
    ['outlays that do not add up', `${GOOD}money: { outlayShares: [0.5, 0.4] }`, 'money.outlayShares'],
  ])('is refused for %s', (_, text, path) => {
    const problems = problemsOf(text);
    expect(problems).toHaveLength(1);
    expect(problems[0]).toMatch(new RegExp(`^\\d+ ${path.replaceAll('.', '\\.')}$`));
  });

  it('says so where a value is not a number', () => {
    const text = `${GOOD}assumptions: { learningSlope: { value: .nan } }`;
    const outcome = readAcquisitionCase(text, REGISTER, TABLES);
    expect(outcome).toMatchObject({ ok: false, problems: [{ message: '`value` is NaN' }] });
  });

  it('is refused for several things at once, in the order of the file', () => {
    const text = `${GOOD.replace('Year: 2029', 'Year: 2060')}assumptions:\n  launchUsdM: { value: -1 }\n  lifeYears: { value: 0 }\n`;
    expect(problemsOf(text)).toEqual([
      '7 satellites.firstLaunchFiscalYear',
      '9 assumptions.launchUsdM.value',
      '10 assumptions.lifeYears.value',
    ]);
    expect(problemsOf('{')).toHaveLength(1);
  });
});
