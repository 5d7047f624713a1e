import type { MoneyTables } from './read-money.ts';

const INDEX: MoneyTables['index'] = {
  title: 'Index',
  source: 's',
  asOf: '2026-11',
  assumedFromYear: 2026,
  levelOfYear: new Map([
    [2025, 100],
    [2026, 110],
  ]),
};
export const TABLES: MoneyTables = {
  index: INDEX,
  inflation: {
    title: 'Inflation',
    asOf: '2026-11',
    sources: [],
    note: 'n',
    ofYear: new Map(Array.from({ length: 60 }, (_, i) => [2027 + i, 0.02])),
  },
  discount: {
    title: 'Rates',
    editions: [
      {
        year: 2026,
        asOf: '2026-11',
        real: { termYears: [3, 30], rates: [2, 2.5] },
        nominal: { termYears: [3, 30], rates: [4, 4.5] },
        sources: [],
        note: 'n',
      },
    ],
  },
};
