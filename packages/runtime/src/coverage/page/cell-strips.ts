import type { CellPlaces } from '@cupola/core/coverage';
import { degrees, radians } from '@cupola/core/foundation';

/** A strip of latitude across the map, cut where the cell changes. */
export interface CellStrip {
  readonly southDeg: number;
  readonly northDeg: number;
  /** From west to east; places without a cell are left out. */
  readonly pieces: readonly CellPiece[];
}

/** The part of a strip that one cell has, -180 to 180 degrees. */
export interface CellPiece {
  readonly westDeg: number;
  readonly eastDeg: number;
  readonly cell: number;
}

/** How cells are drawn: within their own sides, or by the cell at the middle of each square of so many degrees. */
export type Fineness = { readonly kind: 'sides' } | { readonly kind: 'squares'; readonly squareDeg: number };

/** Cells drawn within their own sides at most. */
const OWN_SIDES_MAX = 12_000;
/** Finest first. */
const SQUARES_DEG = [0.5, 1, 1.5, 2] as const;
/** Squares per cell that show the shape of what is nearest to a point. */
const SQUARES_PER_CELL = 26;

/**
 * The ways of drawing so many cells, finest first.
 *
 * @param wholeCount - Cells that the whole Earth would have: what one is wide.
 */
export function finenesses(places: CellPlaces, cellCount: number, wholeCount: number): readonly Fineness[] {
  const coarseEnough = SQUARES_DEG.filter(
    (squareDeg) => squareDeg === 1 || (360 * 180) / squareDeg ** 2 <= SQUARES_PER_CELL * wholeCount,
  );
  const finest = coarseEnough[0] ?? 1;
  const squares = SQUARES_DEG.filter((squareDeg) => squareDeg >= finest);
  return [
    ...(cellCount <= OWN_SIDES_MAX && places.sides(0) !== null ? [{ kind: 'sides' } as const] : []),
    ...squares.map((squareDeg) => ({ kind: 'squares', squareDeg }) as const),
  ];
}

export function cellStrips(places: CellPlaces, cellCount: number, fineness: Fineness): readonly CellStrip[] {
  return fineness.kind === 'sides' ? ownStrips(places, cellCount) : evenStrips(places, fineness.squareDeg);
}

/** Rows of cells as they are; a cell over the date line is cut in two. */
function ownStrips(places: CellPlaces, cellCount: number): readonly CellStrip[] {
  const strips: { readonly southDeg: number; readonly northDeg: number; readonly pieces: CellPiece[] }[] = [];
  for (let cell = 0; cell < cellCount; cell++) {
    const sides = places.sides(cell);
    if (sides === null) continue;
    const northDeg = degrees(sides.northRad);
    if (strips.at(-1)?.northDeg !== northDeg) {
      strips.push({ southDeg: degrees(sides.southRad), northDeg, pieces: [] });
    }
    const westDeg = degrees(sides.westRad);
    const eastDeg = degrees(sides.eastRad);
    const pieces = strips.at(-1)?.pieces;
    pieces?.push({ westDeg, eastDeg: Math.min(180, eastDeg), cell });
    if (eastDeg > 180 + 1e-9) pieces?.push({ westDeg: -180, eastDeg: eastDeg - 360, cell });
  }
  for (const { pieces } of strips) pieces.sort((a, b) => a.westDeg - b.westDeg);
  return strips;
}

function evenStrips(places: CellPlaces, squareDeg: number): readonly CellStrip[] {
  return Array.from({ length: 180 / squareDeg }, (_, row) => {
    const northDeg = 90 - row * squareDeg;
    const latitudeRad = radians(northDeg - squareDeg / 2);
    const pieces: CellPiece[] = [];
    for (let column = 0; column < 360 / squareDeg; column++) {
      const westDeg = column * squareDeg - 180;
      const cell = places.cellAt(latitudeRad, radians(westDeg + squareDeg / 2));
      if (cell >= 0) pieces.push({ westDeg, eastDeg: westDeg + squareDeg, cell });
    }
    return { southDeg: northDeg - squareDeg, northDeg, pieces };
  });
}
