import { walkerEphemeris } from '@cupola/core/constellation';
import type { WalkerShell } from '@cupola/core/constellation';
import { interceptorKind } from '@cupola/core/engagement';
import type { FleetPart, InterceptorKind } from '@cupola/core/engagement';
import { daysBetween, degrees, julianDateFromIso, present, radians, usFromS } from '@cupola/core/foundation';
import type { JulianDate } from '@cupola/core/foundation';
import { EARTH_EQUATORIAL_RADIUS_M } from '@cupola/core/physics';
import type { Ephemeris } from '@cupola/core/physics';
import type { Problem, SatelliteGroup, Scenario, Selection } from '@cupola/core/scenario';
import { inFile, loadScenario, missingFile, textOf } from '../mission/load-scenario.ts';
import { isScenario } from '../satellites/is-scenario.ts';
import { loadWorkingSatellites } from '../satellites/load-working-satellites.ts';
import { movingSatellites } from '../satellites/satellite-groups.ts';
import type { SatelliteGroups } from '../satellites/satellite-groups.ts';

/** Interceptors of one group, with what is known of them. */
export interface LoadedPart extends FleetPart {
  /** Null when the file does not say. */
  readonly kind: InterceptorKind | null;
  /** Mean and lowest radius at the start, less the equatorial one, m. */
  readonly meanAltitudeM: number;
  readonly lowestAltitudeM: number;
  /** Highest inclination, from the positions of a catalogue: the highest latitude at the start, rad. */
  readonly highestLatitudeRad: number;
}

/** A second fleet, and the same in plain data for workers. */
export interface LoadedFleet {
  readonly parts: readonly LoadedPart[];
  readonly interceptorCount: number;
  readonly satellites: SatelliteGroups;
  readonly epoch: JulianDate;
  readonly from: JulianDate;
  readonly fromUs: number;
  /** The scenario it stands in; null for a shell or a catalogue. */
  readonly scenario: Scenario | null;
}

export interface FleetWanted {
  /** A scenario, a catalogue, or a shell. */
  readonly source:
    | { readonly kind: 'file'; readonly file: string }
    | { readonly kind: 'shell'; readonly shell: WalkerShell };
  readonly from: string | null;
  readonly durationS: number;
  /** Of a catalogue. */
  readonly select: Selection | null;
  readonly maxElementAgeDays: number | null;
  readonly skipBad: boolean;
}

export type FleetOutcome =
  | { readonly ok: true; readonly fleet: LoadedFleet; readonly skipped: readonly Problem[] }
  | { readonly ok: false; readonly problems: readonly Problem[] };

/** Where a shell without a scenario begins: notional, and nothing but the hour of the day depends on it. */
const SHELL_EPOCH = '2026-07-24T00:00:00Z';

/** The interceptors of a scenario (its groups under `interceptors`), every object of a catalogue's selection, or a shell. */
export function loadFleet(wanted: FleetWanted): FleetOutcome {
  if (wanted.source.kind === 'shell') return fromShell(wanted.source.shell, wanted);
  const { file } = wanted.source;
  const text = textOf(file);
  if (text === null) return { ok: false, problems: [missingFile(file)] };
  return isScenario(file, text) ? fromScenario(file, wanted) : fromCatalogue(file, wanted);
}

function fromShell(shell: WalkerShell, { from, durationS }: FleetWanted): FleetOutcome {
  const { kind, count, planes, phasing, altitudeM, inclinationRad } = shell;
  const group: SatelliteGroup = {
    id: 'shell',
    sensors: [],
    walker: {
      kind,
      count,
      planes,
      phasing,
      altitudeKm: altitudeM / 1000,
      inclinationDeg: degrees(inclinationRad),
    },
  };
  const start = present(julianDateFromIso(from ?? SHELL_EPOCH));
  return {
    ok: true,
    skipped: [],
    fleet: {
      parts: [partOf('shell', walkerEphemeris(shell), shell, null, 0)],
      interceptorCount: count,
      satellites: groupsFrom([group], new Map(), { from: start, durationS, maxElementAgeDays: 30 }, start),
      epoch: start,
      from: start,
      fromUs: 0,
      scenario: null,
    },
  };
}

function groupsFrom(
  groups: readonly SatelliteGroup[],
  catalogues: SatelliteGroups['catalogues'],
  interval: { readonly from: JulianDate; readonly durationS: number; readonly maxElementAgeDays: number },
  epoch: JulianDate,
): SatelliteGroups {
  const fromUs = usFromS(daysBetween(epoch, interval.from) * 86_400);
  return { groups, catalogues, window: { epoch, ...interval }, fromUs, catalogueObjects: null, lost: [] };
}

