import { Option } from 'commander';
import type { Command } from 'commander';
import { example, seed } from '../option-parsers.ts';

/** Adds `cupola validate`. */
export function validateCommandLine(parent: Command): void {
  parent
    .command('validate')
    .description('compare with published values: one line per case, and how many are reproduced')
    .option('--area <name>', 'only the cases of one area, such as frames or orbits')
    .option('--json', 'one JSON document on standard output')
    .addOption(
      new Option('--seed <n>', 'accepted by every command; validation draws nothing').argParser(seed),
    )
    .addHelpText('after', example('validate --area frames'))
    .action(async (flags: { area?: string; json?: boolean }) => {
      const { validateCommand } = await import('./validate.ts');
      process.exitCode = await validateCommand(flags);
    });
}
