import type { Provenance } from '../page/reproduction.ts';
import { cupolaVersion, sourceHash } from './source-hash.ts';

/**
 * What makes an answer of this program.
 *
 * @param command - That gives the same answer.
 */
export function provenanceOf(command: string): Provenance {
  return { cupola: cupolaVersion(), simulated: true, command, sourceHash: sourceHash() };
}
