import type { Command } from 'commander';
import { example, repeatable, seed } from '../option-parsers.ts';
import type { CostFlags } from './cost.ts';

/** Adds `cupola cost`. */
export function costCommandLine(parent: Command): void {
  parent
    .command('cost')
    .description('what a layer of satellites costs: total with ranges, by year and element, what moves it')
    .argument('<file>', 'acquisition file (YAML)')
    .addOption(repeatable('--set <path=value>', 'change a value of the file; may be repeated'))
    .option('--seed <n>', 'draw from this seed instead of that of the file', seed)
    .option(
      '--by-deployment',
      'satellites in service by year from the section `deployment`, instead of even growth',
    )
    .option('--out <folder>', 'write a page, a table and the answer there')
    .option('--json', 'one JSON document on standard output')
    .addHelpText(
      'after',
      example('cost scenarios/subscribe-or-own.yaml --set satellites.count=400 --out cost'),
    )
    .action(async (file: string, flags: CostFlags) => {
      const { costCommand } = await import('./cost.ts');
      process.exitCode = await costCommand(file, flags);
    });
}
