import type { MeanElements } from '@cupola/core/constellation';
import type { Problem } from '@cupola/core/scenario';

/**
 * Every element set of a catalogue file in its order, or what is wrong with the file: of a TLE with its line, of an OMM with its record, from 0,
 * as the beginning of the path and in the message.
 */
export type CatalogueOutcome =
  | { readonly ok: true; readonly elements: readonly MeanElements[] }
  | { readonly ok: false; readonly problems: readonly Problem[] };
