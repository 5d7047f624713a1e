import type { Watch } from './run-record.ts';

/**
 * Who watched an object and from when to when.
 *
 * @param satellites - Per sensor kind: indices of the satellites with an associated look, by second.
 * @param breakS - A longer time without a look ends a watch.
 * @returns In order of the first look, then of kind and satellite.
 */
export function watchesOf(
  satellites: Readonly<Record<string, readonly (ReadonlySet<number> | undefined)[]>>,
  satelliteIds: readonly string[],
  breakS: number,
): readonly Watch[] {
  return Object.entries(satellites)
    .flatMap(([kind, seconds]) => watchesOfKind(kind, seconds, satelliteIds, breakS))
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
  seconds: readonly (ReadonlySet<number> | undefined)[],
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
  for (const [second, seen] of seconds.entries()) {
    for (const satellite of seen ?? []) {
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
