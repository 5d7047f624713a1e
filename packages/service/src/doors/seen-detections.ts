import { usFromS } from '@cupola/core/foundation';
import type { Visitor } from '../access/visitor.ts';
import type { DetectionAnswer, DetectionQuery } from '../engine/recent-detections.ts';
import type { Service } from '../serve/service.ts';

export type DetectionWish = Pick<DetectionQuery, 'satelliteId' | 'sensorId'> & {
  /** That took them. */
  readonly trackId: string | null;
};

export const ANY_DETECTION: DetectionWish = { satelliteId: null, sensorId: null, trackId: null };

/**
 * The recent detections that a visitor may see: as late and as far back as the plan says, and where it gives regions those alone that tracks took
 * which are seen, since a direction has no place.
 */
export async function seenDetections(
  service: Service,
  visitor: Visitor,
  { satelliteId, sensorId, trackId }: DetectionWish,
  range: Pick<DetectionQuery, 'fromUs' | 'untilUs' | 'after' | 'skip' | 'limit'>,
): Promise<DetectionAnswer> {
  const { regions, historyS, latencyS } = visitor.entitlement;
  const view = service.viewFor(visitor);
  if (view.second === null) return { detections: [], skipped: 0, isMore: false };
  // Whoever is told late does not know yet of a track that came later.
  const isLate = latencyS > 0;
  const seen = regions === null ? null : [...view.whereabouts.keys()];
  const isSeen = (id: string): boolean => view.whereabouts.has(id) || (regions === null && !isLate);
  const trackIds = trackId === null ? seen : isSeen(trackId) ? [trackId] : [];
  const oldestUs = historyS === null ? null : usFromS(view.second - historyS);
  const answer = await service.detections({
    ...range,
    satelliteId,
    sensorId,
    trackIds,
    arrivedBySecond: view.second,
    fromUs: oldestUs === null ? range.fromUs : Math.max(oldestUs, range.fromUs ?? oldestUs),
  });
  if (!isLate) return answer;
  const known = answer.detections.map((each) =>
    each.trackId === null || isSeen(each.trackId) ? each : { ...each, trackId: null },
  );
  return { ...answer, detections: known };
}

/** Is the visitor told which track took a detection? */
export function tellsTakers({ entitlement }: Visitor): boolean {
  return entitlement.products.includes('tracks');
}
