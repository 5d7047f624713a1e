import {
  catalogueStart,
  combinedEphemeris,
  workingIndices,
  workingSatellites,
} from '@cupola/core/constellation';
import { daysBetween, julianDateFromIso, present } from '@cupola/core/foundation';
import type { MovingSatellites } from '@cupola/core/mission';
import type { Ephemeris } from '@cupola/core/physics';
import { SCENARIO_DEFAULTS } from '@cupola/core/scenario';
import type { Problem, Selection } from '@cupola/core/scenario';
import { readCatalogue } from '@cupola/contract';
import { loadMission } from '../mission/load-mission.ts';
import { inFile, missingFile, textOf } from '../mission/load-scenario.ts';
import { groupOfCatalogue, satellitesOfCatalogue } from './catalogue-satellites.ts';
import { isScenario } from './is-scenario.ts';
import type { SatelliteGroups } from './satellite-groups.ts';
import { scenarioSatellites } from './scenario-satellites.ts';

export interface WorkingSatellitesWanted {
  readonly file: string;
  /** UTC instant; null: the scenario's epoch, or the first midnight after the newest elements of a catalogue. */
  readonly from: string | null;
  readonly durationS: number;
  /** Of a catalogue; null when none was asked for. */
  readonly select: Selection | null;
  /** Of a scenario's random losses; null: its own. */
  readonly seed: number | null;
  /** Largest age of a catalogue's element sets, days; null for 30. A scenario has its own. */
  readonly maxElementAgeDays: number | null;
  /** Use what can be read of a catalogue; otherwise one bad record refuses the file. */
  readonly skipBad: boolean;
}

export type WorkingSatellitesOutcome =
  | {
      readonly ok: true;
      readonly satellites: SatelliteGroups;
      readonly ephemeris: Ephemeris;
      /** Of the satellites of the ephemeris. */
      readonly ids: readonly string[];
      /** Records of a catalogue that were left out; empty unless `skipBad`. */
      readonly skipped: readonly Problem[];
    }
  | { readonly ok: false; readonly problems: readonly Problem[] };

/** Further than this from its epoch a scenario is not carried, days. */
const FARTHEST_DAYS = 366;

/**
 * Satellites in service from a scenario, TLE or OMM file, in plain data from which a worker makes the same. A catalogue without a selection
 * means its operational shell. Every problem is told at once, with the file.
 */
export function loadWorkingSatellites(wanted: WorkingSatellitesWanted): WorkingSatellitesOutcome {
  const { file } = wanted;
  const text = textOf(file);
  if (text === null) return { ok: false, problems: [missingFile(file)] };
  const outcome = isScenario(file, text) ? fromScenario(wanted) : fromCatalogue(wanted, text);
  if (!outcome.ok) return outcome;
  const { satellites, moving, skipped } = outcome;
  const { lost } = satellites;
  const allIds = moving.flatMap((part) => part.ids);
  const ids = workingIndices(allIds.length, lost).map((index) => allIds[index] ?? '');
  const all = combinedEphemeris(moving.map((part) => part.ephemeris));
  return { ok: true, satellites, ephemeris: workingSatellites(all, lost), ids, skipped };
}

type Found =
  | {
      readonly ok: true;
      readonly satellites: SatelliteGroups;
      readonly moving: readonly MovingSatellites[];
      readonly skipped: readonly Problem[];
    }
  | { readonly ok: false; readonly problems: readonly Problem[] };

function fromScenario(wanted: WorkingSatellitesWanted): Found {
  const { file, from, durationS, select, seed } = wanted;
  const loaded = loadMission(file, seed === null ? [] : [`seed=${seed}`]);
  const problems = [...catalogueFlagProblems(wanted), ...(loaded.ok ? [] : loaded.problems)];
  if (select !== null) {
    const message = 'a scenario says itself which objects its groups take';
    problems.push({ path: '--select', value: select, expected: 'a catalogue to select from', message });
  }
  if (!loaded.ok || problems.length > 0) return { ok: false, problems };
  const { scenario, catalogues } = loaded.mission.inputs;
  const epoch = present(julianDateFromIso(scenario.epoch));
  const start = from === null ? epoch : present(julianDateFromIso(from));
  const days = Math.abs(daysBetween(epoch, start));
  if (days > FARTHEST_DAYS) {
    const expected = `an instant within ${FARTHEST_DAYS} days of the scenario's epoch, ${scenario.epoch}`;
    const message = `it is ${Math.round(days)} days from the epoch`;
    return { ok: false, problems: [{ path: '--from', value: from, expected, message }] };
  }
  const { maxElementAgeDays } = scenario;
  const found = scenarioSatellites(scenario, catalogues, { from: start, durationS, maxElementAgeDays });
  return found.problems.length > 0
    ? { ok: false, problems: inFile(found.problems, file) }
    : { ok: true, satellites: found.groups, moving: found.moving, skipped: [] };
}

/** Flags that say something about a catalogue by itself. */
function catalogueFlagProblems({ maxElementAgeDays, skipBad }: WorkingSatellitesWanted): Problem[] {
  const problems: Problem[] = [];
  if (maxElementAgeDays !== null) {
    const message = 'a scenario says itself how old elements may be';
    const expected = '`maxElementAgeDays` in the scenario';
    problems.push({ path: '--max-age-days', value: maxElementAgeDays, expected, message });
  }
  if (skipBad) {
    const message = 'what a scenario names is used whole';
    problems.push({ path: '--skip-bad', value: true, expected: '--skip-bad only with a catalogue', message });
  }
  return problems;
}

function fromCatalogue(wanted: WorkingSatellitesWanted, text: string): Found {
  const { file, from, durationS, select, skipBad } = wanted;
  const outcome = readCatalogue(file, text, { skipBad });
  if (!outcome.ok) return { ok: false, problems: inFile(outcome.problems, file) };
  const { elements } = outcome;
  const start = present(from === null ? catalogueStart(elements) : julianDateFromIso(from));
  const interval = {
    from: start,
    durationS,
    maxElementAgeDays: wanted.maxElementAgeDays ?? SCENARIO_DEFAULTS.maxElementAgeDays,
  };
  const found = satellitesOfCatalogue(file, elements, select ?? {}, interval);
  if (found.problems.length > 0) return { ok: false, problems: found.problems };
  const satellites: SatelliteGroups = {
    groups: [groupOfCatalogue(file, select ?? {})],
    catalogues: new Map([[file, elements]]),
    window: { epoch: start, ...interval },
    fromUs: 0,
    catalogueObjects: elements.length,
    lost: [],
  };
  return { ok: true, satellites, moving: [found.satellites], skipped: inFile(outcome.skipped, file) };
}
