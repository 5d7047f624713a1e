import type { DetectionRows } from '@cupola/core/metrics';
import { parquetBytes, rowOrder } from './parquet.ts';
import type { TableColumn } from './parquet.ts';

/** One row per kept detection, by scan time, then satellite and sensor. */
export function detectionsTable(rows: DetectionRows): Uint8Array {
  const looks = Array.from(
    { length: rows.count },
    (_, row) => `${rows.satelliteIds[row]} ${rows.sensorIds[row]}`,
  );
  const order = rowOrder(rows.scanAtS, looks);
  const number = (name: string, value: (row: number) => number): TableColumn => ({
    name,
    kind: 'number',
    values: Float64Array.from(order, value),
  });
  const text = (name: string, values: readonly (string | null)[]): TableColumn => ({
    name,
    kind: 'text',
    values: Array.from(order, (row) => values[row] ?? null),
  });
  return parquetBytes([
    number('scanAtS', (row) => rows.scanAtS[row] ?? Number.NaN),
    text('satelliteId', rows.satelliteIds),
    text('sensorId', rows.sensorIds),
    number('losXItrf', (row) => rows.losItrf[3 * row] ?? Number.NaN),
    number('losYItrf', (row) => rows.losItrf[3 * row + 1] ?? Number.NaN),
    number('losZItrf', (row) => rows.losItrf[3 * row + 2] ?? Number.NaN),
    number('sigmaRad', (row) => rows.sigmaRad[row] ?? Number.NaN),
    number('snr', (row) => rows.snr[row] ?? Number.NaN),
    text('trackId', rows.trackIds),
    text('objectId', rows.objectIds),
  ]);
}
