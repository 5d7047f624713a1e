import { itrfFromGeodeticInto } from '../earth.ts';
import type { Stretch } from './polygon-edges.ts';

/** Pieces of a border, found by the cube of space that a place lies in. */
export interface MarginCells {
  readonly marginM: number;
  readonly cellM: number;
  /** [piece][x, y, z of its start, then of its end], Earth-fixed, m. */
  readonly pieces: Float64Array;
  /** Pieces that come within the margin of any place in a cube. */
  readonly cells: ReadonlyMap<number, readonly number[]>;
}

/** Longest piece of an edge, m: a chord of this length runs 8 m below the ground. */
const PIECE_M = 20_000;
/** Smallest cube, m. */
const CELL_M = 25_000;
/** Cubes on either side of the centre of the Earth, at most; three of them make a key. */
const CELLS_ACROSS = 1024;
const PIECE_NUMBERS = 6;
/** Of one degree of latitude, m; longer than any. */
const DEGREE_M = 111_700;

/**
 * Makes ready to ask what lies within a margin of a border. Distances are those of the chord between Earth-fixed places on the ellipsoid, so that neither the 180°
 * meridian nor a pole is a special place; against the way over the ground they are short by 0.03 % at 500 km.
 */
export function marginCells(edges: readonly Stretch[], marginM: number): MarginCells {
  const pieces = Float64Array.from(edges.flatMap((edge) => piecesOf(edge)));
  const cellM = Math.max(marginM, CELL_M);
  const cells = new Map<number, number[]>();
  for (let piece = 0; piece < pieces.length / PIECE_NUMBERS; piece++) {
    const [fromX, toX] = cellsAlong(pieces, piece, 0, cellM, marginM);
    const [fromY, toY] = cellsAlong(pieces, piece, 1, cellM, marginM);
    const [fromZ, toZ] = cellsAlong(pieces, piece, 2, cellM, marginM);
    for (let x = fromX; x <= toX; x++)
      for (let y = fromY; y <= toY; y++)
        for (let z = fromZ; z <= toZ; z++) {
          const key = keyOf(x, y, z);
          const cell = cells.get(key);
          if (cell === undefined) cells.set(key, [piece]);
          else cell.push(piece);
        }
  }
  return { marginM, cellM, pieces, cells };
}

const PLACE = new Float64Array(3);

/** Does the place on the ground lie within the margin of the border? */
export function isWithinMargin(
  { marginM, cellM, pieces, cells }: MarginCells,
  longitudeRad: number,
  latitudeRad: number,
): boolean {
  itrfFromGeodeticInto(PLACE, 0, { latitudeRad, longitudeRad, heightM: 0 });
  const [x, y, z] = [PLACE[0]!, PLACE[1]!, PLACE[2]!];
  const near = cells.get(keyOf(Math.floor(x / cellM), Math.floor(y / cellM), Math.floor(z / cellM)));
  if (near === undefined) return false;
  for (const piece of near) {
    const at = PIECE_NUMBERS * piece;
    const ax = pieces[at + 3]! - pieces[at]!;
    const ay = pieces[at + 4]! - pieces[at + 1]!;
    const az = pieces[at + 5]! - pieces[at + 2]!;
    const bx = x - pieces[at]!;
    const by = y - pieces[at + 1]!;
    const bz = z - pieces[at + 2]!;
    const length2 = ax * ax + ay * ay + az * az;
    const along = length2 > 0 ? (ax * bx + ay * by + az * bz) / length2 : 0;
    const share = along < 0 ? 0 : along > 1 ? 1 : along;
    const [dx, dy, dz] = [bx - share * ax, by - share * ay, bz - share * az];
    if (dx * dx + dy * dy + dz * dz <= marginM * marginM) return true;
  }
  return false;
}

function keyOf(x: number, y: number, z: number): number {
  const half = CELLS_ACROSS / 2;
  return ((x + half) * CELLS_ACROSS + (y + half)) * CELLS_ACROSS + (z + half);
}

function cellsAlong(
  pieces: Float64Array,
  piece: number,
  axis: number,
  cellM: number,
  marginM: number,
): readonly [number, number] {
  const one = pieces[PIECE_NUMBERS * piece + axis]!;
  const other = pieces[PIECE_NUMBERS * piece + 3 + axis]!;
  return [
    Math.floor((Math.min(one, other) - marginM) / cellM),
    Math.floor((Math.max(one, other) + marginM) / cellM),
  ];
}

function piecesOf({ longitude1, latitude1, longitude2, latitude2 }: Stretch): readonly number[] {
  const degreesLong = (Math.hypot(longitude2 - longitude1, latitude2 - latitude1) * 180) / Math.PI;
  const count = Math.max(1, Math.ceil((degreesLong * DEGREE_M) / PIECE_M));
  const place = new Float64Array(3);
  const corner = (share: number): readonly number[] => {
    const latitudeRad = latitude1 + share * (latitude2 - latitude1);
    const longitudeRad = longitude1 + share * (longitude2 - longitude1);
    itrfFromGeodeticInto(place, 0, { latitudeRad, longitudeRad, heightM: 0 });
    return [...place];
  };
  return Array.from({ length: count }, (_, i) => [...corner(i / count), ...corner((i + 1) / count)]).flat();
}
