import type { DataMode } from '../picture/records.ts';

const WORDS: Readonly<Record<DataMode, string>> = {
  SIMULATED: 'SIMULATED: no sensor measured this.',
  EXERCISE: 'EXERCISE: no sensor measured this.',
  TEST: 'TEST: no sensor measured this.',
};

/** The mode as people read it, for fields of free text. */
export function modeSentence(dataMode: DataMode): string {
  return WORDS[dataMode];
}
