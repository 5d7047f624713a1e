import type { TrackId } from '../messages/index.ts';

/** Looks that count for which object a track follows. */
const MEMORY_LOOKS = 24;

/**
 * Which true object each track follows: the one that caused most of its latest detections. Known only to metrics. A change of object is an
 * identity switch.
 */
export class TrackTruth {
  readonly #recent = new Map<TrackId, number[]>();
  readonly #object = new Map<TrackId, number>();
  switches = 0;

  /** Takes the true causes (-1 for a false alarm) of the detections a track took in one scan. */
  take(trackId: TrackId, objects: readonly number[]): void {
    const recent = [...(this.#recent.get(trackId) ?? []), ...objects].slice(-MEMORY_LOOKS);
    this.#recent.set(trackId, recent);
    const counts = new Map<number, number>();
    for (const object of recent) counts.set(object, (counts.get(object) ?? 0) + 1);
    const before = this.#object.get(trackId);
    let best = before ?? -1;
    for (const [object, count] of [...counts].toSorted(([a], [b]) => a - b)) {
      if (object >= 0 && count > (counts.get(best) ?? 0)) best = object;
    }
    if (best < 0) return;
    if (before !== undefined && before !== best) this.switches++;
    this.#object.set(trackId, best);
  }

  /** Index of the object, or null for a track that nothing true ever fed. */
  objectOf(trackId: TrackId): number | null {
    return this.#object.get(trackId) ?? null;
  }

  tracksOf(object: number): readonly TrackId[] {
    return [...this.#object].filter(([, each]) => each === object).map(([id]) => id);
  }
}
