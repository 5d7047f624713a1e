import type { Command } from 'commander';
import { example, repeatable, seed, workers } from '../option-parsers.ts';
import type { DeployFlags } from './deploy.ts';

/** Adds `cupola deploy`. */
export function deployCommandLine(parent: Command): void {
  parent
    .command('deploy')
    .description('how a layer gets into orbit: launches, planes, satellites in service and coverage by date')
    .argument('<file>', 'acquisition file with a section `deployment` (YAML)')
    .addOption(repeatable('--set <path=value>', 'change a value of the file; may be repeated'))
    .option('--seed <n>', 'draw from this seed instead of that of the file', seed)
    .option('--custody', 'fly the scenario of `deployment.custody` with the satellites of its dates; minutes')
    .option(
      '--campaign <folder>',
      'say what each satellite buys, from a finished sweep over numbers of satellites',
    )
    .option('--workers <n>', 'threads for the flights (default: one per processor, at most 8)', workers)
    .option('--out <folder>', 'write a page, the manifest and the answer there')
    .option('--json', 'one JSON document on standard output')
    .addHelpText(
      'after',
      example(
        'deploy scenarios/subscribe-or-own.yaml --set deployment.packing.planesPerLaunch=2 --out deployment',
      ),
    )
    .action(async (file: string, flags: DeployFlags) => {
      const { deployCommand } = await import('./deploy.ts');
      process.exitCode = await deployCommand(file, flags);
    });
}
