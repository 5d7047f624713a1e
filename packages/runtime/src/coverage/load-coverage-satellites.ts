import {
  catalogueStart,
  combinedEphemeris,
  workingIndices,
  workingSatellites,
} from '@cupola/core/constellation';
import { daysBetween, julianDateFromIso, present, usFromS } from '@cupola/core/foundation';
import { ownOutages } from '@cupola/core/mission';
import type { Ephemeris } from '@cupola/core/physics';
import { SCENARIO_DEFAULTS } from '@cupola/core/scenario';
import type { Problem, Selection } from '@cupola/core/scenario';
import { readCatalogue } from '@cupola/contract';
import { inFile, loadMission, missingFile, textOf } from '../mission/load-mission.ts';
import { isScenario } from '../satellites/is-scenario.ts';
import { partsOf } from './coverage-satellites.ts';
import type { CoverageSatellites } from './coverage-satellites.ts';

export interface CoverageSatellitesWanted {
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

export type CoverageSatellitesOutcome =
  | {
      readonly ok: true;
      readonly satellites: CoverageSatellites;
      readonly ephemeris: Ephemeris;
      /** Of the satellites of the ephemeris. */
      readonly ids: readonly string[];
      /** Records of a catalogue that were left out; empty unless `skipBad`. */
      readonly skipped: readonly Problem[];
    }
  | { readonly ok: false; readonly problems: readonly Problem[] };

/** Further than this from its epoch a scenario is not carried, days. */
const FARTHEST_DAYS = 366;

/** Reads a scenario, TLE or OMM file. Every problem is told at once, with the file. */
export function loadCoverageSatellites(wanted: CoverageSatellitesWanted): CoverageSatellitesOutcome {
  const { file } = wanted;
  const text = textOf(file);
  if (text === null) return { ok: false, problems: [missingFile(file)] };
  const ofScenario = isScenario(file, text);
  const outcome = ofScenario ? fromScenario(wanted) : fromCatalogue(wanted, text);
  if (!outcome.ok) return outcome;
  const problems: Problem[] = [];
  const parts = partsOf(outcome.satellites, problems);
  const all = combinedEphemeris(parts.map((part) => part.ephemeris));
  if (problems.length === 0) {
    const { lost } = outcome.satellites;
    const allIds = parts.flatMap((part) => part.ids);
    const ids = workingIndices(allIds.length, lost).map((index) => allIds[index] ?? '');
    return { ...outcome, ephemeris: workingSatellites(all, lost), ids };
  }
  const told = ofScenario ? problems : problems.map((problem) => asFlag(problem, file));
  return { ok: false, problems: inFile(told, file) };
}

/** A catalogue by itself is a group without a scenario: what its `select` lacks was missing on the command line. */
function asFlag(problem: Problem, file: string): Problem {
  const [, key = ''] = /^satellites\.0\.select(.*)$/.exec(problem.path) ?? [];
  const path = problem.path.endsWith('.catalogue') ? '' : `--select${key.replace('.', ' ')}`;
  const expected = problem.expected.replace('maxElementAgeDays', '--max-age-days');
  return { ...problem, path, expected, message: problem.message.replace(`${file}: `, '') };
}

type Found =
  | { readonly ok: true; readonly satellites: CoverageSatellites; readonly skipped: readonly Problem[] }
  | { readonly ok: false; readonly problems: readonly Problem[] };

function fromScenario(wanted: CoverageSatellitesWanted): Found {
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
  const days = daysBetween(epoch, start);
  if (Math.abs(days) > FARTHEST_DAYS) {
    const expected = `an instant within ${FARTHEST_DAYS} days of the scenario's epoch, ${scenario.epoch}`;
    const message = `it is ${Math.round(Math.abs(days))} days from the epoch`;
    return { ok: false, problems: [{ path: '--from', value: from, expected, message }] };
  }
  const satellites: CoverageSatellites = {
    groups: scenario.satellites,
    catalogues,
    window: { epoch, from: start, durationS, maxElementAgeDays: scenario.maxElementAgeDays },
    fromUs: usFromS(days * 86_400),
    catalogueObjects: null,
    lost: [],
  };
  const named = partsOf(satellites, []).map((part, index) => ({
    id: scenario.satellites[index]?.id ?? '',
    satellites: part,
  }));
  const { outages, problems: outageProblems } = ownOutages(named, scenario.outages, scenario.seed);
  problems.push(...outageProblems);
  if (problems.length > 0) return { ok: false, problems: inFile(problems, file) };
  const lost = [...outages.lost.keys()].filter((index) => outages.lost[index] === 1);
  return { ok: true, satellites: { ...satellites, lost, periods: outages.periods }, skipped: [] };
}

/** Flags that say something about a catalogue by itself. */
function catalogueFlagProblems({ maxElementAgeDays, skipBad }: CoverageSatellitesWanted): Problem[] {
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

function fromCatalogue(wanted: CoverageSatellitesWanted, text: string): Found {
  const { file, from, durationS, select, skipBad } = wanted;
  const outcome = readCatalogue(file, text, { skipBad });
  if (!outcome.ok) return { ok: false, problems: inFile(outcome.problems, file) };
  const { elements } = outcome;
  const start = present(from === null ? catalogueStart(elements) : julianDateFromIso(from));
  return {
    ok: true,
    skipped: inFile(outcome.skipped, file),
    satellites: {
      groups: [{ id: '', sensors: [], catalogue: file, select: select ?? {} }],
      catalogues: new Map([[file, elements]]),
      window: {
        epoch: start,
        from: start,
        durationS,
        maxElementAgeDays: wanted.maxElementAgeDays ?? SCENARIO_DEFAULTS.maxElementAgeDays,
      },
      fromUs: 0,
      catalogueObjects: elements.length,
      lost: [],
    },
  };
}
