import type { Problem } from '@cupola/core/scenario';
import type { FleetWanted } from '@cupola/runtime';
import { shellFlag } from '../design/shell-flag.ts';

const SHELL = /^(?:delta|star):/;
const LIMITS = { most: 100_000, lowestKm: 160, highestKm: 50_000 };

/** What the argument SATELLITES means: a shell such as `delta:200/20/1:300:45`, or a file; null after a problem. */
export function fleetSource(text: string, problems: Problem[]): FleetWanted['source'] | null {
  if (!SHELL.test(text)) return { kind: 'file', file: text };
  const shell = shellFlag('SATELLITES', text, LIMITS, problems);
  return shell === null ? null : { kind: 'shell', shell };
}
