import { Option } from 'commander';
import type { Command } from 'commander';
import { days, example, repeatable, seed } from '../option-parsers.ts';
import { CATALOGUE_FORMATS } from './catalogue-flags.ts';
import type { CatalogueFlags } from './catalogue-flags.ts';

/** Adds `cupola catalogue`. */
export function catalogueCommandLine(parent: Command): void {
  parent
    .command('catalogue')
    .description('list what a catalogue of satellites holds, or write it in another format')
    .argument('<file>', 'TLE, or OMM as JSON, CSV, KVN or XML; its content decides')
    .addOption(
      repeatable(
        '--select <key=value>',
        "keep some objects, with the keys of a scenario's select; repeatable",
        'all',
      ),
    )
    .addOption(new Option('--to <format>', 'write the objects').choices(CATALOGUE_FORMATS))
    .option('--out <file>', 'where to write them (default: standard output)')
    .option(
      '--from <instant>',
      'ages are counted from here (default: the first 00:00 UTC after the newest epoch)',
    )
    .option('--max-age-days <days>', 'older elements are named (default: 30)', days)
    .option('--skip-bad', 'use what can be read, and name the rest')
    .option('--json', 'one JSON document on standard output')
    .addOption(new Option('--seed <n>', 'accepted by every command; nothing is drawn here').argParser(seed))
    .addHelpText(
      'after',
      example(
        "catalogue data/catalogues/starlink_2026-07-24.tle --select 'inclinationDeg=[52.9, 53.3]' --to omm-xml --out shell.xml",
      ),
    )
    .action(async (file: string, flags: CatalogueFlags) => {
      const { catalogueCommand } = await import('./catalogue.ts');
      process.exitCode = await catalogueCommand(file, flags);
    });
}
