import type { MeanElements } from './mean-elements.ts';
import { altitudeKmOf } from './mean-orbit.ts';
import { SHELL_WITHIN_DEG, SHELL_WITHIN_KM } from './satellite-selection.ts';

/** Objects that share altitude and inclination. */
export interface CatalogueShell {
  /** Middle of the shell; with the half widths of a `shell` selection it holds these objects. */
  readonly altitudeKm: number;
  readonly inclinationDeg: number;
  readonly satelliteCount: number;
}

export interface CatalogueShells {
  /** Fullest first. */
  readonly shells: readonly CatalogueShell[];
  /** Objects in none of them: on their way, or alone. */
  readonly elsewhere: number;
}

/** Cells of the map in which shells are looked for; five of them to a half width. */
const CELL_KM = SHELL_WITHIN_KM / 5;
const CELL_DEG = SHELL_WITHIN_DEG / 5;
const HALF_WIDTH_CELLS = 5;
const SHELLS_MAX = 20;

interface Cell {
  readonly altitude: number;
  readonly inclination: number;
  count: number;
}

/**
 * The shells of a catalogue: the place in altitude and inclination with the most objects within 10 km and 0.1 degrees, then the same with what is
 * left, until a place has fewer than `fewest`. Each object counts once.
 */
export function catalogueShells(elements: readonly MeanElements[], fewest: number): CatalogueShells {
  const cells = new Map<string, Cell>();
  for (const each of elements) {
    const altitude = Math.round(altitudeKmOf(each) / CELL_KM);
    const inclination = Math.round(each.inclinationDeg / CELL_DEG);
    const key = `${altitude} ${inclination}`;
    const cell = cells.get(key);
    if (cell === undefined) cells.set(key, { altitude, inclination, count: 1 });
    else cell.count += 1;
  }
  const shells: CatalogueShell[] = [];
  let elsewhere = elements.length;
  while (shells.length < SHELLS_MAX && cells.size > 0) {
    const { middle, members } = fullest(cells);
    const satelliteCount = countOf(members);
    if (satelliteCount < fewest) break;
    shells.push({
      altitudeKm: middle.altitude * CELL_KM,
      inclinationDeg: Number((middle.inclination * CELL_DEG).toFixed(2)),
      satelliteCount,
    });
    elsewhere -= satelliteCount;
    for (const { altitude, inclination } of members) cells.delete(`${altitude} ${inclination}`);
  }
  return { shells, elsewhere };
}

interface Place {
  readonly altitude: number;
  readonly inclination: number;
}

/** The cell with the most objects around it, and the cells around it; of equals the lowest, then the least inclined. */
function fullest(cells: ReadonlyMap<string, Cell>): {
  readonly middle: Place;
  readonly members: readonly Cell[];
} {
  let middle: Place = { altitude: 0, inclination: 0 };
  let members: readonly Cell[] = [];
  let most = 0;
  const ordered = [...cells.values()].toSorted(
    (a, b) => a.altitude - b.altitude || a.inclination - b.inclination,
  );
  for (const place of ordered) {
    const around = cellsAround(cells, place);
    const count = countOf(around);
    if (count > most) [middle, members, most] = [place, around, count];
  }
  return { middle, members };
}

function cellsAround(cells: ReadonlyMap<string, Cell>, { altitude, inclination }: Place): readonly Cell[] {
  const around: Cell[] = [];
  for (let a = altitude - HALF_WIDTH_CELLS; a <= altitude + HALF_WIDTH_CELLS; a++) {
    for (let i = inclination - HALF_WIDTH_CELLS; i <= inclination + HALF_WIDTH_CELLS; i++) {
      const cell = cells.get(`${a} ${i}`);
      if (cell !== undefined) around.push(cell);
    }
  }
  return around;
}

function countOf(cells: readonly Cell[]): number {
  return cells.reduce((sum, cell) => sum + cell.count, 0);
}
