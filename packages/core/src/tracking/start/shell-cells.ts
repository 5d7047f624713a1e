import { spanInto } from './rays.ts';
import type { Rays } from './rays.ts';

/** Side of a cell, m: a ray from 1,000 km crosses about ten on its way to the ground, and a raid of 500 km lies in some eight. */
const CELL_M = 256_000;
/** Cells per axis; the shell ends 16,400 km from the Earth's centre. */
const CELLS_PER_AXIS = 256;
/** Rays per scan that fit a vote; a scan has at most 2²⁴. */
const RAYS_PER_VOTE = 2 ** 24;

/** The cell of a place, inertial, m. */
export function cellAt(x: number, y: number, z: number): number {
  const half = CELLS_PER_AXIS / 2;
  return (
    ((Math.floor(x / CELL_M) + half) * CELLS_PER_AXIS + Math.floor(y / CELL_M) + half) * CELLS_PER_AXIS +
    Math.floor(z / CELL_M) +
    half
  );
}

/**
 * Every ray votes for the cells of the altitude shell that a tube around it touches, on the part of it on which a target can be.
 *
 * @param tubeM - Radius of the tube, m.
 * @returns Votes in order of cell, then of ray; `voteCell` and `voteRay` read them.
 */
export function votes(rays: Rays, tubeM: number): Float64Array {
  const { scan, rows } = rays;
  const span = new Float64Array(2);
  const stepM = CELL_M / 4;
  const reachM = stepM / 2 + tubeM;
  const cast: number[] = [];
  /** Of the step before: cells in one box that a step touches are touched by the next one as a rule. */
  let latest: number[] = [];
  let touched: number[] = [];
  const box = new Float64Array(6);
  for (let ray = 0; ray < rows.length; ray++) {
    if (!spanInto(span, rays, ray, tubeM)) continue;
    const row = rows[ray]!;
    const s = 3 * scan.satelliteIndex[row]!;
    const steps = Math.ceil((span[1]! - span[0]!) / stepM);
    latest.length = 0;
    box.fill(Number.NaN);
    for (let step = 0; step < steps; step++) {
      const along = span[0]! + (step + 0.5) * stepM;
      let isSameBox = true;
      for (let axis = 0; axis < 3; axis++) {
        const middle = scan.satellites[s + axis]! + along * scan.los[3 * row + axis]!;
        const lowest = lowerCorner(middle - reachM);
        const highest = lowerCorner(middle + reachM);
        isSameBox &&= lowest === box[axis] && highest === box[3 + axis];
        box[axis] = lowest;
        box[3 + axis] = highest;
      }
      if (isSameBox) continue;
      touched.length = 0;
      for (let cx = box[0]!; cx <= box[3]!; cx += CELL_M) {
        for (let cy = box[1]!; cy <= box[4]!; cy += CELL_M) {
          for (let cz = box[2]!; cz <= box[5]!; cz += CELL_M) {
            const cell = cellAt(cx, cy, cz);
            touched.push(cell);
            if (!latest.includes(cell)) cast.push(cell * RAYS_PER_VOTE + ray);
          }
        }
      }
      [latest, touched] = [touched, latest];
    }
  }
  return Float64Array.from(cast).toSorted();
}

function lowerCorner(value: number): number {
  return Math.floor(value / CELL_M) * CELL_M;
}

export function voteCell(vote: number): number {
  return Math.floor(vote / RAYS_PER_VOTE);
}

export function voteRay(vote: number): number {
  return vote % RAYS_PER_VOTE;
}

/** Centre of a cell, inertial, m. */
export function cellCentre(cell: number): readonly [number, number, number] {
  const half = CELLS_PER_AXIS / 2;
  const z = cell % CELLS_PER_AXIS;
  const y = Math.floor(cell / CELLS_PER_AXIS) % CELLS_PER_AXIS;
  const x = Math.floor(cell / CELLS_PER_AXIS ** 2);
  return [(x - half + 0.5) * CELL_M, (y - half + 0.5) * CELL_M, (z - half + 0.5) * CELL_M];
}

/** No place of a cell is farther than this from its centre, m. */
export const CELL_RADIUS_M: number = (CELL_M * Math.sqrt(3)) / 2;
