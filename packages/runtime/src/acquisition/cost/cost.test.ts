import { fileURLToPath } from 'node:url';
import { LAYER_INPUT_IDS } from '@cupola/core/acquisition';
import { describe, expect, it } from 'vitest';
import { billions } from './cost-figures.ts';
import { costAnswer, costStudy } from './cost-study.ts';
import { loadAcquisitionCase } from './load-case.ts';
import { costHeadlines, renderCost } from './render-cost.ts';

const FILE = fileURLToPath(new URL('../../../../../scenarios/subscribe-or-own.yaml', import.meta.url));

function study(settings: readonly string[] = []) {
  const loaded = loadAcquisitionCase(FILE, ['draws=1000', ...settings]);
  if (!loaded.ok) throw new Error(JSON.stringify(loaded.problems));
  return costStudy(loaded.acquisition, loaded.fitted, 'npx cupola cost case.yaml', loaded.interceptors);
}

const usual = study();

describe('the case that comes with the program', () => {
  it('has a register in which every number says where it is from', () => {
    expect(usual.assumptions.map(({ id }) => id)).toEqual([...LAYER_INPUT_IDS]);
    expect(usual.assumptions.filter(({ sources, note }) => sources.length === 0 || note === '')).toEqual([]);
  });

  it('takes the slope that its awards give, and their interval', () => {
    const { learningSlope } = usual.acquisition.assumptions;
    expect(learningSlope.value).toBeCloseTo(usual.fitted.slope, 3);
    expect(learningSlope.distribution).toMatchObject({
      low: Number(usual.fitted.low.toFixed(3)),
      high: Number(usual.fitted.high.toFixed(3)),
    });
  });

  it('costs less with fewer satellites, and with a steeper slope', () => {
    expect(study(['satellites.count=400']).estimate.total.mean).toBeLessThan(usual.estimate.total.mean);
    expect(study(['assumptions.learningSlope={ value: 0.85 }']).estimate.total.mean).toBeLessThan(
      study(['assumptions.learningSlope={ value: 0.95 }']).estimate.total.mean,
    );
  });

  it('gives the same bytes again', () => {
    expect(JSON.stringify(costAnswer(study()))).toBe(JSON.stringify(costAnswer(usual)));
  });
});

describe('a second fleet', () => {
  const calculators = study([
    'interceptors.count=998',
    'interceptors.assumptions.operationsUsdMPerYear={ value: 450 }',
  ]);

  it('costs what the public calculator says for its own defaults, and is in no other figure', () => {
    const answer = costAnswer(calculators);
    expect((answer.interceptors?.calculator.total ?? 0) / 1000).toBeCloseTo(104.4, 1);
    expect(answer.total).toEqual(costAnswer(usual).total);
    expect(answer.interceptors?.assumptions.every(({ sources }) => sources.length > 0)).toBe(true);
  });

  it('is told in both ways, with what lies between them', () => {
    const html = renderCost(calculators);
    expect(html).toContain('A second fleet, both published ways');
    expect(html).toContain('One price for every unit, 22 million');
  });

  it('is refused where no launcher carries one', () => {
    const loaded = loadAcquisitionCase(FILE, ['interceptors.assumptions.massKg={ value: 60000 }']);
    expect(loaded.ok ? [] : loaded.problems.map(({ path }) => path)).toEqual([
      'interceptors.assumptions.massKg.value',
    ]);
  });
});

describe('the page', () => {
  const html = renderCost(usual);

  it('asks for nothing from outside, has no empty number and says that it is no estimate of a programme', () => {
    expect(html).not.toMatch(/\b(src|href)="(?!#)|url\(|@import|https?:|NaN|undefined|Infinity|\[object/);
    expect(html).toContain('not an estimate of the actual programme');
    for (const id of ['s-curve', 'sand', 'tornado']) expect(html).toContain(`<figure id="${id}">`);
  });

  it('does without a tornado when everything is certain', () => {
    const certain = LAYER_INPUT_IDS.map(
      (id) => `assumptions.${id}={ value: ${usual.acquisition.assumptions[id].value} }`,
    );
    const sure = renderCost(study(certain));
    expect(sure).not.toContain('<figure id="tornado">');
    expect(sure).not.toMatch(/NaN|undefined|Infinity/);
  });

  it('says first what it costs', () => {
    const { p20, p80 } = usual.estimate.total;
    expect(costHeadlines(usual)[0]).toContain(`${billions(p20)} to ${billions(p80)} billion`);
    expect([billions(950), billions(12_345), billions(201_000)]).toEqual(['0.95', '12.3', '201']);
  });
});

it('a file that is not there is told as a problem', () => {
  expect(loadAcquisitionCase('/no/such/case.yaml')).toMatchObject({
    ok: false,
    problems: [{ expected: 'a file that can be read' }],
  });
});
