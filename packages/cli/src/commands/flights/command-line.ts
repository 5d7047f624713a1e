import { Option } from 'commander';
import type { Command } from 'commander';
import { example, seed } from '../option-parsers.ts';

/** Adds `cupola flights`. */
export function flightsCommandLine(parent: Command): void {
  parent
    .command('flights')
    .description(
      'published test flights: what was said of them, what physics says, and the generic class flown',
    )
    .argument('[name]', 'only this one')
    .option('--json', 'one JSON document on standard output')
    .addOption(new Option('--seed <n>', 'accepted by every command; nothing is drawn here').argParser(seed))
    .addHelpText('after', example('flights hwasong-14-2017-07-04'))
    .action(async (name: string | undefined, flags: { json?: boolean }) => {
      const { flightsCommand } = await import('./flights.ts');
      process.exitCode = await flightsCommand(name, flags);
    });
}
