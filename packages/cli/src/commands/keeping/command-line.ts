import { Option } from 'commander';
import type { Command } from 'commander';
import { example } from '../option-parsers.ts';
import type { BackupFlags, RestoreFlags } from './backup.ts';
import type { PruneFlags } from './prune.ts';
import { retentionOptions } from './retention-options.ts';

const DATA_FOLDER = 'cupola-data';

function data(description: string): Option {
  return new Option('--data <folder>', description).env('CUPOLA_DATA').default(DATA_FOLDER);
}

function postgres(description: string): Option {
  return new Option('--postgres <url>', description).env('CUPOLA_POSTGRES');
}

/** Where logs of live sessions are streams. */
function streamOptions(): readonly Option[] {
  return [
    new Option('--nats <urls>', 'servers on which logs are kept as streams').env('CUPOLA_NATS'),
    new Option('--nats-creds <file>', 'credentials of a NATS account').env('CUPOLA_NATS_CREDS'),
    new Option('--nats-ca <file>', 'certificates that tls:// servers are trusted by').env('CUPOLA_NATS_CA'),
    new Option('--nats-name <name>', 'of the service among others on these servers')
      .env('CUPOLA_NATS_NAME')
      .default('cupola'),
  ];
}

/** Adds `cupola backup`, `cupola restore` and `cupola prune`. */
export function keepingCommandLines(parent: Command): void {
  const backup = parent
    .command('backup')
    .description('copy the data folder of a service, which may run meanwhile (docs/service/operations.md)')
    .addOption(data('of the service'))
    .addOption(postgres('of the service, if its store is a database; dumped with pg_dump'));
  for (const each of streamOptions()) backup.addOption(each);
  backup
    .requiredOption('--out <folder>', 'where the backup appears when it is whole; a new path')
    .option('--json', 'one JSON document on standard output')
    .addHelpText('after', example('backup --data cupola-data --out backups/monday'))
    .action(async (flags: BackupFlags) => {
      const { backupCommand } = await import('./backup.ts');
      process.exitCode = await backupCommand(flags);
    });
  parent
    .command('restore')
    .description('make a data folder of a backup, after every file of it has been checked')
    .argument('<backup>', 'a folder that cupola backup wrote')
    .addOption(data('where the service will find it; a new path or an empty folder'))
    .addOption(postgres('an empty database, if the store was one; filled with pg_restore'))
    .option('--json', 'one JSON document on standard output')
    .addHelpText('after', example('restore backups/monday --data cupola-data'))
    .action(async (folder: string, flags: RestoreFlags) => {
      const { restoreCommand } = await import('./backup.ts');
      process.exitCode = await restoreCommand(folder, flags);
    });

  const prune = parent
    .command('prune')
    .description('remove what is over its time from the data folder of a service that does not run')
    .addOption(data('of the service'))
    .addOption(postgres('of the service, if its store is a database'));
  for (const each of [...streamOptions(), ...retentionOptions()]) prune.addOption(each);
  prune
    .option('--dry-run', 'only tell what would be removed; the service may run')
    .option('--json', 'one JSON document on standard output')
    .addHelpText('after', example('prune --keep-log-hours 48 --dry-run'))
    .action(async (flags: PruneFlags) => {
      const { pruneCommand } = await import('./prune.ts');
      process.exitCode = await pruneCommand(flags);
    });
}
