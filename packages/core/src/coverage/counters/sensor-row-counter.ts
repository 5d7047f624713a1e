import type { SensorView } from '../../sensors/index.ts';
import type { RowsGrid } from '../grid/rows-grid.ts';
import { FieldRows } from '../sight/field-rows.ts';
import type { RowBand } from '../sight/field-rows.ts';
import { rowSight } from '../sight/row-sight.ts';
import type { Sight } from '../sight/sight.ts';
import { BandRaster } from './band-raster.ts';
import { SunBlinding } from './sun-blinding.ts';
import type { ViewCounter } from './view-counter.ts';

/**
 * Counts by rows what sensors take of what is in line of sight: bands of each row. What the Sun blinds is found cell by cell, in the bands near
 * the Sun only, and taken off.
 */
export function sensorRowCounter(grid: RowsGrid, sight: Sight, sensor: SensorView): ViewCounter {
  const { rowCount } = grid;
  const seen = new Float64Array(rowCount);
  const behind = new Float64Array(rowCount).fill(Number.POSITIVE_INFINITY);
  const rows = rowSight(grid, sight, { seen, below: behind });
  const maxRangeM = sight.kind === 'shell' ? sight.maxRangeM : Number.POSITIVE_INFINITY;
  const fields = sensor.fields.map((field) => new FieldRows(grid, field, maxRangeM));
  const bands = fields.flatMap(({ near, far }) => [near, far]);
  const widestRad = Math.max(...sensor.fields.map(({ offNadirRad }) => offNadirRad[1]));
  const blinding =
    sensor.sunExclusionRad === 0 ? null : new SunBlinding(grid, sensor.sunExclusionRad, widestRad);
  const all = new BandRaster(grid);
  const underneath = sight.kind === 'shell' ? new BandRaster(grid) : null;
  return {
    countInto(inView, below, satellites, sunItrf): void {
      if (sunItrf !== undefined) blinding?.turnToSun(sunItrf);
      for (let at = 0; at < satellites.length; at += 3) {
        const x = satellites[at]!;
        const y = satellites[at + 1]!;
        const z = satellites[at + 2]!;
        const longitudeRad = Math.atan2(y, x);
        rows.turnTo(x, y, z);
        for (const field of fields) field.turnTo(x, y, z);
        blinding?.turnToSatellite(x, y, z);
        for (let row = rows.fromRow; row < rows.untilRow; row++) {
          if (!(seen[row]! < 1)) continue;
          for (const field of fields) field.take(row, seen[row]!);
          for (const band of bands) {
            if (!isBand(band)) continue;
            all.add(row, longitudeRad, band.from, band.to);
            underneath?.add(row, longitudeRad, Math.max(band.from, behind[row]!), band.to);
            blinding?.blind(row, longitudeRad, band, behind[row]!);
          }
        }
      }
      all.takeInto(inView);
      underneath?.takeInto(below);
      blinding?.takeOff(inView, below);
    },
  };
}

function isBand({ from, to }: RowBand): boolean {
  return from < to && from < 1 && to > -1;
}
