/**
 * Cheapest one-to-one assignment of rows to columns (Hungarian method with potentials, O(rows² columns); [Jonker-1987] shows faster
 * ones). Rows may stay unassigned at `skipCost` each; forbidden pairs cost `Infinity`.
 *
 * @param cost - [row][column], row-major.
 * @returns Column of each row, -1 when it stays unassigned.
 */
export function assign(cost: Float64Array, rows: number, columns: number, skipCost: number): Int32Array {
  return pricedAssignment(cost, rows, columns, skipCost).columnOfRow;
}

/**
 * The cheapest assignment with the prices that prove it: no row can do better, since `cost - rowPrice - columnPrice` is at least 0 everywhere
 * and 0 where it is used, and so is `skipCost - rowPrice - skipPrice`; prices of columns are at most 0, and 0 where they stay free.
 */
export interface PricedAssignment {
  /** -1 when the row stays unassigned. */
  readonly columnOfRow: Int32Array;
  readonly rowPrice: Float64Array;
  readonly columnPrice: Float64Array;
  /** Of each row's own way to stay unassigned. */
  readonly skipPrice: Float64Array;
}

/** The same as `assign`, with prices. */
export function pricedAssignment(
  cost: Float64Array,
  rows: number,
  columns: number,
  skipCost: number,
): PricedAssignment {
  // Each row gets a column of its own for staying unassigned, so a complete assignment always exists.
  const width = columns + rows;
  const costAt = (row: number, column: number): number => {
    if (column < columns) {
      const value = cost[row * columns + column]!;
      return value === Number.POSITIVE_INFINITY ? FORBIDDEN : value;
    }
    return column - columns === row ? skipCost : FORBIDDEN;
  };
  const rowPotential = new Float64Array(rows + 1);
  const columnPotential = new Float64Array(width + 1);
  const rowOfColumn = new Int32Array(width + 1);
  const previous = new Int32Array(width + 1);
  for (let row = 1; row <= rows; row++) {
    rowOfColumn[0] = row;
    let current = 0;
    const shortest = new Float64Array(width + 1).fill(Number.POSITIVE_INFINITY);
    const visited = new Uint8Array(width + 1);
    do {
      visited[current] = 1;
      const fromRow = rowOfColumn[current]!;
      let delta = Number.POSITIVE_INFINITY;
      let nearest = 0;
      for (let column = 1; column <= width; column++) {
        if (visited[column] === 1) continue;
        const reduced = costAt(fromRow - 1, column - 1) - rowPotential[fromRow]! - columnPotential[column]!;
        if (reduced < shortest[column]!) {
          shortest[column] = reduced;
          previous[column] = current;
        }
        if (shortest[column]! < delta) {
          delta = shortest[column]!;
          nearest = column;
        }
      }
      for (let column = 0; column <= width; column++) {
        if (visited[column] === 1) {
          rowPotential[rowOfColumn[column]!]! += delta;
          columnPotential[column]! -= delta;
        } else {
          shortest[column]! -= delta;
        }
      }
      current = nearest;
    } while (rowOfColumn[current] !== 0);
    do {
      const before = previous[current]!;
      rowOfColumn[current] = rowOfColumn[before]!;
      current = before;
    } while (current !== 0);
  }
  const columnOfRow = new Int32Array(rows).fill(-1);
  for (let column = 1; column <= columns; column++) {
    const row = rowOfColumn[column]!;
    if (row > 0 && costAt(row - 1, column - 1) < FORBIDDEN) columnOfRow[row - 1] = column - 1;
  }
  return {
    columnOfRow,
    rowPrice: rowPotential.slice(1),
    columnPrice: columnPotential.slice(1, columns + 1),
    skipPrice: columnPotential.slice(columns + 1),
  };
}

/** Dearer than anything real, small enough not to swallow the digits of what is added to it. */
const FORBIDDEN = 1e9;
