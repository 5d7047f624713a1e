import { reconcile } from '@cupola/core/acquisition';
import { describe, expect, it } from 'vitest';
import { headlinesOf } from './headlines.ts';
import { drawHeadlines } from './headline-figure.ts';
import { loadHeadlines } from './load-headlines.ts';
import { renderReconciliation } from './render-reconciliation.ts';
import { spanText } from './span-text.ts';

const { figures, index } = loadHeadlines();
const reconciled = reconcile(figures, index, 2026);

function usdB(id: string): number {
  return reconciled.find((each) => each.id === id)?.usdBOfBaseYear[0] ?? 0;
}

describe('the published totals that come with the program', () => {
  it('have ids of their own, and each says where it is from', () => {
    expect(new Set(figures.map(({ id }) => id)).size).toBe(figures.length);
    expect(figures.filter(({ source, confidence }) => source === '' || confidence === '')).toEqual([]);
  });

  it('keep the effect of the launch price that was published, whatever the dollars: -39.0 and -34.8 %', () => {
    expect(usdB('cbo-2025-low-new') / usdB('cbo-2025-low-old') - 1).toBeCloseTo(-0.39, 3);
    expect(usdB('cbo-2025-high-new') / usdB('cbo-2025-high-old') - 1).toBeCloseTo(-0.348, 3);
  });

  it('do not pretend that the administration and the budget office measure the same', () => {
    const administration = reconciled.find(({ id }) => id === 'administration-2026');
    expect(administration?.comparableWith).toEqual([]);
  });
});

describe('the page', () => {
  const html = renderReconciliation({
    figures: reconciled,
    index,
    baseYear: 2026,
    provenance: { cupola: '0.1.0', simulated: true, command: 'npx cupola reconcile', sourceHash: '0' },
  });

  it('asks for nothing from outside and has no empty number', () => {
    expect(html).not.toMatch(/\b(src|href)="(?!#)|url\(|@import|NaN|undefined|Infinity|\[object/);
    expect(html).toContain('SIMULATED');
  });

  it('names every figure with its source', () => {
    for (const { title, source } of figures) {
      expect(html).toContain(title);
      expect(html).toContain(source);
    }
  });
});

it('bars stand at their dollars', () => {
  // 1 to 10,000 billion over 12 to 348 px: 84 px a decade.
  const [small] = reconcile(
    figures.filter(({ id }) => id === 'cbo-2026-interceptors'),
    index,
    2026,
  );
  const x = 12 + 84 * Math.log10(743);
  expect(small === undefined ? '' : drawHeadlines([small], 360).body).toContain(
    `x="${Math.round(x * 10) / 10}"`,
  );
});

it('names on a narrow axis begin at its left and tell one total from another', () => {
  const { body } = drawHeadlines(reconciled, 360);
  const names = [...body.matchAll(/<text x="([\d.]+)"[^>]*>([^<]*: [^<]*)</g)];
  expect(names).toHaveLength(reconciled.length);
  expect(new Set(names.map(([, x]) => x)).size).toBe(1);
  expect(new Set(names.map(([, , name]) => name?.split(': ')[0])).size).toBe(reconciled.length);
  for (const [, , name = ''] of names) expect(name.length).toBeLessThan(59);
});

it('sentences count what is in the list', () => {
  expect(headlinesOf(reconciled)[0]).toContain(`${figures.length} published totals run from 6.15 to 3,600`);
  expect(spanText([6.1496, 10.2494])).toBe('6.15–10.2');
  expect(spanText([743, 743])).toBe('743');
  expect(spanText([1191, 1191])).toBe('1,191');
});
