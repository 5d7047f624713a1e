import type { Command } from 'commander';
import { example, repeatable, seed } from '../option-parsers.ts';
import type { AcquireFlags } from './acquire.ts';

/** Adds `cupola acquire`. */
export function acquireCommandLine(parent: Command): void {
  parent
    .command('acquire')
    .description('subscribe or own: three forms of contract on the same satellites, for buyer and provider')
    .argument('<file>', 'acquisition file with a section `offers` (YAML)')
    .addOption(repeatable('--set <path=value>', 'change a value of the file; may be repeated'))
    .option('--seed <n>', 'draw from this seed instead of that of the file', seed)
    .option('--against <file>', 'show what changes from that case to this one, payment by payment')
    .option(
      '--by-deployment',
      'satellites in service by date from the section `deployment`, instead of even growth',
    )
    .option('--out <folder>', 'write a page, sheets with live formulas, tables and the answer there')
    .option('--json', 'one JSON document on standard output')
    .addHelpText(
      'after',
      example(
        'acquire scenarios/subscribe-or-own.yaml --set offers.subscription.lockYears=5 --against scenarios/subscribe-or-own.yaml --out offers',
      ),
    )
    .action(async (file: string, flags: AcquireFlags) => {
      const { acquireCommand } = await import('./acquire.ts');
      process.exitCode = await acquireCommand(file, flags);
    });
}
