import { basename, extname } from 'node:path';
import {
  catalogueStart,
  combinedEphemeris,
  selectSatellites,
  selectionFaults,
} from '@cupola/core/constellation';
import type { Outages } from '@cupola/core/constellation';
import { US_PER_S, daysBetween, julianDateFromIso } from '@cupola/core/foundation';
import type { JulianDate, SimTimeUs } from '@cupola/core/foundation';
import { catalogueSatellites, groupSatellites, ownOutages } from '@cupola/core/mission';
import type { CheckedInterval, MovingSatellites } from '@cupola/core/mission';
import { SCENARIO_DEFAULTS } from '@cupola/core/scenario';
import type { Problem } from '@cupola/core/scenario';
import { readCatalogue, readScenario, readSelection } from '@cupola/contract';
import { KNOWN_IDS } from '../known-ids.ts';
import { inFile, loadCatalogues, missingFile, textOf } from '../mission/load-mission.ts';
import type { Catalogues } from '../mission/load-mission.ts';
import { isScenario } from './is-scenario.ts';

/** Which satellites of a file, and over which time they will be asked for. */
export interface SatelliteFlags {
  /** `KEY=VALUE` with the keys of a scenario's `select`; only for a catalogue, as a scenario's groups have their own. */
  readonly select: readonly string[];
  /** UTC instant; null for the scenario's epoch, or the first 00:00 UTC after the newest elements of a catalogue. */
  readonly from: string | null;
  /** How long from `from`, s: elements must be fresh and orbits must last as long. */
  readonly durationS: number;
  /** Largest age of element sets, days; null for the scenario's own, or 30. */
  readonly maxElementAgeDays: number | null;
  /** Use what can be read of a catalogue; otherwise one bad record refuses the file. */
  readonly skipBad: boolean;
}

/** All satellites of a scenario or a catalogue, with their motion. Lists have one entry per satellite. */
export interface LoadedSatellites extends Omit<MovingSatellites, 'isSpare' | 'nodeRatesRadPerS'> {
  readonly groupIds: readonly string[];
  /** Who is out of service and when, in the ephemeris' time; nobody of a catalogue file. */
  readonly outages: Outages;
  /** Zero of the ephemeris' time, and the instant whose axes are its inertial frame. */
  readonly epoch: JulianDate;
  /** The first instant asked for, and the same as time of the ephemeris. */
  readonly from: JulianDate;
  readonly fromUs: SimTimeUs;
}

export type SatelliteFileOutcome =
  | {
      readonly ok: true;
      readonly satellites: LoadedSatellites;
      /** Records of a catalogue that were left out; empty unless `skipBad`. */
      readonly skipped: readonly Problem[];
    }
  | { readonly ok: false; readonly problems: readonly Problem[] };

const US_PER_DAY = 86_400 * US_PER_S;

/**
 * Satellites from a scenario (all groups under `satellites`), an OMM or a TLE file, checked for age and decay over the time asked.
 *
 * Without a selection a catalogue file means every object in it; with one it is selected as in a scenario.
 *
 * @returns Every problem at once, each with its file.
 */
export function loadSatellites(file: string, flags: SatelliteFlags): SatelliteFileOutcome {
  const problems = fromProblems(flags.from);
  const text = textOf(file);
  if (text === null) return { ok: false, problems: [missingFile(file), ...problems] };
  return isScenario(file, text)
    ? fromScenario(file, text, flags, problems)
    : fromCatalogue(file, text, flags, problems);
}

