import type { Command } from 'commander';
import { example, repeatable, seed, workers } from '../option-parsers.ts';
import type { SweepFlags } from './sweep.ts';

/** Adds `cupola sweep`. */
export function sweepCommandLine(parent: Command): void {
  parent
    .command('sweep')
    .description('run a campaign: one scenario over swept settings, seeds and drawn events')
    .argument('<campaign>', 'campaign file (YAML)')
    .option('--out <dir>', 'the campaign folder itself (default: campaigns/<campaign id>)')
    .option('--workers <n>', 'threads that do runs (default: one per processor, at most 8)', workers)
    .addOption(repeatable('--set <path=value>', 'change a value of the campaign file; may be repeated'))
    .option('--seed <n>', 'first seed, instead of that of the file', seed)
    .option('--json', 'one JSON document on standard output')
    .addHelpText('after', example('sweep scenarios/calibration.yaml --workers 2 --out calibration'))
    .action(async (campaign: string, flags: SweepFlags) => {
      const { sweepCommand } = await import('./sweep.ts');
      process.exitCode = await sweepCommand(campaign, flags);
    });
}
