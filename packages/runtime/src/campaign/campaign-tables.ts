import type { ObjectAnswer, RunAnswer, StatedProbability, Variant } from '@cupola/core/campaign';
import { flatColumns } from '../tables/flat-columns.ts';
import { parquetBytes } from '../tables/parquet.ts';

/** One row for each run; swept values stand in columns of their own, `sweep.<name>`. */
export function runsTable(answers: readonly RunAnswer[], variants: readonly Variant[]): Uint8Array {
  return parquetBytes(
    flatColumns(
      answers.map(({ objects, falseTrackDeclarations, ...answer }) => ({
        ...answer,
        objects: objects.length,
        falseTrackDeclarations: falseTrackDeclarations.length,
        ...sweptValues(answer, variants),
      })),
    ),
  );
}

/** One row for each object of each run. */
export function objectsTable(answers: readonly RunAnswer[], variants: readonly Variant[]): Uint8Array {
  return parquetBytes(
    flatColumns(
      answers.flatMap(({ objects, run, variant, seed }) =>
        objects.map((object) => ({
          run,
          variant,
          seed,
          ...objectRow(object),
          ...sweptValues({ variant }, variants),
        })),
      ),
    ),
  );
}

/** What was stated at each time stands beside the rest: `at60SJointProb`, ..., `afterBurnoutJointProb`. */
function objectRow({ stated, ...object }: ObjectAnswer): object {
  return { ...object, ...Object.fromEntries(stated.map(statedEntry)) };
}

function statedEntry({ at, ...values }: StatedProbability): [string, object] {
  return [at === 'burnout+60' ? 'afterBurnout' : `at${at}S`, values];
}

function sweptValues(
  { variant }: { readonly variant: number },
  variants: readonly Variant[],
): Record<string, string | number> {
  const labels = Object.entries(variants[variant]?.labels ?? {});
  return Object.fromEntries(labels.map(([name, label]) => [`sweep.${name}`, label]));
}
