import fc from 'fast-check';
import type { ScanBatch } from './scan-batch.ts';

const unit = fc
  .tuple(fc.double({ min: -1, max: 1, noNaN: true }), fc.double({ min: 0, max: 6.28, noNaN: true }))
  .map(([z, angle]): readonly [number, number, number] => {
    const r = Math.sqrt(1 - z * z);
    // JSON has no minus zero.
    return [r * Math.cos(angle) + 0, r * Math.sin(angle) + 0, z + 0];
  });
const name = fc
  .string({ minLength: 1, maxLength: 20, unit: 'grapheme' })
  .filter((text) => text.length <= 100);
const time = fc.integer({ min: -1e12, max: 1e15 });
const detection = fc.record({
  los: unit,
  sigmaRad: fc.double({ min: 1e-9, max: 0.1, noNaN: true }),
  snr: fc.option(fc.float({ min: 0, max: 1e6, noNaN: true }), { nil: Number.NaN }),
});
const report = fc.record({
  sensor: fc.nat({ max: 2 }),
  scanAtUs: time,
  delayUs: fc.option(fc.nat({ max: 1e9 }), { nil: null }),
  status: fc.nat({ max: 3 }),
  pointing: fc.option(unit, { nil: null }),
  detections: fc.array(detection, { maxLength: 6 }),
});

/** Any batch that can be right. */
export const anyBatch: fc.Arbitrary<ScanBatch> = fc
  .record({
    satelliteId: name,
    sequence: fc.maxSafeNat(),
    sensors: fc.uniqueArray(name, { minLength: 3, maxLength: 3 }),
    reports: fc.array(report, { minLength: 1, maxLength: 8 }),
  })
  .map(({ satelliteId, sequence, sensors, reports }) => {
    const used = [...new Set(reports.map((each) => each.sensor))];
    const detections = reports.flatMap((each) => each.detections);
    const detectionStart = new Uint32Array(reports.length + 1);
    reports.forEach((each, row) => {
      detectionStart[row + 1] = detectionStart[row]! + each.detections.length;
    });
    const pointed = reports.some((each) => each.pointing !== null);
    return {
      satelliteId,
      sequence,
      reportCount: reports.length,
      sensorIds: used.map((each) => sensors[each] ?? ''),
      sensorIndex: Uint8Array.from(reports, (each) => used.indexOf(each.sensor)),
      scanAtUs: Float64Array.from(reports, (each) => each.scanAtUs),
      arrivedAtUs: Float64Array.from(reports, ({ scanAtUs, delayUs }) =>
        delayUs === null ? Number.NaN : scanAtUs + delayUs,
      ),
      status: Uint8Array.from(reports, (each) => each.status),
      pointingItrf: pointed
        ? Float64Array.from(reports.flatMap((each) => each.pointing ?? [Number.NaN, Number.NaN, Number.NaN]))
        : null,
      detectionStart,
      detectionCount: detections.length,
      losItrf: Float64Array.from(detections.flatMap((each) => each.los)),
      sigmaRad: Float64Array.from(detections, (each) => each.sigmaRad),
      snr: Float32Array.from(detections, (each) => each.snr),
    };
  });
