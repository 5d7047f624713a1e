import type { MeanElements } from '@cupola/core/constellation';
import type { Problem } from '@cupola/core/scenario';

/** The ways a catalogue can be written: two- and three-line element sets, and orbit mean-elements messages in four spellings. */
export const CATALOGUE_FORMATS = ['tle', 'omm-json', 'omm-csv', 'omm-kvn', 'omm-xml'] as const;
export type CatalogueFormat = (typeof CATALOGUE_FORMATS)[number];

/**
 * The element sets of a catalogue file in its order, or what is wrong with the file. A problem has the line; in an OMM also the record, from
 * 0, as the beginning of the path and in the message.
 */
export type CatalogueOutcome =
  | {
      readonly ok: true;
      readonly format: CatalogueFormat;
      readonly elements: readonly MeanElements[];
      /** Problems of records that were left out; empty unless that was asked for. */
      readonly skipped: readonly Problem[];
    }
  | { readonly ok: false; readonly problems: readonly Problem[] };

/** What the reader of one format found. */
export interface CatalogueRecords {
  readonly elements: readonly LocatedElements[];
  readonly problems: readonly Problem[];
}

export interface LocatedElements {
  /** First line of the record, from 1. */
  readonly line: number;
  readonly elements: MeanElements;
}
