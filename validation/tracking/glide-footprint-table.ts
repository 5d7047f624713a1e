/**
 * Prints what footprints of gliders hold, a hundred seeds: the table of docs/models/glide-footprint.md.
 *
 *   npm run table:glide-footprints
 */
import { discTold, footprintsTold, trackedFootprint } from './glide-footprints.ts';
import type { FootprintTold } from './glide-footprints.ts';

const SEEDS = Array.from({ length: 100 }, (_, k) => k + 1);
const SHARES = [0, 0.25, 0.5, 0.75, 0.9, 0.97] as const;

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;
}

function percent(told: readonly FootprintTold[], held: (each: FootprintTold) => boolean): string {
  return ((100 * told.filter(held).length) / told.length).toFixed(0).padStart(4);
}

process.stdout.write('steered     asked at share  s left  length of 90 % km   held 50 %  90 %  reach\n');
for (const steering of ['prior', 'one-turn', 'weaving', 'straight'] as const) {
  const glides = SEEDS.map((seed) => footprintsTold(seed, steering, SHARES));
  SHARES.forEach((share, k) => {
    const told = glides.flatMap((each) => each[k] ?? []);
    process.stdout.write(
      `${steering.padEnd(12)} ${String(share).padStart(13)} ${median(told.map((each) => each.leftS))
        .toFixed(0)
        .padStart(7)}` +
        ` ${(median(told.map((each) => each.sizeM)) / 1000).toFixed(0).padStart(17)}` +
        `  ${percent(told, ({ half }) => half).padStart(10)} ${percent(told, ({ nineTenths }) => nineTenths)}` +
        ` ${percent(told, ({ reached }) => reached)}\n`,
    );
  });
}

const discs = SEEDS.map((seed) => discTold(seed, 'prior'));
const expected = discs.reduce((sum, { prob }) => sum + prob, 0);
const spread = Math.sqrt(discs.reduce((sum, { prob }) => sum + prob * (1 - prob), 0));
const hits = discs.filter(({ hit }) => hit).length;
const brier = discs.reduce((sum, { prob, hit }) => sum + (prob - (hit ? 1 : 0)) ** 2, 0) / discs.length;
process.stdout.write(
  `\ndiscs: ${hits} hit, ${expected.toFixed(1)} +- ${spread.toFixed(1)} expected; Brier score ${brier.toFixed(3)}, of the base rate ${((hits / 100) * (1 - hits / 100)).toFixed(3)}\n`,
);
const tracked = SEEDS.map((seed) => trackedFootprint(seed, 'prior')).filter((each) => each !== null);
process.stdout.write(
  `from tracks of the tracker: ${tracked.filter(Boolean).length} of ${tracked.length} in the 90 % area\n`,
);
