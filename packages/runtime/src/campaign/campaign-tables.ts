import { SAMPLE_TIMES } from '@cupola/core/campaign';
import type { ObjectAnswer, RunAnswer, Variant } from '@cupola/core/campaign';
import { CUSTODY_PHASES } from '@cupola/core/custody';
import { parquetBytes } from '../tables/parquet.ts';
import type { TableColumn } from '../tables/parquet.ts';

/** An answer beside the variant it was run in. */
interface Row<T> {
  readonly variant: Variant;
  readonly answer: RunAnswer;
  readonly value: T;
}

type Cell = number | string | boolean | null;
type Columns<T> = Readonly<Record<string, (row: Row<T>) => Cell>>;

const RUN_COLUMNS: Columns<null> = {
  run: ({ answer }) => answer.run,
  variant: ({ answer }) => answer.variant,
  seed: ({ answer }) => answer.seed,
  epoch: ({ answer }) => answer.epoch,
  endS: ({ answer }) => answer.endS,
  objects: ({ answer }) => answer.objects.length,
  tracksConfirmed: ({ answer }) => answer.tracksConfirmed,
  falseTracks: ({ answer }) => answer.falseTracks,
  identitySwitches: ({ answer }) => answer.identitySwitches,
  falseTrackDeclarations: ({ answer }) => answer.falseTrackDeclarations,
};

const OBJECT_COLUMNS: Columns<ObjectAnswer> = {
  run: ({ answer }) => answer.run,
  variant: ({ answer }) => answer.variant,
  seed: ({ answer }) => answer.seed,
  object: ({ value }) => value.object,
  kind: ({ value }) => value.kind,
  vehicle: ({ value }) => value.vehicle,
  weapon: ({ value }) => value.weapon,
  launchAtS: ({ value }) => value.launchAtS,
  launchLatDeg: ({ value }) => value.launchLatDeg,
  launchLonDeg: ({ value }) => value.launchLonDeg,
  impactLatDeg: ({ value }) => value.impactLatDeg,
  impactLonDeg: ({ value }) => value.impactLonDeg,
  inRegions: ({ value }) => value.inRegions,
  insideKm: ({ value }) => value.insideKm,
  cloudBreakS: ({ value }) => value.cloudBreakS,
  burnoutS: ({ value }) => value.burnoutS,
  impactS: ({ value }) => value.impactS,
  firstDetectedS: ({ value }) => value.firstDetectedS,
  confirmedS: ({ value }) => value.confirmedS,
  declaredS: ({ value }) => value.declaredS,
  firstDeclaredS: ({ value }) => value.firstDeclaredS,
  firstDeclaredProb: ({ value }) => value.firstDeclaredProb,
  revocations: ({ value }) => value.revocations,
  longestGapS: ({ value }) => value.longestGapS,
  ...Object.fromEntries(
    CUSTODY_PHASES.flatMap((phase) => [
      [`${phase}Custody`, ({ value }: Row<ObjectAnswer>) => value.custody[phase]],
      [`${phase}ErrorKm`, ({ value }: Row<ObjectAnswer>) => value.positionErrorKm[phase]],
    ]),
  ),
  ...Object.fromEntries(SAMPLE_TIMES.flatMap(statedColumns)),
};

/** `jointProbAt60S`, ..., `jointProbAfterBurnout`. */
function statedColumns(at: string, index: number): [string, (row: Row<ObjectAnswer>) => Cell][] {
  const ending = at === 'burnout+60' ? 'AfterBurnout' : `At${at}S`;
  return [
    [`jointProb${ending}`, ({ value }) => value.stated[index]?.jointProb ?? null],
    [`unionProb${ending}`, ({ value }) => value.stated[index]?.unionProb ?? null],
    [`weaponProb${ending}`, ({ value }) => value.stated[index]?.weaponProb ?? null],
    [`phase${ending}`, ({ value }) => value.stated[index]?.phase ?? null],
    [`longWaveSatellites${ending}`, ({ value }) => value.stated[index]?.longWaveSatellites ?? null],
    [`impactSigmaKm${ending}`, ({ value }) => value.stated[index]?.impactSigmaKm ?? null],
  ];
}

/** One row for each run. */
export function runsTable(answers: readonly RunAnswer[], variants: readonly Variant[]): Uint8Array {
  return table(
    rowsOf(answers, variants, () => [null]),
    RUN_COLUMNS,
    variants,
  );
}

/** One row for each object of each run. */
export function objectsTable(answers: readonly RunAnswer[], variants: readonly Variant[]): Uint8Array {
  return table(
    rowsOf(answers, variants, (answer) => answer.objects),
    OBJECT_COLUMNS,
    variants,
  );
}

function rowsOf<T>(
  answers: readonly RunAnswer[],
  variants: readonly Variant[],
  values: (answer: RunAnswer) => readonly T[],
): readonly Row<T>[] {
  return answers.flatMap((answer) => {
    const variant = variants[answer.variant];
    return variant === undefined ? [] : values(answer).map((value) => ({ variant, answer, value }));
  });
}

/** Swept values stand in columns of their own, after the others. */
function table<T>(rows: readonly Row<T>[], columns: Columns<T>, variants: readonly Variant[]): Uint8Array {
  const swept = Object.keys(variants[0]?.labels ?? {});
  return parquetBytes([
    ...Object.entries(columns).map(([name, cell]) => column(name, rows.map(cell))),
    ...swept.map((name) =>
      column(
        `sweep.${name}`,
        rows.map(({ variant }) => variant.labels[name] ?? null),
      ),
    ),
  ]);
}

/** Truth values are 0 and 1; numbers that are missing are NaN. */
function column(name: string, cells: readonly Cell[]): TableColumn {
  if (cells.some((cell) => typeof cell === 'string')) {
    return { name, kind: 'text', values: cells.map((cell) => (cell === null ? null : String(cell))) };
  }
  return {
    name,
    kind: 'number',
    values: Float64Array.from(cells, (cell) => (cell === null ? Number.NaN : Number(cell))),
  };
}
