import { csvText } from './csv.ts';
import type { EphemerisRequest } from './frame-sampler.ts';
import { oemPieceCount, oemText } from './oem.ts';
import { parquetPieceCount, parquetPieces } from './parquet-rows.ts';

/** Formats of ephemerides, which are also the endings of their files. */
export const EPHEMERIS_FORMATS = ['csv', 'oem', 'parquet'] as const;
export type EphemerisFormat = (typeof EPHEMERIS_FORMATS)[number];

/** What is to be written, in order; never the whole of it in memory. */
export interface EphemerisPieces {
  readonly pieces: Iterable<string | Uint8Array>;
  /** How many there will be. */
  readonly count: number;
}

/**
 * Ephemerides in a format.
 *
 * @param creationDate - UTC of the writing; only the orbit ephemeris message says it.
 */
export function ephemerisPieces(
  request: EphemerisRequest,
  format: EphemerisFormat,
  creationDate: string,
): EphemerisPieces {
  switch (format) {
    case 'csv':
      return { pieces: csvText(request), count: request.sampleCount + 1 };
    case 'oem':
      return { pieces: oemText(request, creationDate), count: oemPieceCount(request) };
    case 'parquet':
      return { pieces: parquetPieces(request), count: parquetPieceCount(request) };
    default:
      return format satisfies never;
  }
}
