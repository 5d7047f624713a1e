import type { FieldOfRegard, SensorView } from '../../sensors/index.ts';
import { addInterval, emptyRaster, takeCountsInto } from './row-raster.ts';
import type { RowRaster } from './row-raster.ts';
import type { RowsGrid } from '../grid/rows-grid.ts';
import type { Sight } from '../sight/sight.ts';
import type { ViewCounter } from './view-counter.ts';
import { coneEdgesInto, coneOf } from '../sight/cone-edges.ts';
import type { ConeEdges } from '../sight/cone-edges.ts';
import { limbRows, rowSight } from '../sight/row-sight.ts';
import type { RowPlace, RowPart } from '../sight/row-sight.ts';
import { SunBlinding } from './sun-blinding.ts';

/** A satellite exactly above a pole has no longitude; moving it by this much changes no count and divides by nothing. */
const NEAREST_TO_AXIS_M = 1e-3;

/** A part of a row in longitude: cells whose difference in longitude from the satellite has a cosine of at least `from` and below `to`. */
export interface RowBand {
  from: number;
  to: number;
}

/**
 * Counts by rows what sensors take of what is in line of sight. Off nadir a field is a cone about the satellite's direction, so that of each
 * row it takes one band of cells east and west of the satellite, or two where it reaches over the limb to the far side; bands are the
 * difference of two intervals. What the Sun blinds is found cell by cell, in the bands near the Sun only, and taken off.
 */
export function sensorRowCounter(grid: RowsGrid, sight: Sight, sensor: SensorView): ViewCounter {
  const sees = rowSight(grid, sight);
  const fields = sensor.fields.map((field) => fieldRows(grid, field, maxRangeM(sight)));
  const widestRad = Math.max(...sensor.fields.map(({ offNadirRad }) => offNadirRad[1]));
  const blinding =
    sensor.sunExclusionRad === 0 ? null : new SunBlinding(grid, sensor.sunExclusionRad, widestRad);
  const all = new BandRaster(grid);
  const underneath = sight.kind === 'shell' ? new BandRaster(grid) : null;
  const part: RowPart = { seen: 0, below: 0 };
  const bands = sensor.fields.flatMap((): RowBand[] => [
    { from: 0, to: 0 },
    { from: 0, to: 0 },
  ]);
  const place = { row: 0, axisM: 0, zM: 0 };
  return {
    countInto(inView, below, satellites, sunItrf): void {
      if (sunItrf !== undefined) blinding?.turnToSun(sunItrf);
      for (let at = 0; at < satellites.length; at += 3) {
        const x = satellites[at]!;
        const y = satellites[at + 1]!;
        place.zM = satellites[at + 2]!;
        place.axisM = Math.max(NEAREST_TO_AXIS_M, Math.sqrt(x * x + y * y));
        const longitudeRad = Math.atan2(y, x);
        blinding?.turnToSatellite(x, y, place.zM);
        for (let row = 0; row < grid.rowCount; row++) {
          place.row = row;
          sees(part, place);
          if (!(part.seen < 1)) continue;
          for (let index = 0; index < fields.length; index++)
            fields[index]!(bands[2 * index]!, bands[2 * index + 1]!, part.seen, place);
          for (let index = 0; index < bands.length; index++) {
            const band = bands[index]!;
            if (!isBand(band)) continue;
            all.add(row, longitudeRad, band.from, band.to);
            underneath?.add(row, longitudeRad, Math.max(band.from, part.below), band.to);
            blinding?.blind(row, longitudeRad, band, part.below);
          }
        }
      }
      all.takeInto(inView);
      underneath?.takeInto(below);
      blinding?.takeOff(inView, below);
    },
  };
}

function maxRangeM(sight: Sight): number {
  return sight.kind === 'shell' ? sight.maxRangeM : Number.POSITIVE_INFINITY;
}

/** Fills in the bands of a row that a field takes on the near and on the far side of the limb, of cells from a cosine on. */
type FieldRows = (near: RowBand, far: RowBand, from: number, place: RowPlace) => void;

function fieldRows(grid: RowsGrid, field: FieldOfRegard, sightRangeM: number): FieldRows {
  const { axisDistanceM, zM } = grid;
  const [innerCone, outerCone] = [coneOf(field.offNadirRad[0]), coneOf(field.offNadirRad[1])];
  const rangeM = Math.min(field.maxRangeM, sightRangeM);
  const floor = field.tangentFloorM === null ? null : limbRows(grid, field.tangentFloorM);
  const floorPart: RowPart = { seen: Number.NEGATIVE_INFINITY, below: Number.POSITIVE_INFINITY };
  const inner: ConeEdges = { near: 0, far: 0 };
  const outer: ConeEdges = { near: 0, far: 0 };
  return (near, far, from, place) => {
    const { row, axisM, zM: z } = place;
    const p = axisDistanceM[row]!;
    const q = zM[row]!;
    const satellite2 = axisM * axisM + z * z;
    const target2 = p * p + q * q;
    coneEdgesInto(inner, innerCone, satellite2, target2);
    coneEdgesInto(outer, outerCone, satellite2, target2);
    floor?.(floorPart, place);
    const axes = z * q;
    const scale = 1 / (axisM * p);
    const inRange = ((satellite2 + target2 - rangeM * rangeM) / 2 - axes) * scale;
    const least = Math.max(from, inRange, floorPart.seen);
    const most = floorPart.below;
    near.from = Math.max(least, (outer.near - axes) * scale);
    near.to = Math.min(most, (inner.near - axes) * scale);
    far.from = Math.max(least, (inner.far - axes) * scale);
    far.to = Math.min(most, (outer.far - axes) * scale);
  };
}

function isBand({ from, to }: RowBand): boolean {
  return from < to && from < 1 && to > -1;
}

/** Bands as differences of intervals. */
class BandRaster {
  readonly #wide: RowRaster;
  readonly #narrow: RowRaster;
  readonly #taken: Uint16Array;

  constructor(grid: RowsGrid) {
    this.#wide = emptyRaster(grid);
    this.#narrow = emptyRaster(grid);
    this.#taken = new Uint16Array(grid.cellCount);
  }

  add(row: number, longitudeRad: number, from: number, to: number): void {
    if (!(from < to)) return;
    addInterval(this.#wide, row, longitudeRad, from);
    addInterval(this.#narrow, row, longitudeRad, to);
  }

  takeInto(counts: Uint16Array): void {
    takeCountsInto(counts, this.#wide);
    takeCountsInto(this.#taken, this.#narrow);
    for (let cell = 0; cell < counts.length; cell++) counts[cell]! -= this.#taken[cell]!;
  }
}
