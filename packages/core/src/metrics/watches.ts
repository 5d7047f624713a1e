import { satellitesAt } from './look-log.ts';
import type { SecondLooks } from './look-log.ts';
import type { Watch } from './run-record.ts';

/**
 * Who watched an object and from when to when.
 *
 * @param looks - Per sensor kind: the satellites with an associated look, by second.
 * @param breakS - A longer time without a look ends a watch.
 * @returns In order of the first look, then of kind and satellite.
 */
export function watchesOf(
  looks: ReadonlyMap<string, SecondLooks>,
  satelliteIds: readonly string[],
  breakS: number,
): readonly Watch[] {
  return [...looks]
    .flatMap(([kind, own]) => watchesOfKind(kind, own, satelliteIds, breakS))
    .toSorted(
      (a, b) =>
        a.fromS - b.fromS ||
        compareText(a.sensorKind, b.sensorKind) ||
        compareText(a.satelliteId, b.satelliteId),
    );
}

function compareText(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}

function watchesOfKind(
  sensorKind: string,
  seconds: SecondLooks,
  satelliteIds: readonly string[],
  breakS: number,
): readonly Watch[] {
  const done: Watch[] = [];
  const open = new Map<number, { fromS: number; lastS: number; looks: number }>();
  const close = (
    satellite: number,
    { fromS, lastS, looks }: { fromS: number; lastS: number; looks: number },
  ): void => {
    done.push({ satelliteId: satelliteIds[satellite] ?? '', sensorKind, fromS, toS: lastS + 1, looks });
  };
  for (let second = 0; second + 1 < seconds.start.length; second++) {
    for (const satellite of satellitesAt(seconds, second)) {
      const watch = open.get(satellite);
      if (watch !== undefined && second - watch.lastS <= breakS) {
        watch.lastS = second;
        watch.looks++;
        continue;
      }
      if (watch !== undefined) close(satellite, watch);
      open.set(satellite, { fromS: second, lastS: second, looks: 1 });
    }
  }
  for (const [satellite, watch] of open) close(satellite, watch);
  return done;
}
