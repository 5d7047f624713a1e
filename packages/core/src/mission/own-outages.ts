import { RandomStream, usFromS } from '../foundation/index.ts';
import { batchesOf, drawnIndices, lostSatellites } from '../constellation/index.ts';
import type { OutagePeriod, Outages } from '../constellation/index.ts';
import { closest } from '../scenario/index.ts';
import type { OutageSettings, Problem } from '../scenario/index.ts';
import type { MovingSatellites } from './group-satellites.ts';

/** A group of a scenario with its satellites. */
export interface NamedGroup {
  readonly id: string;
  readonly satellites: Pick<MovingSatellites, 'ids' | 'planes' | 'isSpare'>;
}

export interface OutagesOutcome {
  readonly outages: Outages;
  /** Empty when everything that was named is there. */
  readonly problems: readonly Problem[];
}

interface OwnSatellite {
  readonly id: string;
  readonly groupId: string;
  readonly plane: number | null;
}

/** Which satellites of the scenario are out of service and when: spares, what is drawn from the seed, and what the scenario names. */
export function ownOutages(
  groups: readonly NamedGroup[],
  settings: OutageSettings,
  seed: number,
): OutagesOutcome {
  const satellites = groups.flatMap(({ id: groupId, satellites: { ids, planes } }) =>
    ids.map((id, index): OwnSatellite => ({ id, groupId, plane: planes[index] ?? null })),
  );
  const lost = Uint8Array.from(groups.flatMap((group) => group.satellites.isSpare.map(Number)));
  const lose = (indices: readonly number[]): void => indices.forEach((index) => (lost[index] = 1));
  lose(lostSatellites(satellites.length, settings.lossShare, new RandomStream(seed, 'outages')));
  for (const { group, plane } of settings.planes ?? []) lose(indicesOf(satellites, group, plane));
  const problems: Problem[] = [];
  if (settings.batch !== undefined) {
    const { group, size, count } = settings.batch;
    const own = satellites.flatMap((each, index) =>
      group === undefined || each.groupId === group ? [index] : [],
    );
    const planes = own.map((index) => `${satellites[index]?.groupId} ${satellites[index]?.plane}`);
    const fullest = Math.max(0, ...batchesOf(planes, Number.POSITIVE_INFINITY).map((plane) => plane.length));
    if (size > fullest) {
      const message = `no plane has so many satellites: a batch is neighbours in one plane, and the fullest has ${fullest}`;
      const path = 'outages.batch.size';
      problems.push({ path, value: size, expected: `at most ${fullest}`, message });
    }
    const batches = batchesOf(planes, size);
    if (count > batches.length) {
      const message = `there are only ${batches.length} batches of ${size}`;
      const path = 'outages.batch.count';
      problems.push({ path, value: count, expected: `at most ${batches.length}`, message });
    }
    for (const drawn of drawnIndices(batches.length, count, new RandomStream(seed, 'outage-batches')))
      lose((batches[drawn] ?? []).flatMap((at) => own[at] ?? []));
  }
  const periods = periodsOf(satellites, settings.events ?? [], problems);
  return { outages: { lost, periods }, problems };
}

function indicesOf(
  satellites: readonly OwnSatellite[],
  group: string,
  plane: number | undefined,
): readonly number[] {
  return satellites.flatMap((each, index) =>
    each.groupId === group && (plane === undefined || each.plane === plane) ? [index] : [],
  );
}

function periodsOf(
  satellites: readonly OwnSatellite[],
  events: NonNullable<OutageSettings['events']>,
  problems: Problem[],
): Outages['periods'] {
  const ids = satellites.map((each) => each.id);
  const indexOf = new Map(ids.map((id, index) => [id, index]));
  const periods = new Map<number, OutagePeriod[]>();
  for (const [number, { satelliteIds = [], group, plane, fromS, toS }] of events.entries()) {
    const named = satelliteIds.flatMap((id, at) => {
      const index = indexOf.get(id);
      if (index !== undefined) return [index];
      const meant = closest(id, ids);
      problems.push({
        path: `outages.events.${number}.satelliteIds.${at}`,
        value: id,
        expected: 'the id of a satellite, such as those in the tables of a run',
        message: `there is no satellite "${id}"${meant === null ? '' : `; did you mean "${meant}"?`}`,
      });
      return [];
    });
    const own = group === undefined ? [] : indicesOf(satellites, group, plane);
    const period = {
      fromUs: usFromS(fromS),
      untilUs: toS === undefined ? Number.POSITIVE_INFINITY : usFromS(toS),
    };
    for (const index of [...named, ...own]) periods.set(index, [...(periods.get(index) ?? []), period]);
  }
  return periods;
}
