import type { FieldOfRegard } from '../../sensors/index.ts';
import type { RowsGrid } from '../grid/rows-grid.ts';
import { coneEdgesInto, coneOf } from './cone-edges.ts';
import type { Cone, ConeEdges } from './cone-edges.ts';
import { limbRows } from './limb-rows.ts';
import type { RowCosines, RowSight } from './row-sight.ts';
import { satelliteAxisM } from './satellite-axis.ts';

/** A part of a row in longitude: cells whose difference in longitude from the satellite has a cosine of at least `from` and below `to`. */
export interface RowBand {
  from: number;
  to: number;
}

/**
 * What a field of regard takes of rows. Off nadir it is a cone about the satellite's direction, so that of each row it takes one band of cells
 * east and west of the satellite, or two where it reaches over the limb to the far side.
 */
export class FieldRows {
  readonly near: RowBand = { from: 0, to: 0 };
  readonly far: RowBand = { from: 0, to: 0 };
  readonly #grid: RowsGrid;
  readonly #innerCone: Cone;
  readonly #outerCone: Cone;
  readonly #range2: number;
  readonly #inner: ConeEdges = { near: 0, far: 0 };
  readonly #outer: ConeEdges = { near: 0, far: 0 };
  readonly #floor: RowSight | null;
  readonly #overFloor: RowCosines;
  #axisM = 0;
  #z = 0;

  /** @param maxRangeM - Longest line of sight, whatever the field's own, m; may be infinite. */
  constructor(grid: RowsGrid, field: FieldOfRegard, maxRangeM: number) {
    const { offNadirRad, tangentFloorM } = field;
    const rangeM = Math.min(field.maxRangeM, maxRangeM);
    this.#grid = grid;
    this.#innerCone = coneOf(offNadirRad[0]);
    this.#outerCone = coneOf(offNadirRad[1]);
    this.#range2 = rangeM * rangeM;
    this.#overFloor = {
      seen: new Float64Array(grid.rowCount).fill(Number.NEGATIVE_INFINITY),
      below: new Float64Array(grid.rowCount).fill(Number.POSITIVE_INFINITY),
    };
    this.#floor =
      tangentFloorM === null
        ? null
        : limbRows(grid, tangentFloorM, Number.POSITIVE_INFINITY, this.#overFloor);
  }

  /** @param x - Of the satellite, Earth-fixed, m; so are y and z. */
  turnTo(x: number, y: number, z: number): void {
    this.#axisM = satelliteAxisM(x, y);
    this.#z = z;
    this.#floor?.turnTo(x, y, z);
  }

  /** Both bands of a row; nothing before the cosine `from` is in line of sight. */
  take(row: number, from: number): void {
    const axisM = this.#axisM;
    const z = this.#z;
    const inner = this.#inner;
    const outer = this.#outer;
    const p = this.#grid.axisDistanceM[row]!;
    const q = this.#grid.zM[row]!;
    const satellite2 = axisM * axisM + z * z;
    const target2 = p * p + q * q;
    coneEdgesInto(inner, this.#innerCone, satellite2, target2);
    coneEdgesInto(outer, this.#outerCone, satellite2, target2);
    const axes = z * q;
    const scale = 1 / (axisM * p);
    const inRange = ((satellite2 + target2 - this.#range2) / 2 - axes) * scale;
    const least = Math.max(from, inRange, this.#overFloor.seen[row]!);
    const most = this.#overFloor.below[row]!;
    const { near, far } = this;
    near.from = Math.max(least, (outer.near - axes) * scale);
    near.to = Math.min(most, (inner.near - axes) * scale);
    far.from = Math.max(least, (inner.far - axes) * scale);
    far.to = Math.min(most, (outer.far - axes) * scale);
  }
}
