import { readFileSync } from 'node:fs';
import { combinedEphemeris, lostSatellites, workingSatellites } from '@cupola/core/constellation';
import type { MeanElements } from '@cupola/core/constellation';
import { RandomStream, daysBetween, julianDateFromIso, present, usFromS } from '@cupola/core/foundation';
import type { JulianDate, SimTimeUs } from '@cupola/core/foundation';
import { groupSatellites } from '@cupola/core/mission';
import type { GroupWindow } from '@cupola/core/mission';
import type { Ephemeris } from '@cupola/core/physics';
import { SCENARIO_DEFAULTS } from '@cupola/core/scenario';
import type { CatalogueGroup, Problem, SatelliteGroup, Selection } from '@cupola/core/scenario';
import { readCatalogue } from '@cupola/contract';
import { loadMission } from '../mission/load-mission.ts';

/** Satellites as a scenario or a catalogue gives them, in plain data: a worker can make the same ephemeris of it. */
export interface Satellites {
  readonly groups: readonly (
    | SatelliteGroup
    | Pick<CatalogueGroup, 'id' | 'catalogue' | 'select' | 'walker'>
  )[];
  readonly catalogues: ReadonlyMap<string, readonly MeanElements[]>;
  readonly window: GroupWindow;
  /** Start of the window since the epoch. */
  readonly fromUs: SimTimeUs;
  /** Objects of a catalogue by itself, before anything was selected; null for a scenario. */
  readonly catalogueObjects: number | null;
  /** Satellites out of service, by index over all groups. */
  readonly lost: readonly number[];
}

export interface SatellitesWanted {
  readonly file: string;
  /** UTC instant; null: the scenario's epoch, or the first midnight after the newest elements of a catalogue. */
  readonly from: string | null;
  readonly durationS: number;
  /** Of a catalogue; null when none was asked for. */
  readonly select: Selection | null;
  /** Of a scenario's random losses; null: its own. */
  readonly seed: number | null;
}

export type SatellitesOutcome =
  | { readonly ok: true; readonly satellites: Satellites; readonly ephemeris: Ephemeris }
  | { readonly ok: false; readonly problems: readonly Problem[] };

/** Further than this from its epoch a scenario is not carried, days. */
const FARTHEST_DAYS = 366;

/** A scenario begins with its version; a catalogue never has that key. */
const SCENARIO = /^[\s{"']*cupola["']?\s*:/m;

/** Reads a scenario, TLE or OMM file. Every problem is told at once, with the file. */
export function loadSatellites(wanted: SatellitesWanted): SatellitesOutcome {
  const { file } = wanted;
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch {
    const expected = 'a scenario, TLE or OMM file that can be read';
    return { ok: false, problems: [{ path: '', value: file, expected, message: 'it cannot be read', file }] };
  }
  const isScenario = SCENARIO.test(text) || /\.ya?ml$/i.test(file);
  const outcome = isScenario ? fromScenario(wanted) : fromCatalogue(wanted, text);
  if (!outcome.ok) return outcome;
  const problems: Problem[] = [];
  const ephemeris = ephemerisOf(outcome.satellites, problems);
  if (problems.length === 0) return { ...outcome, ephemeris };
  const told = isScenario ? problems : problems.map(asFlag);
  return { ok: false, problems: told.map((problem) => ({ file, ...problem })) };
}

/** A catalogue by itself is a group without a scenario: what its `select` lacks was missing on the command line. */
function asFlag(problem: Problem): Problem {
  const [, key = ''] = /^satellites\.0\.select(.*)$/.exec(problem.path) ?? [];
  return { ...problem, path: problem.path.endsWith('.catalogue') ? '' : `--select${key.replace('.', ' ')}` };
}

/** Motion of the satellites in service. What a catalogue forbids is added to `problems`. */
export function ephemerisOf(satellites: Satellites, problems: Problem[]): Ephemeris {
  const { groups, catalogues, window, lost } = satellites;
  const parts = groups.map((group, index) =>
    groupSatellites(group, `satellites.${index}`, catalogues, window, problems),
  );
  return workingSatellites(combinedEphemeris(parts.map((part) => part.ephemeris)), lost);
}

type Found =
  | { readonly ok: true; readonly satellites: Satellites }
  | { readonly ok: false; readonly problems: readonly Problem[] };

function fromScenario({ file, from, durationS, select, seed }: SatellitesWanted): Found {
  const loaded = loadMission(file, seed === null ? [] : [`seed=${seed}`]);
  const problems = [...(loaded.ok ? [] : loaded.problems)];
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
  const satellites: Satellites = {
    groups: scenario.satellites,
    catalogues,
    window: { epoch, from: start, durationS, maxElementAgeDays: scenario.maxElementAgeDays },
    fromUs: usFromS(days * 86_400),
    catalogueObjects: null,
    lost: [],
  };
  const { lossShare } = scenario.outages;
  if (lossShare === 0) return { ok: true, satellites };
  const count = ephemerisOf(satellites, []).satelliteCount;
  const lost = lostSatellites(count, lossShare, new RandomStream(scenario.seed, 'outages'));
  return { ok: true, satellites: { ...satellites, lost } };
}

function fromCatalogue({ file, from, durationS, select }: SatellitesWanted, text: string): Found {
  const outcome = readCatalogue(file, text);
  if (!outcome.ok) return { ok: false, problems: outcome.problems.map((problem) => ({ file, ...problem })) };
  const { elements } = outcome;
  const start = from === null ? midnightAfterNewest(elements) : present(julianDateFromIso(from));
  return {
    ok: true,
    satellites: {
      groups: [{ id: '', catalogue: file, select: select ?? {} }],
      catalogues: new Map([[file, elements]]),
      window: {
        epoch: start,
        from: start,
        durationS,
        maxElementAgeDays: SCENARIO_DEFAULTS.maxElementAgeDays,
      },
      fromUs: 0,
      catalogueObjects: elements.length,
      lost: [],
    },
  };
}

function midnightAfterNewest(elements: readonly MeanElements[]): JulianDate {
  return { dayJd: Math.max(...elements.map(({ epoch }) => epoch.dayJd)) + 1, dayShare: 0 };
}
