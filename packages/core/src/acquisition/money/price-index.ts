/** Price level by year, from a dated table. */
export interface PriceIndex {
  readonly title: string;
  readonly source: string;
  readonly asOf: string;
  /** From this year on levels are assumptions. */
  readonly assumedFromYear: number;
  readonly levelOfYear: ReadonlyMap<number, number>;
}

export type PriceRatio =
  | { readonly ok: true; readonly ratio: number }
  /** `year-not-in-table`: the index has no level for a year; `detail` says which years it has. */
  | { readonly ok: false; readonly error: { readonly code: 'year-not-in-table'; readonly detail: string } };

/** What an amount in dollars of one year is multiplied by to be in dollars of another. */
export function priceRatio(index: PriceIndex, fromYear: number, toYear: number): PriceRatio {
  const from = index.levelOfYear.get(fromYear);
  const to = index.levelOfYear.get(toYear);
  if (from !== undefined && to !== undefined) return { ok: true, ratio: to / from };
  const years = [...index.levelOfYear.keys()].toSorted((a, b) => a - b);
  const missing = from === undefined ? fromYear : toYear;
  return {
    ok: false,
    error: {
      code: 'year-not-in-table',
      detail: `${index.title} of ${index.asOf} has no level for ${missing}; it goes from ${years[0] ?? '-'} to ${years.at(-1) ?? '-'}`,
    },
  };
}
