import type { Command } from 'commander';
import { example } from '../option-parsers.ts';
import type { BriefFlags } from './brief.ts';

/** Adds `cupola brief`. */
export function briefCommandLine(parent: Command): void {
  parent
    .command('brief')
    .description(
      'two cited pages of a run, and of results beside it: question, answer, numbers with source and grade, limits',
    )
    .argument('<run>', 'run folder')
    .argument('[folders...]', 'folders of cost, deploy, acquire or portfolio')
    .option('--out <folder>', 'write brief.html (two sheets of A4) and brief.md there')
    .option('--json', 'one JSON document on standard output')
    .addHelpText('after', example('brief run cost deployment --out brief'))
    .action(async (run: string, folders: readonly string[], flags: BriefFlags) => {
      const { briefCommand } = await import('./brief.ts');
      process.exitCode = await briefCommand(run, folders, flags);
    });
}
