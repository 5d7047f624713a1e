import { flatColumns } from '../../../tables/flat-columns.ts';
import type { TableColumn } from '../../../tables/parquet.ts';
import { shellsText } from '../design-report.ts';
import type { DesignReport } from './design-study.ts';

/** One row per design compared, with every value that a design has: columns follow the answer. Missing numbers are NaN. */
export function designColumns({ candidates, front, knee }: DesignReport): readonly TableColumn[] {
  // The answer holds a design more than once, and no two designs have the same values.
  const ofFront = new Set(front.map((entry) => JSON.stringify(entry)));
  const ofKnee = knee === null ? null : JSON.stringify(knee);
  return flatColumns(
    candidates.map((entry) => {
      const text = JSON.stringify(entry);
      return { ...entry, shells: shellsText(entry), onFront: ofFront.has(text), knee: text === ofKnee };
    }),
  );
}

/** What ten more satellites bring, one row for each step of the front. */
export function marginalColumns({ marginal }: DesignReport): readonly TableColumn[] {
  return flatColumns(marginal);
}
