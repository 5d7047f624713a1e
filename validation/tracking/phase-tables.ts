/**
 * Prints how honest the tracker is in boost, re-entry and glide, 100 seeds: the tables of docs/models/tracking.md.
 *
 *   npm run table:phases
 */
import { bandHalfWidth, boostTable, climbTable, fallTable, glideTable, stagingTable } from './phase-cells.ts';
import type { PhaseTable } from './phase-cells.ts';

const SEEDS = Array.from({ length: 100 }, (_, k) => k + 1);
const GLIDE_S = [5, 10, 15, 20, 30, 40, 60, 80, 100, 120];

function print(title: string, { cells, namedAtS }: PhaseTable): void {
  const times = namedAtS.filter((each) => each !== null).toSorted((a, b) => a - b);
  const [median, p95] = [0.5, 0.95].map((share) => times[Math.floor(share * times.length)]?.toFixed(1));
  process.stdout.write(
    `\n${title}: named in ${times.length} of ${namedAtS.length}, median ${median} s, 95 % ${p95} s\n`,
  );
  process.stdout.write(
    '    at count  NEES  band         position m  velocity m/s  boost coast reentry glide\n',
  );
  for (const cell of cells) {
    const half = bandHalfWidth(cell.count);
    const beyond = cell.nees > 6 + half ? '>' : cell.nees < 6 - half ? '<' : ' ';
    process.stdout.write(
      `${[
        String(cell.at).padStart(6),
        String(cell.count).padStart(5),
        `${cell.nees.toFixed(2)}${beyond}`.padStart(6),
        `${(6 - half).toFixed(2)}-${(6 + half).toFixed(2)}`.padStart(9),
        cell.positionRmsM.toFixed(1).padStart(12),
        cell.velocityRmsMPerS.toFixed(2).padStart(12),
        ...cell.probs.map((each) => each.toFixed(3).padStart(7)),
      ].join(' ')}\n`,
    );
  }
}

const STAGED_S = [-10, -2, 0, 1, 2, 3, 4, 5, 6, 8, 10, 12, 15, 20, 25, 30];

print(
  's after the first track, off the ground',
  climbTable(SEEDS, [0, 1, 2, 3, 4, 5, 6, 8, 10, 15, 20, 30, 45, 60, 80]),
);
print('s after staging, no pause', stagingTable(SEEDS, STAGED_S, false));
print('s after staging, a pause of 2 to 4 s', stagingTable(SEEDS, STAGED_S, true));
print(
  's after cut-off',
  boostTable(SEEDS, [-25, -20, -15, -10, -5, -1, 0, 1, 2, 3, 4, 5, 6, 8, 10, 15, 20, 30, 40]),
);
print('km, falling', fallTable(SEEDS, [120, 100, 90, 80, 70, 60, 50, 40, 35, 30, 25, 20, 15, 10, 5]));
print('s, gliding from the start', glideTable(SEEDS, GLIDE_S, false));
print('s, pulling out of a fall', glideTable(SEEDS, GLIDE_S, true));
