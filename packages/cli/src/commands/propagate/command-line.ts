import { Option } from 'commander';
import type { Command } from 'commander';
import { example, repeatable, seed } from '../option-parsers.ts';
import type { PropagateFlags } from './propagate-flags.ts';

/** Adds `cupola propagate`. */
export function propagateCommandLine(parent: Command): void {
  parent
    .command('propagate')
    .description('ephemerides: where satellites are, time after time')
    .argument('<satellites>', 'scenario (YAML), OMM or TLE file')
    .option(
      '--from <utc>',
      "first instant (default: a scenario's epoch; else 00:00 UTC after the newest elements)",
    )
    .option('--minutes <m>', 'length, minutes; the last instant counts')
    .option('--step-s <s>', 'time between two instants, s')
    .option('--frame <frame>', 'teme, gcrf, itrf or geodetic', 'itrf')
    .option('--format <format>', 'csv, oem (CCSDS orbit ephemeris message) or parquet', 'csv')
    .addOption(
      repeatable(
        '--select <key=value>',
        'which objects of a catalogue, with the keys of `select`; repeatable',
        'all',
      ),
    )
    .option('--max-age-days <d>', "oldest elements that are used (default: the scenario's limit, or 30)")
    .option('--skip-bad', 'use what can be read of a catalogue, and name the rest')
    .option('--out <path>', 'a file, or a folder for it (default: standard output)')
    .option('--json', 'one JSON document on standard output: the rows, or the files')
    .addOption(new Option('--seed <n>', 'accepted by every command; nothing is drawn').argParser(seed))
    .addHelpText(
      'after',
      example(
        'propagate data/catalogues/iridium-next_2026-07-24.tle --minutes 100 --step-s 60 --select count=6',
      ),
    )
    .action(async (satellites: string, flags: PropagateFlags) => {
      const { propagateCommand } = await import('./propagate.ts');
      process.exitCode = await propagateCommand(satellites, flags);
    });
}
