import type { CatalogueFormat } from '@cupola/contract';

/** Flags of `cupola catalogue`, as the command line gives them. */
export interface CatalogueFlags {
  readonly select: readonly string[];
  readonly to?: CatalogueFormat;
  readonly out?: string;
  readonly from?: string;
  readonly maxAgeDays?: number;
  readonly skipBad?: true;
  readonly json?: true;
}

/** What `--to` takes; named here so that the command line loads no reader before it needs one. */
export const CATALOGUE_FORMATS: readonly CatalogueFormat[] = [
  'tle',
  'omm-json',
  'omm-csv',
  'omm-kvn',
  'omm-xml',
];