function fromScenario(
  file: string,
  { from, durationS, select, maxElementAgeDays, skipBad }: FleetWanted,
): FleetOutcome {
  const loaded = loadScenario(file, []);
  const problems: Problem[] = [...loaded.problems];
  for (const [flag, isGiven] of [
    ['--select', select !== null],
    ['--max-age-days', maxElementAgeDays !== null],
    ['--skip-bad', skipBad],
  ] as const) {
    if (!isGiven) continue;
    const expected = `${flag} only with a catalogue`;
    problems.push({ path: flag, value: true, expected, message: 'a scenario says this itself' });
  }
  const { scenario } = loaded;
  if (scenario !== null && scenario.interceptors === undefined) {
    const expected = 'groups of interceptors: { id, kind, walker | orbits | catalogue }';
    const message = 'the scenario has no interceptors';
    problems.push({ path: 'interceptors', value: null, expected, message, file });
  }
  if (scenario === null || scenario.interceptors === undefined || problems.length > 0) {
    return { ok: false, problems };
  }
  const epoch = present(julianDateFromIso(scenario.epoch));
  const start = from === null ? epoch : present(julianDateFromIso(from));
  const groups = scenario.interceptors.map((group): SatelliteGroup => {
    const { kind: _kind, ...placed } = group;
    return { ...placed, sensors: [] };
  });
  const interval = { from: start, durationS, maxElementAgeDays: scenario.maxElementAgeDays };
  const satellites = groupsFrom(groups, loaded.catalogues, interval, epoch);
  const found: Problem[] = [];
  const moving = movingSatellites(satellites, found);
  if (found.length > 0) {
    const told = found.map((each) => ({ ...each, path: each.path.replace(/^satellites/, 'interceptors') }));
    return { ok: false, problems: inFile(told, file) };
  }
  const parts = scenario.interceptors.map((group, index) => {
    const { ephemeris } = present(moving[index]);
    const { walker } = group;
    const shell =
      walker === undefined
        ? null
        : { ...walker, altitudeM: 1000 * walker.altitudeKm, inclinationRad: radians(walker.inclinationDeg) };
    return partOf(group.id, ephemeris, shell, interceptorKind(group.kind) ?? null, satellites.fromUs);
  });
  return { ok: true, skipped: [], fleet: fleetOf(parts, satellites, scenario) };
}

function fromCatalogue(
  file: string,
  { from, durationS, select, maxElementAgeDays, skipBad }: FleetWanted,
): FleetOutcome {
  const outcome = loadWorkingSatellites({
    file,
    from,
    durationS,
    select,
    seed: null,
    maxElementAgeDays,
    skipBad,
  });
  if (!outcome.ok) return outcome;
  const { satellites, ephemeris, skipped } = outcome;
  return {
    ok: true,
    skipped,
    fleet: fleetOf([partOf('catalogue', ephemeris, null, null, satellites.fromUs)], satellites, null),
  };
}

function fleetOf(
  parts: readonly LoadedPart[],
  satellites: SatelliteGroups,
  scenario: Scenario | null,
): LoadedFleet {
  const { window, fromUs } = satellites;
  const interceptorCount = parts.reduce((sum, { ephemeris }) => sum + ephemeris.satelliteCount, 0);
  return { parts, interceptorCount, satellites, epoch: window.epoch, from: window.from, fromUs, scenario };
}

function partOf(
  id: string,
  ephemeris: Ephemeris,
  shell: WalkerShell | null,
  kind: InterceptorKind | null,
  atUs: number,
): LoadedPart {
  const count = ephemeris.satelliteCount;
  const positions = new Float64Array(3 * count);
  ephemeris.positionsInertialInto(positions, atUs);
  let sum = 0;
  let lowest = Number.POSITIVE_INFINITY;
  let highest = 0;
  for (let index = 0; index < count; index++) {
    const radius = Math.hypot(...positions.subarray(3 * index, 3 * index + 3));
    sum += radius;
    lowest = Math.min(lowest, radius);
    highest = Math.max(highest, Math.abs(Math.asin((positions[3 * index + 2] ?? 0) / radius)));
  }
  const re = EARTH_EQUATORIAL_RADIUS_M;
  const lowestAltitudeM = shell === null ? lowest - re : shell.altitudeM;
  const meanAltitudeM = shell === null ? sum / count - re : shell.altitudeM;
  const highestLatitudeRad =
    shell === null ? highest : Math.asin(Math.min(1, Math.abs(Math.sin(shell.inclinationRad))));
  return { id, ephemeris, shell, kind, meanAltitudeM, lowestAltitudeM, highestLatitudeRad };
}
