import { z } from 'zod';
import { SCAN_STATUSES } from '@cupola/core/messages';
import type { ScanStatus } from '@cupola/core/messages';
import { BATCH_LIMITS, refused } from './scan-batch.ts';
import type { Outcome, ScanBatch } from './scan-batch.ts';

type Triple = [number, number, number];

/** One report of one sensor as a line says it. */
interface PayloadReport {
  readonly sensor: string;
  readonly scanAtUs: number;
  readonly status: ScanStatus;
  readonly arrivedAtUs?: number | undefined;
  readonly pointing?: Triple | undefined;
  /** Direction, sigma and signal over noise, null when that is not told. */
  readonly detections: [number, number, number, number, number | null][];
}

interface Payload {
  readonly sequence: number;
  readonly reports: PayloadReport[];
}

const triple: z.ZodType<Triple> = z.tuple([z.number(), z.number(), z.number()]);
const detection: z.ZodType<PayloadReport['detections'][number]> = z.tuple([
  z.number(),
  z.number(),
  z.number(),
  z.number(),
  z.number().nullable(),
]);

const report: z.ZodType<PayloadReport> = z.strictObject({
  sensor: z.string(),
  scanAtUs: z.number(),
  status: z.enum(SCAN_STATUSES),
  arrivedAtUs: z.number().optional(),
  pointing: triple.optional(),
  detections: z.array(detection),
});

const payload: z.ZodType<Payload> = z.strictObject({
  sequence: z.number(),
  reports: z.array(report).max(BATCH_LIMITS.reports),
});

export function payloadOf(batch: ScanBatch): Payload {
  const { pointingItrf, losItrf, sigmaRad, snr } = batch;
  return {
    sequence: batch.sequence,
    reports: Array.from({ length: batch.reportCount }, (_, row): PayloadReport => {
      const arrivedAtUs = batch.arrivedAtUs[row]!;
      const start = batch.detectionStart[row]!;
      return {
        sensor: batch.sensorIds[batch.sensorIndex[row]!] ?? '',
        scanAtUs: batch.scanAtUs[row]!,
        status: statusAt(batch.status[row]!),
        ...(Number.isNaN(arrivedAtUs) ? {} : { arrivedAtUs }),
        ...(pointingItrf === null || Number.isNaN(pointingItrf[3 * row]!)
          ? {}
          : { pointing: [pointingItrf[3 * row]!, pointingItrf[3 * row + 1]!, pointingItrf[3 * row + 2]!] }),
        detections: Array.from(
          { length: batch.detectionStart[row + 1]! - start },
          (__, k): PayloadReport['detections'][number] => {
            const at = start + k;
            return [
              losItrf[3 * at]!,
              losItrf[3 * at + 1]!,
              losItrf[3 * at + 2]!,
              sigmaRad[at]!,
              Number.isNaN(snr[at]!) ? null : snr[at]!,
            ];
          },
        ),
      };
    }),
  };
}

export function batchOfPayload(satelliteId: string, value: unknown): Outcome<ScanBatch> {
  const read = payload.safeParse(value);
  if (!read.success) {
    const [issue] = read.error.issues;
    return refused(`${issue?.path.join('.') || 'payload'}: ${issue?.message ?? 'not as described'}`);
  }
  const { sequence, reports } = read.data;
  const detectionCount = reports.reduce((sum, each) => sum + each.detections.length, 0);
  if (detectionCount > BATCH_LIMITS.detections) {
    return refused(`more than ${BATCH_LIMITS.detections} detections in one batch`);
  }
  const sensorIds = [...new Set(reports.map((each) => each.sensor))];
  const detectionStart = new Uint32Array(reports.length + 1);
  reports.forEach((each, row) => {
    detectionStart[row + 1] = detectionStart[row]! + each.detections.length;
  });
  const losItrf = new Float64Array(3 * detectionCount);
  const sigmaRad = new Float64Array(detectionCount);
  const snr = new Float32Array(detectionCount);
  let at = 0;
  for (const { detections } of reports) {
    for (const [x, y, z3, sigma, signal] of detections) {
      losItrf.set([x, y, z3], 3 * at);
      sigmaRad[at] = sigma;
      snr[at++] = signal ?? Number.NaN;
    }
  }
  const isPointed = reports.some((each) => each.pointing !== undefined);
  const nowhere = [Number.NaN, Number.NaN, Number.NaN];
  return {
    ok: true,
    value: {
      satelliteId,
      sequence,
      reportCount: reports.length,
      sensorIds,
      sensorIndex: Uint8Array.from(reports, (each) => sensorIds.indexOf(each.sensor)),
      scanAtUs: Float64Array.from(reports, (each) => each.scanAtUs),
      arrivedAtUs: Float64Array.from(reports, (each) => each.arrivedAtUs ?? Number.NaN),
      status: Uint8Array.from(reports, (each) => SCAN_STATUSES.indexOf(each.status)),
      pointingItrf: isPointed ? Float64Array.from(reports.flatMap((each) => each.pointing ?? nowhere)) : null,
      detectionStart,
      detectionCount,
      losItrf,
      sigmaRad,
      snr,
    },
  };
}

function statusAt(index: number): ScanStatus {
  return SCAN_STATUSES[index] ?? 'off';
}
