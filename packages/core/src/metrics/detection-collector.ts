import { sFromUs } from '../foundation/index.ts';
import type { SimTimeUs } from '../foundation/index.ts';
import type { AssociatedLook, ScanReports } from '../messages/index.ts';
import type { DetectionTruth } from '../sensing/index.ts';
import type { OwnSide } from '../sensors/index.ts';
import type { DetectionRows } from './detection-rows.ts';

/** Keeps the detections worth a row in the run's table: an object's, or one that a track took. */
export class DetectionCollector {
  readonly #ownSide: OwnSide;
  readonly #objectNames: readonly string[];
  readonly #scanAtS: number[] = [];
  readonly #satelliteIds: string[] = [];
  readonly #sensorIds: string[] = [];
  readonly #los: number[] = [];
  readonly #sigmaRad: number[] = [];
  readonly #snr: number[] = [];
  readonly #trackIds: (string | null)[] = [];
  readonly #objectIds: (string | null)[] = [];

  constructor(ownSide: OwnSide, objectNames: readonly string[]) {
    this.#ownSide = ownSide;
    this.#objectNames = objectNames;
  }

  /** @param looks - Among them those of this scan. */
  takeScan(
    atUs: SimTimeUs,
    reports: ScanReports,
    truth: DetectionTruth,
    looks: readonly AssociatedLook[],
  ): void {
    const trackOfRow = new Map<number, string>();
    for (const look of looks) if (look.scanAtUs === atUs) trackOfRow.set(look.detectionIndex, look.trackId);
    for (let report = 0; report < reports.reportCount; report++) {
      const channel = this.#ownSide.channels[reports.channelIndex[report]!];
      if (channel === undefined) continue;
      for (let row = reports.detectionStart[report]!; row < reports.detectionStart[report + 1]!; row++) {
        const trackId = trackOfRow.get(row) ?? null;
        const objectId = this.#objectNames[truth.objectIndex[row]!] ?? null;
        if (trackId === null && objectId === null) continue;
        this.#scanAtS.push(sFromUs(atUs));
        this.#satelliteIds.push(this.#ownSide.satelliteIds[channel.satelliteIndex] ?? '');
        this.#sensorIds.push(channel.sensor.id);
        this.#los.push(
          reports.losItrf[3 * row]!,
          reports.losItrf[3 * row + 1]!,
          reports.losItrf[3 * row + 2]!,
        );
        this.#sigmaRad.push(reports.sigmaRad[row]!);
        this.#snr.push(reports.snr[row]!);
        this.#trackIds.push(trackId);
        this.#objectIds.push(objectId);
      }
    }
  }

  finish(): DetectionRows {
    return {
      count: this.#snr.length,
      scanAtS: Float64Array.from(this.#scanAtS),
      satelliteIds: this.#satelliteIds,
      sensorIds: this.#sensorIds,
      losItrf: Float64Array.from(this.#los),
      sigmaRad: Float64Array.from(this.#sigmaRad),
      snr: Float32Array.from(this.#snr),
      trackIds: this.#trackIds,
      objectIds: this.#objectIds,
    };
  }
}
