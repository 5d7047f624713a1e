import { Option } from 'commander';
import type { Command } from 'commander';
import { example, seed } from '../option-parsers.ts';
import type { ExportFlags } from './export.ts';

/** Adds `cupola export`. */
export function exportCommandLine(parent: Command): void {
  parent
    .command('export')
    .description('a finished run for other programs: what its operator knew (docs/service/profiles.md)')
    .argument('<run>', 'run folder')
    .requiredOption('--format <format>', 'czml, oem, omm, cot, geojson, csv, parquet or xlsx')
    .option('--out <path>', 'a file, or a folder for it (default: standard output, of formats that are text)')
    .option('--json', 'one JSON document on standard output: the file that was written')
    .addOption(new Option('--seed <n>', 'accepted by every command; nothing is drawn').argParser(seed))
    .addHelpText('after', example('export run --format geojson --out run.geojson'))
    .action(async (run: string, flags: ExportFlags) => {
      const { exportCommand } = await import('./export.ts');
      process.exitCode = await exportCommand(run, flags);
    });
}
