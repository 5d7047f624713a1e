import type { MeanElements } from '@cupola/core/constellation';

/** One thing that is wrong in a catalogue file. */
export interface CatalogueProblem {
  /** TLE and JSON syntax: the line of the file, from 1. OMM: the record in the array, from 1. */
  readonly line: number;
  readonly problem: string;
  /** The line, or the beginning of the record, as it stands in the file. */
  readonly text: string;
}

/** Every element set of a catalogue file in its order, or everything that is wrong with the file. */
export type CatalogueOutcome =
  | { readonly ok: true; readonly elements: readonly MeanElements[] }
  | { readonly ok: false; readonly problems: readonly CatalogueProblem[] };
