import type { CellStrip } from './cell-strips.ts';

/** Areas of the map that have one colour. */
export interface CellShapes {
  /** Path data in tenths of a pixel, by colour. */
  readonly paths: ReadonlyMap<number, string>;
  /** Rectangles in all. */
  readonly count: number;
}

/** Degrees to tenths of a pixel, whole numbers. */
export interface MapTenths {
  readonly xAt: (lonDeg: number) => number;
  readonly yAt: (latDeg: number) => number;
}

/** Rectangles reach so far under their neighbours to the east and south, that no paper shows between them. Tenths of a pixel. */
const OVERLAP_TENTHS = 4;
/** Pieces nearer than this are neighbours, deg. */
const TOUCHING_DEG = 1e-6;

/** Neighbours of one colour along a strip are one rectangle. */
export function cellShapes(
  strips: readonly CellStrip[],
  colourOf: (cell: number) => number,
  { xAt, yAt }: MapTenths,
): CellShapes {
  const paths = new Map<number, string>();
  let count = 0;
  for (const { northDeg, southDeg, pieces } of strips) {
    const top = yAt(northDeg);
    const height = yAt(southDeg) - top + OVERLAP_TENTHS;
    const drawnFrom = new Map<number, number>();
    for (const run of runsOf(pieces, colourOf)) {
      const west = xAt(run.westDeg);
      const width = xAt(run.eastDeg) - west + OVERLAP_TENTHS;
      const before = drawnFrom.get(run.colour);
      // After a closed rectangle the pen stands at its beginning.
      const move = before === undefined ? `M${west} ${top}` : `m${west - before} 0`;
      paths.set(run.colour, `${paths.get(run.colour) ?? ''}${move}h${width}v${height}h-${width}z`);
      drawnFrom.set(run.colour, west);
      count += 1;
    }
  }
  return { paths, count };
}

interface Run {
  readonly westDeg: number;
  eastDeg: number;
  readonly colour: number;
}

function runsOf(pieces: CellStrip['pieces'], colourOf: (cell: number) => number): readonly Run[] {
  const runs: Run[] = [];
  for (const { westDeg, eastDeg, cell } of pieces) {
    const colour = colourOf(cell);
    const last = runs.at(-1);
    if (last?.colour === colour && westDeg - last.eastDeg < TOUCHING_DEG) last.eastDeg = eastDeg;
    else runs.push({ westDeg, eastDeg, colour });
  }
  return runs;
}
