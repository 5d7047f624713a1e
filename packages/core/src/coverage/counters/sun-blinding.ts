import { TWO_PI } from '../../foundation/index.ts';
import { fastAcos } from './fast-acos.ts';
import { cellLongitudeRad } from '../grid/rows-grid.ts';
import type { RowsGrid } from '../grid/rows-grid.ts';
import { EarthShadow } from '../sight/earth-shadow.ts';
import type { RowBand } from '../sight/field-rows.ts';

/** Guards against rounding where a satellite is told to see nothing near the Sun, rad. */
const MARGIN_RAD = 1e-6;
/** Widens the interval about the Sun's longitude. */
const SUNWARD_MARGIN_M = 10;
const SUNWARD_MARGIN_CELLS = 1e-3;

/**
 * Finds the cells of a row that a satellite would see but for the Sun. With S the satellite, T the place, u the direction to the Sun and ε the
 * exclusion, a place is blinded where g = (T - S)·u - |T - S| cos ε is positive. Moving T by a metre changes g by at most 1 + |cos ε| metres,
 * so that one answer holds for as many cells further along the row as g has such steps: few cells are asked, and none is guessed. In the
 * Earth's shadow nobody is blinded.
 */
export class SunBlinding {
  readonly #grid: RowsGrid;
  readonly #shadow: EarthShadow;
  readonly #exclusionRad: number;
  readonly #cosExclusion: number;
  readonly #farthestM: number;
  readonly #widestRad: number;
  readonly #cosLongitude: Float64Array;
  readonly #sinLongitude: Float64Array;
  /** Cells of a row over which g changes by at most a metre. */
  readonly #cellsPerM: Float64Array;
  /** Of each cell: its place times the direction to the Sun, m. */
  readonly #sunwardM: Float64Array;
  readonly #blinded: Uint16Array;
  readonly #blindedBelow: Uint16Array;
  readonly #sun: Float64Array = new Float64Array(3);
  /** x, y, z and the product with the Sun's direction, m. */
  readonly #satellite: Float64Array = new Float64Array(4);
  /** Of a band, first and last place of the cells that are left out, of those with Earth or limb behind, and of all. */
  readonly #edges: Float64Array = new Float64Array(6);
  #sunLongitudeRad = 0;
  #isClear = true;

  /** @param widestRad - Nothing further off nadir is seen anyway. */
  constructor(grid: RowsGrid, exclusionRad: number, widestRad: number) {
    this.#grid = grid;
    this.#shadow = new EarthShadow(grid.surface);
    this.#exclusionRad = exclusionRad;
    this.#cosExclusion = Math.cos(exclusionRad);
    this.#widestRad = widestRad;
    const { cellCount, rowCount, firstCell, axisDistanceM, zM } = grid;
    this.#cosLongitude = new Float64Array(cellCount);
    this.#sinLongitude = new Float64Array(cellCount);
    this.#cellsPerM = new Float64Array(rowCount);
    let farthestM = 0;
    for (let row = 0; row < rowCount; row++) {
      const p = axisDistanceM[row]!;
      const q = zM[row]!;
      farthestM = Math.max(farthestM, Math.sqrt(p * p + q * q));
      const cells = firstCell[row + 1]! - firstCell[row]!;
      this.#cellsPerM[row] = cells / (TWO_PI * p) / (1 + Math.abs(this.#cosExclusion));
      for (let cell = firstCell[row]!; cell < firstCell[row + 1]!; cell++) {
        this.#cosLongitude[cell] = Math.cos(cellLongitudeRad(grid, row, cell));
        this.#sinLongitude[cell] = Math.sin(cellLongitudeRad(grid, row, cell));
      }
    }
    this.#farthestM = farthestM;
    this.#sunwardM = new Float64Array(cellCount);
    this.#blinded = new Uint16Array(cellCount);
    this.#blindedBelow = new Uint16Array(cellCount);
  }

  /** @param sunItrf - Unit vector. */
  turnToSun(sunItrf: Float64Array): void {
    this.#sun.set(sunItrf);
    const { rowCount, firstCell, axisDistanceM, zM } = this.#grid;
    const [x = 0, y = 0, z = 0] = sunItrf;
    this.#sunLongitudeRad = Math.atan2(y, x);
    for (let row = 0; row < rowCount; row++) {
      const p = axisDistanceM[row]!;
      const along = zM[row]! * z;
      for (let cell = firstCell[row]!; cell < firstCell[row + 1]!; cell++) {
        this.#sunwardM[cell] = p * (this.#cosLongitude[cell]! * x + this.#sinLongitude[cell]! * y) + along;
      }
    }
  }

