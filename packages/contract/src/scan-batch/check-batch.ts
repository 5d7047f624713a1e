import { SCAN_STATUSES } from '@cupola/core/messages';
import { BATCH_LIMITS, refused } from './scan-batch.ts';
import type { Outcome, ScanBatch } from './scan-batch.ts';

/** Six decimals of a unit vector are good enough. */
const UNIT_SLACK = 1e-5;
const LEAST_SIGMA_RAD = 1e-9;
const GREATEST_SIGMA_RAD = 0.1;

/** A batch whose every number can be right, or the first reason why it is not. Directions that are off by more than rounding are made exact. */
export function checkedBatch(batch: ScanBatch): Outcome<ScanBatch> {
  const reason = namesReason(batch) ?? reportsReason(batch) ?? detectionsReason(batch);
  return reason === null ? { ok: true, value: withUnitVectors(batch) } : refused(reason);
}

export function isName(value: unknown): value is string {
  return typeof value === 'string' && value.length > 0 && value.length <= BATCH_LIMITS.nameLength;
}

function namesReason({
  satelliteId,
  sequence,
  sensorIds,
  reportCount,
  detectionCount,
}: ScanBatch): string | null {
  if (!isName(satelliteId))
    return `the satellite's id is not a name of 1 to ${BATCH_LIMITS.nameLength} characters`;
  if (!Number.isSafeInteger(sequence) || sequence < 0)
    return 'sequence is not a whole number from 0 to 2^53 - 1';
  if (reportCount === 0) return 'there is no report in it';
  if (reportCount > BATCH_LIMITS.reports) return `more than ${BATCH_LIMITS.reports} reports in one batch`;
  if (detectionCount > BATCH_LIMITS.detections)
    return `more than ${BATCH_LIMITS.detections} detections in one batch`;
  if (sensorIds.length > BATCH_LIMITS.sensors)
    return `more than ${BATCH_LIMITS.sensors} sensors in one batch`;
  if (!sensorIds.every(isName)) return 'a sensor is not a name of 1 to 200 characters';
  return new Set(sensorIds).size < sensorIds.length
    ? 'a sensor is named twice in the table of sensors'
    : null;
}

function reportsReason(batch: ScanBatch): string | null {
  const { detectionStart } = batch;
  for (let report = 0; report < batch.reportCount; report++) {
    const at = `report ${report}`;
    const arrivedAtUs = batch.arrivedAtUs[report]!;
    if (batch.sensorIndex[report]! >= batch.sensorIds.length) return `${at}: its sensor is not in the table`;
    if (!Number.isSafeInteger(batch.scanAtUs[report])) return `${at}: scanAtUs is not whole microseconds`;
    if (!Number.isNaN(arrivedAtUs) && !Number.isSafeInteger(arrivedAtUs)) {
      return `${at}: arrivedAtUs is not whole microseconds`;
    }
    if (arrivedAtUs < batch.scanAtUs[report]!) return `${at}: it arrived before it was scanned`;
    if (batch.status[report]! >= SCAN_STATUSES.length)
      return `${at}: status is none of ${SCAN_STATUSES.join(', ')}`;
    const count = detectionStart[report + 1]! - detectionStart[report]!;
    if (count < 0) return `${at}: its detections end before they start`;
    if (count > BATCH_LIMITS.detectionsPerReport) {
      return `${at}: more than ${BATCH_LIMITS.detectionsPerReport} detections`;
    }
    if (batch.pointingItrf !== null && !isUnitOrAbsent(batch.pointingItrf, report)) {
      return `${at}: pointing is not of unit length`;
    }
  }
  const whole = detectionStart[0] === 0 && detectionStart[batch.reportCount] === batch.detectionCount;
  return whole ? null : 'the detections of the reports are not those of the batch';
}

function detectionsReason({ detectionCount, losItrf, sigmaRad, snr }: ScanBatch): string | null {
  for (let row = 0; row < detectionCount; row++) {
    if (!(Math.abs(lengthAt(losItrf, row) - 1) <= UNIT_SLACK)) return `detection ${row}: not of unit length`;
    if (!(sigmaRad[row]! >= LEAST_SIGMA_RAD && sigmaRad[row]! <= GREATEST_SIGMA_RAD)) {
      return `detection ${row}: sigmaRad is not from a nanoradian to 0.1`;
    }
    if (snr[row]! < 0 || snr[row] === Number.POSITIVE_INFINITY)
      return `detection ${row}: snr is not a number from 0`;
  }
  return null;
}

function lengthAt(vectors: Float64Array, row: number): number {
  return Math.hypot(vectors[3 * row]!, vectors[3 * row + 1]!, vectors[3 * row + 2]!);
}

function isUnitOrAbsent(vectors: Float64Array, row: number): boolean {
  const length = lengthAt(vectors, row);
  return Number.isNaN(length)
    ? vectors.subarray(3 * row, 3 * row + 3).every((each) => Number.isNaN(each))
    : Math.abs(length - 1) <= UNIT_SLACK;
}

/** What is off by rounding alone stays as it was sent, to the bit. */
const ROUNDING = 1e-12;

function withUnitVectors(batch: ScanBatch): ScanBatch {
  const { detectionCount, losItrf } = batch;
  const off = (row: number): boolean => Math.abs(lengthAt(losItrf, row) - 1) > ROUNDING;
  let exact: Float64Array | null = null;
  for (let row = 0; row < detectionCount; row++) {
    if (!off(row)) continue;
    exact ??= losItrf.slice();
    const length = lengthAt(losItrf, row);
    for (let k = 3 * row; k < 3 * row + 3; k++) exact[k] = losItrf[k]! / length;
  }
  return exact === null ? batch : { ...batch, losItrf: exact };
}
