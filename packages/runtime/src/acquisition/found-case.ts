import { dirname, resolve } from 'node:path';
import { yamlText } from '@cupola/contract/scenario';
import type { Problem } from '@cupola/core/scenario';
import { shortDigest } from '../mission/digest.ts';
import { missingNamed, namedFile, textOf } from '../mission/load-scenario.ts';
import { PROGRAM_DATA, programData } from './program-data.ts';

/** The acquisition case that a scenario names. */
export interface NamedCase {
  /** Null when the scenario names none, or it cannot be used. */
  readonly file: string | null;
  /** Hash of the file, of the catalogue of its hosts, and of the registers it rests on. */
  readonly data: Readonly<Record<string, string>>;
  readonly problems: readonly Problem[];
}

/** Finds the case without checking what it says: enough for who operates a scenario and asks nothing of what it costs. */
export function foundCase(name: string | undefined, scenarioFile: string): NamedCase {
  if (name === undefined) return { file: null, data: {}, problems: [] };
  const found = namedFile(name, scenarioFile);
  const text = found.file === null ? null : textOf(found.file);
  if (found.file === null || text === null) {
    const asked = { path: 'acquisition', name, found, what: 'an acquisition file' };
    return { file: null, data: {}, problems: [missingNamed(asked, scenarioFile)] };
  }
  const { file } = found;
  const hosts = hostsOf(text);
  const elements = hosts === null ? null : textOf(resolve(dirname(file), hosts));
  return {
    file,
    data: {
      [name]: shortDigest([text]),
      ...(hosts === null || elements === null ? {} : { [hosts]: shortDigest([elements]) }),
      ...Object.fromEntries(
        PROGRAM_DATA.map((each) => [`data/acquisition/${each}`, shortDigest([programData(each)])]),
      ),
    },
    problems: [],
  };
}

/** The catalogue of hosts that a case names, as far as it can be read. */
function hostsOf(text: string): string | null {
  const catalogue = yamlText(text).document.getIn(['deployment', 'hosts', 'catalogue']);
  return typeof catalogue === 'string' ? catalogue : null;
}
