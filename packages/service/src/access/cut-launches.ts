import type { Picture } from '../picture/picture.ts';
import { NO_LAUNCHES } from '../picture/launches.ts';
import type { Launches } from '../picture/launches.ts';
import type { LaunchRecord } from '../picture/records.ts';
import type { Entitlement } from './entitlement.ts';
import type { Ground } from './ground.ts';

/**
 * Launches that are seen: from where they rose, or by a track that came of them. Tracks that are not seen are not named; class and declaration
 * are told to those alone who are entitled to decisions, tracks to those entitled to tracks.
 */
export function cutLaunches(
  { launches, second }: Picture,
  { products, regions, historyS }: Entitlement,
  ground: Ground,
  sees: (trackId: string) => boolean,
): Launches {
  if (!products.includes('launches')) return NO_LAUNCHES;
  const oldestUs =
    historyS === null || second === null ? Number.NEGATIVE_INFINITY : (second - historyS) * 1e6;
  const isSite = (launch: LaunchRecord): boolean =>
    ground.isSeen({ ...launch, launch: null, impact: null, mayComeDownIn: [] }, regions);
  const named = (trackId: string, isHere: boolean): boolean =>
    products.includes('tracks') && (isHere || sees(trackId));
  const shown = [...launches.byId.values()].flatMap((launch): readonly LaunchRecord[] => {
    const isHere = isSite(launch);
    if (launch.launchedAtUs < oldestUs || !(isHere || launch.trackIds.some(sees))) return [];
    const decisions = products.includes('decisions');
    return [
      {
        ...launch,
        trackIds: launch.trackIds.filter((each) => named(each, isHere)),
        toldBy: launch.toldBy !== null && named(launch.toldBy, isHere) ? launch.toldBy : null,
        declared: decisions && launch.declared,
        vehicleClass: decisions ? launch.vehicleClass : null,
      },
    ];
  });
  return { ...NO_LAUNCHES, byId: new Map(shown.map((each) => [each.id, each])) };
}