function fromScenario(
  file: string,
  text: string,
  flags: SatelliteFlags,
  flagProblems: readonly Problem[],
): SatelliteFileOutcome {
  const outcome = readScenario(text, KNOWN_IDS);
  const catalogues: Catalogues = new Map();
  const problems = [...flagProblems, ...catalogueFlagProblems(flags)];
  if (!outcome.ok) problems.push(...inFile(outcome.problems, file));
  problems.push(...loadCatalogues(outcome.catalogues, file, catalogues, {}));
  if (!outcome.ok || problems.length > 0) return { ok: false, problems };
  const { scenario } = outcome;
  const epoch = julianDateFromIso(scenario.epoch);
  const from = flags.from === null ? epoch : julianDateFromIso(flags.from);
  if (epoch === null || from === null) return { ok: false, problems };
  const interval: CheckedInterval = {
    from,
    durationS: flags.durationS,
    maxElementAgeDays: flags.maxElementAgeDays ?? scenario.maxElementAgeDays,
  };
  const groups = scenario.satellites.map((group, index) => ({
    id: group.id,
    ...groupSatellites(group, `satellites.${index}`, { catalogues, epoch, interval }),
  }));
  const { outages, problems: outageProblems } = ownOutages(groups, scenario.outages, scenario.seed);
  const found = inFile([...groups.flatMap((group) => group.problems), ...outageProblems], file);
  if (found.length > 0) return { ok: false, problems: found };
  const parts = groups.map((group) => group.satellites);
  return {
    ok: true,
    skipped: [],
    satellites: {
      ids: parts.flatMap((part) => part.ids),
      names: parts.flatMap((part) => part.names),
      objectIds: parts.flatMap((part) => part.objectIds),
      planes: parts.flatMap((part) => part.planes),
      outages,
      groupIds: groups.flatMap(({ id, satellites }) => satellites.ids.map(() => id)),
      ephemeris: combinedEphemeris(parts.map((part) => part.ephemeris)),
      epoch,
      from,
      fromUs: Math.round(daysBetween(epoch, from) * US_PER_DAY),
    },
  };
}

function fromCatalogue(
  file: string,
  text: string,
  flags: SatelliteFlags,
  flagProblems: readonly Problem[],
): SatelliteFileOutcome {
  const outcome = readCatalogue(file, text, { skipBad: flags.skipBad });
  const selection = readSelection(flags.select);
  const problems = [...flagProblems];
  if (!selection.ok) problems.push(...selection.problems);
  if (!outcome.ok) problems.push(...inFile(outcome.problems, file));
  if (!outcome.ok || !selection.ok || problems.length > 0) return { ok: false, problems };
  const { elements } = outcome;
  const chosen = flags.select.length === 0 ? elements : selectSatellites(elements, selection.select);
  const from = flags.from === null ? catalogueStart(elements) : julianDateFromIso(flags.from);
  const faults = selectionFaults(elements, selection.select);
  if (from === null || faults.length > 0) {
    const found = faults.map(({ key, expected, message }) => ({
      path: key === null ? '' : `--select ${key}`,
      value: key === null ? file : selection.select[key],
      expected,
      message,
      file,
    }));
    return { ok: false, problems: found };
  }
  const interval: CheckedInterval = {
    from,
    durationS: flags.durationS,
    maxElementAgeDays: flags.maxElementAgeDays ?? SCENARIO_DEFAULTS.maxElementAgeDays,
  };
  const named = { path: '', catalogue: basename(file) };
  const found = catalogueSatellites('', chosen, from, interval, named);
  if (found.problems.length > 0) {
    const asked = found.problems.map((problem) => asFlag(problem, named.catalogue));
    return { ok: false, problems: inFile(asked, file) };
  }
  const groupId = basename(file, extname(file));
  return {
    ok: true,
    skipped: inFile(outcome.skipped, file),
    satellites: {
      ...found.satellites,
      groupIds: chosen.map(() => groupId),
      outages: { lost: new Uint8Array(chosen.length), periods: new Map() },
      epoch: from,
      from,
      fromUs: 0,
    },
  };
}

function fromProblems(from: string | null): Problem[] {
  if (from === null || julianDateFromIso(from) !== null) return [];
  const expected = 'a UTC instant such as 2026-07-24T00:00:00Z';
  return [{ path: '--from', value: from, expected, message: `"${from}" is not an instant` }];
}

/** Flags that say something about a catalogue by itself. */
function catalogueFlagProblems({ select, skipBad }: SatelliteFlags): Problem[] {
  const problems: Problem[] = [];
  if (select.length > 0) {
    const message = 'the groups of a scenario have a `select` of their own';
    problems.push({ path: '--select', value: select, expected: '--select only with a catalogue', message });
  }
  if (skipBad) {
    const message = 'what a scenario names is used whole';
    problems.push({ path: '--skip-bad', value: true, expected: '--skip-bad only with a catalogue', message });
  }
  return problems;
}

/** A catalogue by itself has no key `maxElementAgeDays`, and its name stands before the problem already. */
function asFlag(problem: Problem, name: string): Problem {
  return {
    ...problem,
    expected: problem.expected.replace('maxElementAgeDays', '--max-age-days'),
    message: problem.message.replace(`${name}: `, ''),
  };
}
