/**
 * Prints how impacts told while a missile burns hold the ones that come, 100 seeds of each class: the table of docs/models/flight-ends.md.
 *
 *   npm run table:burning-impacts
 */
import { BALLISTIC_CLASSES, BURNING_ATS_S, burningCells } from './burning-impact.ts';

const SEEDS = Array.from({ length: 100 }, (_, k) => k + 1);

process.stdout.write(
  'class        at s  count  within 1, 2 sigma  half, nine tenths  mean squared  miss km  ellipse km   comes down\n',
);
for (const ids of [...BALLISTIC_CLASSES.map((id) => [id]), BALLISTIC_CLASSES]) {
  const id = ids.length === 1 ? ids.join('') : 'all';
  for (const cell of burningCells(SEEDS, ids, BURNING_ATS_S)) {
    if (cell.count === 0) continue;
    process.stdout.write(
      `${id.padEnd(12)} ${String(cell.at).padStart(4)} ${String(cell.count).padStart(6)}` +
        `  ${percent(cell.within1)} / ${percent(cell.within2)} %        ${percent(cell.half)} / ${percent(cell.nineTenths)} %` +
        `  ${cell.meanSquared.toFixed(2).padStart(11)} ${(cell.missM / 1000).toFixed(0).padStart(9)}` +
        `  ${(cell.majorM / 1000).toFixed(0).padStart(5)} x ${(cell.minorM / 1000).toFixed(0).padStart(4)}` +
        ` ${cell.prob.toFixed(2).padStart(10)}\n`,
    );
  }
}

function percent(share: number): string {
  return (100 * share).toFixed(0).padStart(3);
}
