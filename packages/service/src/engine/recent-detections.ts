import type { SimTimeUs } from '@cupola/core/foundation';
import type { AssociatedLook, ScanReports } from '@cupola/core/messages';
import type { OwnSide } from '@cupola/core/sensors';

/** Which of the recent detections somebody asks for; null: whatever it is. */
export interface DetectionQuery {
  /** Of arrival, whole second, at the latest: who is told late is told of what had arrived then. */
  readonly arrivedBySecond: number | null;
  readonly fromUs: SimTimeUs | null;
  readonly untilUs: SimTimeUs | null;
  readonly satelliteId: string | null;
  readonly sensorId: string | null;
  /** Of one of these tracks. */
  readonly trackIds: readonly string[] | null;
  /** Behind this one, in order of scan, channel and row. */
  readonly after: DetectionPlace | null;
  /** So many are passed over first. */
  readonly skip: number;
  readonly limit: number;
}

export interface DetectionPlace {
  readonly scanAtUs: SimTimeUs;
  readonly channelIndex: number;
  /** Row in the reports it came in. */
  readonly row: number;
}

/** A detection, with the track that took it. */
export interface RecentDetection extends DetectionPlace {
  readonly arrivedAtUs: SimTimeUs;
  readonly losItrf: readonly [number, number, number];
  readonly sigmaRad: number;
  readonly snr: number;
  readonly trackId: string | null;
}

export interface DetectionAnswer {
  readonly detections: readonly RecentDetection[];
  /** How many were passed over: all of them where there are fewer than that. */
  readonly skipped: number;
  readonly isMore: boolean;
}

/** Detections are kept for so long after they arrived, s, and no more than so many: whole reports, the oldest go first. */
export const KEPT_S = 60;
export const MOST_KEPT = 200_000;

/** What arrived lately, kept where it is: nothing is computed until somebody asks. */
export class RecentDetections {
  #arrived: readonly { readonly second: number; readonly scans: readonly ScanReports[] }[] = [];
  #looks: readonly { readonly second: number; readonly looks: readonly AssociatedLook[] }[] = [];
  #count = 0;

  /** @param finalLooks - Detections whose track can no longer change. */
  take(second: number, scans: readonly ScanReports[], finalLooks: readonly AssociatedLook[]): void {
    const isKept = (each: { readonly second: number }): boolean => each.second > second - KEPT_S;
    const arrived = scans.length === 0 ? this.#arrived : [...this.#arrived, { second, scans }];
    this.#arrived = arrived.filter(isKept);
    const looks = finalLooks.length === 0 ? this.#looks : [...this.#looks, { second, looks: finalLooks }];
    this.#looks = looks.filter(isKept);
    this.#count = this.#arrived.reduce((sum, each) => sum + detectionsIn(each.scans), 0);
    while (this.#count > MOST_KEPT && this.#arrived.length > 1) {
      this.#count -= detectionsIn(this.#arrived[0]?.scans ?? []);
      this.#arrived = this.#arrived.slice(1);
    }
  }

  /** @param openLooks - Detections of scans that may still be tracked again. */
  answer(query: DetectionQuery, openLooks: readonly AssociatedLook[], ownSide: OwnSide): DetectionAnswer {
    const takersOf = once(() => {
      const takers = new Takers();
      for (const { looks } of this.#looks) takers.add(looks);
      takers.add(openLooks);
      return takers;
    });
    const isAnyOne = query.satelliteId === null && query.sensorId === null && query.trackIds === null;
    const scans = this.#arrived
      .filter(({ second }) => query.arrivedBySecond === null || second <= query.arrivedBySecond)
      .flatMap((each) => each.scans);
    const byTime = [...Map.groupBy(scans, (scan) => scan.scanAtUs[0] ?? 0)].toSorted(([a], [b]) => a - b);
    const found: RecentDetection[] = [];
    let skipped = 0;
    for (const [atUs, parts] of byTime) {
      if (found.length > query.limit) break;
      if (query.after !== null && atUs < query.after.scanAtUs) continue;
      if (query.fromUs !== null && atUs < query.fromUs) continue;
      if (query.untilUs !== null && atUs > query.untilUs) break;
      const isWhole = isAnyOne && query.after?.scanAtUs !== atUs;
      const count = detectionsIn(parts);
      if (isWhole && skipped + count <= query.skip) {
        skipped += count;
        continue;
      }
      const own = parts.flatMap((part) => detectionsOf(part, query, takersOf(), ownSide)).toSorted(byPlace);
      const passed = Math.min(own.length, query.skip - skipped);
      skipped += passed;
      found.push(...own.slice(passed));
    }
    return { detections: found.slice(0, query.limit), skipped, isMore: found.length > query.limit };
  }
}

function once<T>(make: () => T): () => T {
  let made: T | null = null;
  return () => (made ??= make());
}

/** Which track took each detection. */
class Takers {
  readonly #byReport = new Map<string, Map<number, string>>();

  add(looks: readonly AssociatedLook[]): void {
    for (const { scanAtUs, channelIndex, detectionIndex, trackId } of looks) {
      const key = `${scanAtUs}:${channelIndex}`;
      const rows = this.#byReport.get(key);
      if (rows === undefined) this.#byReport.set(key, new Map([[detectionIndex, trackId]]));
      else rows.set(detectionIndex, trackId);
    }
  }

  ofReport(scanAtUs: SimTimeUs, channelIndex: number): ReadonlyMap<number, string> | undefined {
    return this.#byReport.get(`${scanAtUs}:${channelIndex}`);
  }
}

/** The collector hands over one scan at a time, so that all reports of one are of one instant. */
function detectionsOf(
  scan: ScanReports,
  query: DetectionQuery,
  takers: Takers,
  { channels, satelliteIds }: OwnSide,
): readonly RecentDetection[] {
  const found: RecentDetection[] = [];
  for (let report = 0; report < scan.reportCount; report++) {
    if (scan.detectionStart[report] === scan.detectionStart[report + 1]) continue;
    const scanAtUs = scan.scanAtUs[report]!;
    const channelIndex = scan.channelIndex[report]!;
    const channel = channels[channelIndex];
    if (channel === undefined) continue;
    if (query.sensorId !== null && channel.sensor.id !== query.sensorId) continue;
    if (query.satelliteId !== null && satelliteIds[channel.satelliteIndex] !== query.satelliteId) continue;
    const taken = takers.ofReport(scanAtUs, channelIndex);
    if (query.trackIds !== null && taken === undefined) continue;
    for (let row = scan.detectionStart[report]!; row < scan.detectionStart[report + 1]!; row++) {
      const place = { scanAtUs, channelIndex, row };
      if (query.after !== null && byPlace(place, query.after) <= 0) continue;
      const trackId = taken?.get(row) ?? null;
      if (query.trackIds !== null && (trackId === null || !query.trackIds.includes(trackId))) continue;
      found.push({
        ...place,
        arrivedAtUs: scan.arrivedAtUs[report]!,
        losItrf: [scan.losItrf[3 * row]!, scan.losItrf[3 * row + 1]!, scan.losItrf[3 * row + 2]!],
        sigmaRad: scan.sigmaRad[row]!,
        snr: scan.snr[row]!,
        trackId,
      });
    }
  }
  return found;
}

function detectionsIn(scans: readonly ScanReports[]): number {
  return scans.reduce((sum, each) => sum + each.detectionCount, 0);
}

function byPlace(a: DetectionPlace, b: DetectionPlace): number {
  return a.scanAtUs - b.scanAtUs || a.channelIndex - b.channelIndex || a.row - b.row;
}
