import { readFileSync } from 'node:fs';

const DATA = new URL('../../../../data/acquisition/', import.meta.url);

/** Text of a file of acquisition data that comes with the program. */
export function programData(name: string): string {
  return readFileSync(new URL(name, DATA), 'utf8');
}
