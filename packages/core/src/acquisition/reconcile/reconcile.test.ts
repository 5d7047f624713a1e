import { describe, expect, it } from 'vitest';
import { priceRatio } from '../money/price-index.ts';
import type { PriceIndex } from '../money/price-index.ts';
import type { HeadlineFigure } from './headline-figure.ts';
import { reconcile } from './reconcile.ts';

const INDEX: PriceIndex = {
  title: 'Index',
  source: 's',
  asOf: '2026-11',
  assumedFromYear: 2026,
  levelOfYear: new Map([
    [2004, 80],
    [2025, 120],
    [2026, 126],
  ]),
};

const BASE: HeadlineFigure = {
  id: 'a',
  title: 'A',
  usdB: [100, 200],
  dollars: 2025,
  madeInYear: 2025,
  years: 20,
  layers: ['space-interceptors'],
  missiles: [1, 2],
  scope: 's',
  source: 's',
  confidence: 'read',
};

describe('a published total on the common axis', () => {
  it('is turned into dollars of one year, by year and by missile', () => {
    const [one] = reconcile([BASE], INDEX, 2026);
    expect(one?.usdBOfBaseYear).toEqual([105, 210]);
    expect(one?.usdBPerYear).toEqual([5.25, 10.5]);
    // The fewest dollars over the most missiles, and the other way round.
    expect(one?.usdBPerMissile).toEqual([52.5, 210]);
  });

  it('stays as it is in dollars of its own year, without a caution about prices', () => {
    const [one] = reconcile([BASE], INDEX, 2025);
    expect(one?.usdBOfBaseYear).toEqual(BASE.usdB);
    expect(one?.cautions).toEqual([]);
  });

  it('is comparable only with what covers the same layers and years', () => {
    const found = reconcile(
      [
        BASE,
        { ...BASE, id: 'same' },
        { ...BASE, id: 'shorter', years: 10 },
        { ...BASE, id: 'more', layers: ['space-interceptors', 'sensing'] },
        { ...BASE, id: 'no-years', years: null },
        { ...BASE, id: 'no-content', layers: ['unknown'] },
        { ...BASE, id: 'no-content-either', layers: ['unknown'] },
      ],
      INDEX,
      2025,
    );
    expect(found.map((each) => each.comparableWith)).toEqual([['same'], ['a'], [], [], [], [], []]);
  });

  it('says what was not published instead of guessing it', () => {
    const [one] = reconcile(
      [
        {
          ...BASE,
          dollars: 'unknown',
          years: null,
          layers: ['unknown'],
          missiles: null,
          confidence: 'copy, unverified',
        },
      ],
      INDEX,
      2026,
    );
    expect(one?.usdBPerYear).toBeNull();
    expect(one?.usdBPerMissile).toBeNull();
    expect(one?.cautions).toEqual([
      'the year of its dollars was not published; taken as 2025',
      'the years it covers were not published',
      'what it buys was not published, or not seen',
      'no number of missiles was published',
      'known from a copy only',
      'the price level of 2026 is an assumption',
    ]);
  });
});

it('a year without a level is told with the years there are', () => {
  expect(priceRatio(INDEX, 1999, 2026)).toEqual({
    ok: false,
    error: {
      code: 'year-not-in-table',
      detail: 'Index of 2026-11 has no level for 1999; it goes from 2004 to 2026',
    },
  });
});
