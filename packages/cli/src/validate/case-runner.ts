/** Text of a data file that a case names, by its path relative to the folder `validation/`. */
export type ReadCaseFile = (path: string) => string;

/** The inputs of one case as `validation/published.json` states them: numbers, names, lists, with units in their keys. */
export type CaseInputs = Readonly<Record<string, unknown>>;

/** What a case yields: a number, a list of them or an answer, for each key that the published case expects. */
export type CaseActual = Readonly<Record<string, number | boolean | readonly number[]>>;

/** Computes one published case with this program's own models, under the case's own constants and conventions. */
export type CaseRunner = (inputs: CaseInputs, read: ReadCaseFile) => CaseActual;
