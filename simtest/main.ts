/**
 * Random faults against the operations service (simtest/README.md). A failure prints one line with its seed.
 *
 *   npm run simtest -- --seeds 100 [--from 1]
 */
import { execFileSync } from 'node:child_process';
import { parseArgs } from 'node:util';
import { faultRun } from './fault-run.ts';
import { operatedConfig, sentSeconds } from './sent-seconds.ts';

const { values: flags } = parseArgs({
  options: { seeds: { type: 'string', default: '20' }, from: { type: 'string', default: '1' } },
});
const from = Number(flags.from);
const commit = execFileSync('git', ['rev-parse', '--short', 'HEAD'], { encoding: 'utf8' }).trim();
const config = operatedConfig();
const seconds = sentSeconds();
const sum: Record<string, number> = {};
let failures = 0;
for (let seed = from; seed < from + Number(flags.seeds); seed++) {
  // oxlint-disable-next-line no-await-in-loop -- one service after the other
  const { counts, problem } = await faultRun(seed, seconds, config);
  for (const [name, count] of Object.entries(counts)) sum[name] = (sum[name] ?? 0) + count;
  if (problem === null) continue;
  failures++;
  process.stdout.write(`seed ${seed}, commit ${commit}: ${problem}\n`);
}
const faults = Object.entries(sum).map(([name, count]) => `${name} ${count}`);
process.stdout.write(
  `${flags.seeds} ${Number(flags.seeds) === 1 ? 'seed' : 'seeds'}, ${failures} failed: ${faults.join(', ')}\n`,
);
process.exitCode = failures === 0 ? 0 : 1;
