import { combinedEphemeris, workingPeriods, workingSatellites } from '@cupola/core/constellation';
import type { MeanElements, OutagePeriods } from '@cupola/core/constellation';
import type { JulianDate, SimTimeUs } from '@cupola/core/foundation';
import { groupSatellites } from '@cupola/core/mission';
import type { CheckedInterval, MovingSatellites } from '@cupola/core/mission';
import type { Ephemeris } from '@cupola/core/physics';
import type { Problem, SatelliteGroup } from '@cupola/core/scenario';

/** Satellites as a scenario or a catalogue gives them, in plain data: a worker can make the same ephemeris of it. */
export interface SatelliteGroups {
  readonly groups: readonly SatelliteGroup[];
  readonly catalogues: ReadonlyMap<string, readonly MeanElements[]>;
  readonly window: CheckedInterval & { readonly epoch: JulianDate };
  /** Start of the window since the epoch. */
  readonly fromUs: SimTimeUs;
  /** Objects of a catalogue by itself, before anything was selected; null for a scenario. */
  readonly catalogueObjects: number | null;
  /** Satellites out of service, by index over all groups. */
  readonly lost: readonly number[];
  /** Outages over time of the others, likewise; none when absent. */
  readonly periods?: OutagePeriods;
}

/** Motion of the satellites in service. What a catalogue forbids is added to `problems`. */
export function ephemerisOf(satellites: SatelliteGroups, problems: Problem[]): Ephemeris {
  const parts = movingSatellites(satellites, problems);
  return workingSatellites(combinedEphemeris(parts.map((part) => part.ephemeris)), satellites.lost);
}

/** When those in service are out all the same, by their index among these. */
export function periodsOf({ lost, periods }: SatelliteGroups, ephemeris: Ephemeris): OutagePeriods {
  const count = ephemeris.satelliteCount + lost.length;
  return periods === undefined ? new Map() : workingPeriods(periods, count, lost);
}

/** Satellites group by group, in service or not. */
export function movingSatellites(
  satellites: SatelliteGroups,
  problems: Problem[],
): readonly MovingSatellites[] {
  const { groups, catalogues, window } = satellites;
  return groups.map((group, index) => {
    const { epoch } = window;
    const found = groupSatellites(group, `satellites.${index}`, { catalogues, epoch, interval: window });
    problems.push(...found.problems);
    return found.satellites;
  });
}
