import { basename, extname } from 'node:path';
import { catalogueStart, combinedEphemeris } from '@cupola/core/constellation';
import type { Outages } from '@cupola/core/constellation';
import { julianDateFromIso, present } from '@cupola/core/foundation';
import type { JulianDate, SimTimeUs } from '@cupola/core/foundation';
import type { MovingSatellites } from '@cupola/core/mission';
import { SCENARIO_DEFAULTS } from '@cupola/core/scenario';
import type { Problem } from '@cupola/core/scenario';
import { readCatalogue, readSelection } from '@cupola/contract';
import { inFile, loadScenario, missingFile, textOf } from '../mission/load-scenario.ts';
import { satellitesOfCatalogue } from './catalogue-satellites.ts';
import { isScenario } from './is-scenario.ts';
import { scenarioSatellites } from './scenario-satellites.ts';

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
    ? fromScenario(file, flags, problems)
    : fromCatalogue(file, text, flags, problems);
}

function fromScenario(
  file: string,
  flags: SatelliteFlags,
  flagProblems: readonly Problem[],
): SatelliteFileOutcome {
  const { scenario, catalogues, problems: ofScenario } = loadScenario(file, []);
  const problems = [...flagProblems, ...catalogueFlagProblems(flags), ...ofScenario];
  if (scenario === null || problems.length > 0) return { ok: false, problems };
  const { groups, moving, outages, ...found } = scenarioSatellites(scenario, catalogues, {
    from: present(julianDateFromIso(flags.from ?? scenario.epoch)),
    durationS: flags.durationS,
    maxElementAgeDays: flags.maxElementAgeDays ?? scenario.maxElementAgeDays,
  });
  if (found.problems.length > 0) return { ok: false, problems: inFile(found.problems, file) };
  const { window, fromUs } = groups;
  return {
    ok: true,
    skipped: [],
    satellites: {
      ids: moving.flatMap((part) => part.ids),
      names: moving.flatMap((part) => part.names),
      objectIds: moving.flatMap((part) => part.objectIds),
      planes: moving.flatMap((part) => part.planes),
      outages,
      groupIds: scenario.satellites.flatMap(({ id }, index) => moving[index]?.ids.map(() => id) ?? []),
      ephemeris: combinedEphemeris(moving.map((part) => part.ephemeris)),
      epoch: window.epoch,
      from: window.from,
      fromUs,
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
  const from = present(flags.from === null ? catalogueStart(elements) : julianDateFromIso(flags.from));
  const found = satellitesOfCatalogue(file, elements, flags.select.length === 0 ? null : selection.select, {
    from,
    durationS: flags.durationS,
    maxElementAgeDays: flags.maxElementAgeDays ?? SCENARIO_DEFAULTS.maxElementAgeDays,
  });
  if (found.problems.length > 0) return { ok: false, problems: found.problems };
  const { satellites } = found;
  const groupId = basename(file, extname(file));
  return {
    ok: true,
    skipped: inFile(outcome.skipped, file),
    satellites: {
      ...satellites,
      groupIds: satellites.ids.map(() => groupId),
      outages: { lost: new Uint8Array(satellites.ids.length), periods: new Map() },
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
