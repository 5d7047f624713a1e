/**
 * Prints how honest tracks are about bodies that part: NEES of parents and of what left them, 50 pairs (docs/models/tracking.md).
 *
 *   npm run table:parting
 */
import { partingTable } from './parting-bodies.ts';
import type { PartingTracks } from './parting-bodies.ts';

const SEEDS = [101, 102, 103, 104, 105];
const SINCE_S = [-5, 5, 10, 15, 20, 25, 30, 40, 50, 60, 80, 100];

function cells({ count, nees, positionRmsM }: PartingTracks): string {
  if (count === 0) return '- | - | -';
  return `${count} | ${nees.toFixed(1)} | ${positionRmsM.toFixed(0)}`;
}

process.stdout.write('| s since parting | parents | NEES (6) | off m | shed | NEES (6) | off m |\n');
process.stdout.write('|---|---|---|---|---|---|---|\n');
for (const { sinceS, parents, shed } of partingTable(SEEDS, SINCE_S)) {
  process.stdout.write(`| ${sinceS} | ${cells(parents)} | ${cells(shed)} |\n`);
}