  /** @param x - Of the satellite, Earth-fixed, m; so are y and z. */
  turnToSatellite(x: number, y: number, z: number): void {
    const satellite = this.#satellite;
    const sun = this.#sun;
    const radiusM = Math.sqrt(x * x + y * y + z * z);
    const sunwardM = x * sun[0]! + y * sun[1]! + z * sun[2]!;
    satellite[0] = x;
    satellite[1] = y;
    satellite[2] = z;
    satellite[3] = sunwardM;
    const sunOffNadirRad = Math.acos(Math.max(-1, Math.min(1, -sunwardM / radiusM)));
    const limbRad = radiusM > this.#farthestM ? Math.asin(this.#farthestM / radiusM) : Math.PI;
    const seenRad = Math.min(limbRad, this.#widestRad) + MARGIN_RAD;
    this.#isClear = sunOffNadirRad - this.#exclusionRad > seenRad || this.#shadow.covers(x, y, z, sun);
  }

  /** Notes the cells of a band that are too near to the Sun. `below`: from this cosine on Earth or limb is behind them. */
  blind(row: number, longitudeRad: number, { from, to }: RowBand, below: number): void {
    if (this.#isClear) return;
    const sunwardCos = this.#sunwardCosine(row, to);
    if (sunwardCos >= 1) return;
    const { firstCell } = this.#grid;
    const cells = firstCell[row + 1]! - firstCell[row]!;
    const cellsPerRad = cells / TWO_PI;
    const edges = this.#edges;
    const middle = longitudeRad * cellsPerRad - 0.5;
    edgesInto(edges, 0, to, middle, cellsPerRad, cells);
    edgesInto(edges, 2, below, middle, cellsPerRad, cells);
    edgesInto(edges, 4, from, middle, cellsPerRad, cells);
    const start = Math.max(edges[4]!, Math.ceil(middle - cells / 2));
    const end = Math.min(edges[5]!, start + cells - 1);
    const sunwardHalf = sunwardCos <= -1 ? cells : fastAcos(sunwardCos) * cellsPerRad;
    const sunHalf = Math.min(cells / 2, sunwardHalf + SUNWARD_MARGIN_CELLS);
    const sunMiddle = this.#sunLongitudeRad * cellsPerRad - 0.5;
    for (let turn = -cells; turn <= cells; turn += cells) {
      const sunStart = Math.ceil(sunMiddle + turn - sunHalf);
      const sunEnd = Math.min(Math.floor(sunMiddle + turn + sunHalf), sunStart + cells - 1);
      this.#ask(row, Math.max(start, sunStart), Math.min(end, sunEnd));
    }
  }

  /** Cells of a band whose difference in longitude from the Sun has a smaller cosine are not too near to it. */
  #sunwardCosine(row: number, to: number): number {
    if (this.#cosExclusion <= 0) return -1;
    const satellite = this.#satellite;
    const x = satellite[0]!;
    const y = satellite[1]!;
    const z = satellite[2]!;
    const sunwardM = satellite[3]!;
    const p = this.#grid.axisDistanceM[row]!;
    const q = this.#grid.zM[row]!;
    const axis2 = x * x + y * y;
    const lever = Math.sqrt(axis2) * p;
    const leastRange2 = axis2 + p * p + (z - q) * (z - q) - 2 * lever * Math.min(1, to);
    const needed = sunwardM + this.#cosExclusion * Math.sqrt(Math.max(0, leastRange2)) - SUNWARD_MARGIN_M;
    const sun = this.#sun;
    return (needed - q * sun[2]!) / (p * Math.sqrt(sun[0]! * sun[0]! + sun[1]! * sun[1]!));
  }

  /** Places from `start` to `end` of the row. */
  #ask(row: number, start: number, end: number): void {
    const edges = this.#edges;
    const first = this.#grid.firstCell[row]!;
    const cells = this.#grid.firstCell[row + 1]! - first;
    const cellsPerM = this.#cellsPerM[row]!;
    for (let place = start; place <= end;) {
      if (place >= edges[0]! && place <= edges[1]!) {
        place = edges[1]! + 1;
        continue;
      }
      const g = this.#nearnessM(row, first + withinRow(place, cells));
      const until = Math.min(end, place + Math.floor(Math.abs(g) * cellsPerM));
      if (g <= 0) {
        place = until + 1;
        continue;
      }
      for (; place <= until; place++) {
        if (place >= edges[0]! && place <= edges[1]!) continue;
        const cell = first + withinRow(place, cells);
        this.#blinded[cell]! += 1;
        if (place >= edges[2]! && place <= edges[3]!) this.#blindedBelow[cell]! += 1;
      }
    }
  }

  /** Positive where the cell is nearer to the Sun than the exclusion. */
  #nearnessM(row: number, cell: number): number {
    const satellite = this.#satellite;
    const { axisDistanceM, zM } = this.#grid;
    const p = axisDistanceM[row]!;
    const dx = p * this.#cosLongitude[cell]! - satellite[0]!;
    const dy = p * this.#sinLongitude[cell]! - satellite[1]!;
    const dz = zM[row]! - satellite[2]!;
    const rangeM = Math.sqrt(dx * dx + dy * dy + dz * dz);
    return this.#sunwardM[cell]! - satellite[3]! - this.#cosExclusion * rangeM;
  }

  /** Takes the cells that were noted off the counts, and forgets them. */
  takeOff(inView: Uint16Array, below: Uint16Array): void {
    for (let cell = 0; cell < inView.length; cell++) inView[cell]! -= this.#blinded[cell]!;
    for (let cell = 0; cell < below.length; cell++) below[cell]! -= this.#blindedBelow[cell]!;
    this.#blinded.fill(0);
    this.#blindedBelow.fill(0);
  }
}

/** A place less than one turn off in a row of so many cells. */
function withinRow(place: number, cells: number): number {
  return place < 0 ? place + cells : place >= cells ? place - cells : place;
}

/** First and last place of the cells that `addIntervals` counts for a cosine; none: the last before the first. */
function edgesInto(
  edges: Float64Array,
  at: number,
  cosHalfWidth: number,
  middle: number,
  cellsPerRad: number,
  cells: number,
): void {
  if (cosHalfWidth <= -1) {
    edges[at] = Number.NEGATIVE_INFINITY;
    edges[at + 1] = Number.POSITIVE_INFINITY;
    return;
  }
  const half = cosHalfWidth < 1 ? fastAcos(cosHalfWidth) * cellsPerRad : -1;
  edges[at] = 2 * cells - Math.floor(half - middle + 2 * cells);
  edges[at + 1] = Math.floor(half + middle + 2 * cells) - 2 * cells;
}
