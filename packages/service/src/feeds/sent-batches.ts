import type { ScanBatch } from '@cupola/contract';
import type { SimTimeUs } from '@cupola/core/foundation';
import type { ScanReports } from '@cupola/core/messages';
import type { OwnSide } from '@cupola/core/sensors';

/** Counts the messages of each satellite. */
export class SequenceCounter {
  readonly #next = new Map<string, number>();

  next(satelliteId: string): number {
    const sequence = this.#next.get(satelliteId) ?? 0;
    this.#next.set(satelliteId, sequence + 1);
    return sequence;
  }
}

/** The same reports as their satellites would send them: a batch each, with the time of arrival told. Reports that never arrive are not sent. */
export function sentBatches(
  reports: ScanReports,
  ownSide: OwnSide,
  counter: SequenceCounter,
): readonly ScanBatch[] {
  const rows = Array.from({ length: reports.reportCount }, (_, row) => row).filter((row) =>
    Number.isFinite(reports.arrivedAtUs[row]),
  );
  const bySatellite = Map.groupBy(
    rows,
    (row) => ownSide.channels[reports.channelIndex[row]!]?.satelliteIndex ?? 0,
  );
  return [...bySatellite].map(([satelliteIndex, own]) => {
    const satelliteId = ownSide.satelliteIds[satelliteIndex] ?? '';
    return batchOf(reports, own, ownSide, satelliteId, counter.next(satelliteId));
  });
}

function batchOf(
  reports: ScanReports,
  rows: readonly number[],
  ownSide: OwnSide,
  satelliteId: string,
  sequence: number,
): ScanBatch {
  const { detectionStart: starts, pointingItrf } = reports;
  const sensors = rows.map((row) => ownSide.channels[reports.channelIndex[row]!]?.sensor.id ?? '');
  const sensorIds = [...new Set(sensors)];
  const detections = rows.flatMap((row) =>
    Array.from({ length: starts[row + 1]! - starts[row]! }, (_, k) => starts[row]! + k),
  );
  const detectionStart = new Uint32Array(rows.length + 1);
  rows.forEach((row, at) => {
    detectionStart[at + 1] = detectionStart[at]! + starts[row + 1]! - starts[row]!;
  });
  return {
    satelliteId,
    sequence,
    reportCount: rows.length,
    sensorIds,
    sensorIndex: Uint8Array.from(sensors, (each) => sensorIds.indexOf(each)),
    scanAtUs: Float64Array.from(rows, (row) => reports.scanAtUs[row]!),
    arrivedAtUs: Float64Array.from(rows, (row): SimTimeUs => reports.arrivedAtUs[row]!),
    status: Uint8Array.from(rows, (row) => reports.status[row]!),
    pointingItrf:
      pointingItrf === undefined
        ? null
        : Float64Array.from(rows.flatMap((row) => [...pointingItrf.subarray(3 * row, 3 * row + 3)])),
    detectionStart,
    detectionCount: detections.length,
    losItrf: Float64Array.from(detections.flatMap((at) => [...reports.losItrf.subarray(3 * at, 3 * at + 3)])),
    sigmaRad: Float64Array.from(detections, (at) => reports.sigmaRad[at]!),
    snr: Float32Array.from(detections, (at) => reports.snr[at]!),
  };
}
