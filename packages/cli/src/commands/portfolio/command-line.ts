import type { Command } from 'commander';
import { example, repeatable, seed, workers } from '../option-parsers.ts';
import type { PortfolioFlags } from './portfolio.ts';

/** Adds `cupola portfolio`. */
export function portfolioCommandLine(parent: Command): void {
  parent
    .command('portfolio')
    .description(
      'the best set of bids under budgets, needs and rules, how near to the best it is proven, and why',
    )
    .argument('<file>', 'portfolio file (YAML), bids in it or beside it')
    .addOption(repeatable('--set <path=value>', 'change a value of the file; may be repeated'))
    .option('--seed <n>', 'draw weights and break-ups from this seed instead of that of the file', seed)
    .addOption(
      repeatable(
        '--why <bid>',
        'also find the best set with this bid (or, if chosen, without it); may be repeated',
      ),
    )
    .option('--workers <n>', 'threads that solve (default: one per processor, at most 8)', workers)
    .option(
      '--ndjson',
      'tell each better bound, answer and point of the front as a line of JSON on standard error',
    )
    .option('--out <folder>', 'write a page, tables and the answer there')
    .option('--json', 'one JSON document on standard output')
    .addHelpText('after', example('portfolio scenarios/bids-180.yaml --set budget.totalUsdM=3000 --out bids'))
    .action(async (file: string, flags: PortfolioFlags) => {
      const { portfolioCommand } = await import('./portfolio.ts');
      process.exitCode = await portfolioCommand(file, flags);
    });
}
