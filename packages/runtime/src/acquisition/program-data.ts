import { readFileSync } from 'node:fs';

const DATA = new URL('../../../../data/acquisition/', import.meta.url);

/** All files of numbers that come with the program and that a case may rest on. */
export const PROGRAM_DATA = [
  'assumptions.yaml',
  'awards.yaml',
  'discount-rates.yaml',
  'inflation.yaml',
  'offers.yaml',
  'price-index.yaml',
] as const;

/** Text of a file of acquisition data that comes with the program. */
export function programData(name: string): string {
  return readFileSync(new URL(name, DATA), 'utf8');
}
