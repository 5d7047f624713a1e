import { present } from '../../foundation/index.ts';
import { sweepEpipolar } from './epipolar.ts';
import { emptyPassing, meetInto } from './meet.ts';
import { tubeRadiusM } from './rays.ts';
import type { Rays } from './rays.ts';
import { CELL_RADIUS_M, cellAt, cellCentre, voteCell, voteRay, votes } from './shell-cells.ts';

/** Two rays of different satellites that meet within their noise; rays by number, the first of the earlier satellite. */
export interface Meeting {
  readonly first: number;
  readonly second: number;
  readonly alongFirstM: number;
  readonly alongSecondM: number;
  readonly alongSigmaM: number;
  /** Half-way between the rays, inertial, m. */
  readonly x: number;
  readonly y: number;
  readonly z: number;
}

/** Bound on meetings of one scan; reaching it is told. A hundred objects in a 20 km box have 30,000, two hundred 120,000. */
export const MAX_MEETINGS = 200_000;

/**
 * All pairs of rays of different satellites that meet where a target can be, without trying all pairs: rays vote into cells of the shell,
 * and in each cell the rays of two satellites are merged by the angle of their epipolar plane. A meeting counts in the cell it lies in.
 *
 * @returns In order of first and second ray; `boundReached` when there were more than `MAX_MEETINGS`.
 */
export function meetingsOf(rays: Rays): {
  readonly meetings: readonly Meeting[];
  readonly boundReached: boolean;
} {
  const tubeM = tubeRadiusM(rays);
  const cast = votes(rays, tubeM);
  const meetings: Meeting[] = [];
  for (let from = 0; from < cast.length && meetings.length < MAX_MEETINGS;) {
    const cell = voteCell(cast[from]!);
    let until = from + 1;
    while (until < cast.length && voteCell(cast[until]!) === cell) until++;
    if (until > from + 1) meetInCell(rays, cell, cast.subarray(from, until), tubeM, meetings);
    from = until;
  }
  const boundReached = meetings.length >= MAX_MEETINGS;
  return { meetings: meetings.toSorted((a, b) => a.first - b.first || a.second - b.second), boundReached };
}

const passing = emptyPassing();

/** Adds the meetings that lie in one cell. */
function meetInCell(
  { scan, rows }: Rays,
  cell: number,
  cast: Float64Array,
  tubeM: number,
  meetings: Meeting[],
): void {
  const groups: { readonly rays: number[]; readonly rows: number[] }[] = [];
  let satellite = -1;
  for (const vote of cast) {
    const ray = voteRay(vote);
    const row = rows[ray]!;
    if (scan.satelliteIndex[row] !== satellite) groups.push({ rays: [], rows: [] });
    satellite = scan.satelliteIndex[row]!;
    const group = present(groups.at(-1));
    group.rays.push(ray);
    group.rows.push(row);
  }
  const centre = cellCentre(cell);
  for (let a = 0; a < groups.length; a++) {
    for (let b = a + 1; b < groups.length; b++) {
      const first = present(groups[a]);
      const second = present(groups[b]);
      sweepEpipolar(scan, first.rows, second.rows, centre, CELL_RADIUS_M + tubeM, (i, j) => {
        if (!meetInto(passing, scan, first.rows[i]!, second.rows[j]!)) return;
        if (cellAt(passing.x, passing.y, passing.z) !== cell) return;
        if (meetings.length < MAX_MEETINGS) {
          const { alongFirstM, alongSecondM, alongSigmaM, x, y, z } = passing;
          const [ray, other] = [first.rays[i]!, second.rays[j]!];
          meetings.push({ first: ray, second: other, alongFirstM, alongSecondM, alongSigmaM, x, y, z });
        }
      });
    }
  }
}
