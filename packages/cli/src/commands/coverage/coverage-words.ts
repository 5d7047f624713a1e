import { commandWords } from '../command-words.ts';
import type { CoverageFlags } from './coverage-flags.ts';

/**
 * The command that gives the same answer again, as it would be typed.
 *
 * @param file - Null for designs without satellites beside them.
 */
export function coverageWords(file: string | null, flags: CoverageFlags): string {
  return commandWords('coverage', file, flags);
}
