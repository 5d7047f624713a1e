import { Option } from 'commander';
import type { Command } from 'commander';
import { example, seed, year } from '../option-parsers.ts';
import type { ReconcileFlags } from './reconcile.ts';

/** Adds `cupola reconcile`. */
export function reconcileCommandLine(parent: Command): void {
  parent
    .command('reconcile')
    .description('why published totals differ: dollars of one year, years covered, layers, missiles')
    .option('--base-year <year>', 'dollars of this year', year, 2026)
    .option('--out <folder>', 'write a page, a table and the answer there')
    .option('--json', 'one JSON document on standard output')
    .addOption(new Option('--seed <n>', 'accepted by every command; nothing is drawn here').argParser(seed))
    .addHelpText('after', example('reconcile --out reconcile'))
    .action(async (flags: ReconcileFlags) => {
      const { reconcileCommand } = await import('./reconcile.ts');
      process.exitCode = await reconcileCommand(flags);
    });
}
