import { loadAcquisitionCase } from './cost/load-case.ts';
import { foundCase } from './found-case.ts';
import type { NamedCase } from './found-case.ts';

/** Finds and checks the case, so that what is wrong with it is told before anything runs. */
export function namedCase(name: string | undefined, scenarioFile: string): NamedCase {
  const found = foundCase(name, scenarioFile);
  if (found.file === null) return found;
  const loaded = loadAcquisitionCase(found.file);
  return loaded.ok ? found : { file: null, data: {}, problems: loaded.problems };
}
