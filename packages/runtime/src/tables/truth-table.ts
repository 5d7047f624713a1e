import { US_PER_S } from '@cupola/core/foundation';
import type { ObjectRecord } from '@cupola/core/metrics';
import type { EarthRotation } from '@cupola/core/physics';
import { FLIGHT_PHASES, stateAtInto } from '@cupola/core/truth';
import { MotionColumns } from './motion-columns.ts';
import { parquetBytes, rowOrder } from './parquet.ts';
import type { TableColumn } from './parquet.ts';

/** One row per object and whole second of its flight inside the scenario: where it truly was, in both frames. */
export function truthTable(
  objects: readonly ObjectRecord[],
  durationS: number,
  earth: EarthRotation,
): Uint8Array {
  const state = new Float64Array(6);
  const found: { readonly object: ObjectRecord; readonly second: number }[] = [];
  for (const object of objects) {
    for (let second = 0; second <= durationS; second++) {
      if (stateAtInto(state, object.flight, second * US_PER_S)) found.push({ object, second });
    }
  }
  const order = rowOrder(
    found.map((row) => row.second),
    found.map((row) => row.object.flight.id),
  );
  const rows = [...order].flatMap((row) => found[row] ?? []);
  const motion = new MotionColumns(rows.length, earth);
  for (const [row, { object, second }] of rows.entries()) {
    stateAtInto(state, object.flight, second * US_PER_S);
    motion.set(row, second * US_PER_S, state);
  }
  const text = (name: string, value: (object: ObjectRecord, second: number) => string): TableColumn => ({
    name,
    kind: 'text',
    values: rows.map(({ object, second }) => value(object, second)),
  });
  return parquetBytes([
    { name: 'atS', kind: 'whole', values: Int32Array.from(rows, (row) => row.second) },
    text('objectId', (object) => object.flight.id),
    text('eventId', (object) => object.flight.eventId),
    text('vehicle', (object) => object.flight.vehicleId),
    text('role', (object) => object.flight.role),
    text('parentId', (object) => object.flight.parentId ?? ''),
    text('phase', (object, second) => FLIGHT_PHASES[object.phase[second] ?? 0] ?? 'ended'),
    ...motion.columns(),
  ]);
}
