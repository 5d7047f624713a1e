import { dirname, resolve } from 'node:path';
import type { Problem } from '@cupola/core/scenario';
import { shortDigest } from '../mission/digest.ts';
import { missingNamed, namedFile, textOf } from '../mission/load-scenario.ts';
import { loadAcquisitionCase } from './cost/load-case.ts';
import { PROGRAM_DATA, programData } from './program-data.ts';

/** The acquisition case that a scenario names. */
export interface NamedCase {
  /** Null when the scenario names none, or it cannot be used. */
  readonly file: string | null;
  /** Hash of the file, of the catalogue of its hosts, and of the registers it rests on. */
  readonly data: Readonly<Record<string, string>>;
  readonly problems: readonly Problem[];
}

/** Finds and checks the case, so that what is wrong with it is told before anything runs. */
export function namedCase(name: string | undefined, scenarioFile: string): NamedCase {
  if (name === undefined) return { file: null, data: {}, problems: [] };
  const found = namedFile(name, scenarioFile);
  const text = found.file === null ? null : textOf(found.file);
  if (found.file === null || text === null) {
    const asked = { path: 'acquisition', name, found, what: 'an acquisition file' };
    return { file: null, data: {}, problems: [missingNamed(asked, scenarioFile)] };
  }
  const { file } = found;
  const loaded = loadAcquisitionCase(file);
  if (!loaded.ok) return { file: null, data: {}, problems: loaded.problems };
  const hosts = loaded.file.deployment?.hosts?.catalogue;
  const elements = hosts === undefined ? null : textOf(resolve(dirname(file), hosts));
  return {
    file,
    data: {
      [name]: shortDigest([text]),
      ...(hosts === undefined || elements === null ? {} : { [hosts]: shortDigest([elements]) }),
      ...Object.fromEntries(
        PROGRAM_DATA.map((each) => [`data/acquisition/${each}`, shortDigest([programData(each)])]),
      ),
    },
    problems: [],
  };
}
