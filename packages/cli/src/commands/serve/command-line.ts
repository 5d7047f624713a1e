import { InvalidArgumentError, Option } from 'commander';
import type { Command } from 'commander';
import { collect, days, example, port, seed } from '../option-parsers.ts';
import { certificateCommandLines } from './certificate-command-line.ts';
import { cotOptions } from './cot-flags.ts';
import { retentionOptions } from '../keeping/retention-options.ts';
import type { StoreFlags } from '../store/in-store.ts';
import { storeOptions } from '../store/store-options.ts';
import type { KeyFlags } from './keys.ts';
import type { ServeFlags } from './serve.ts';
import { allowHost, webhookCommandLines } from './webhook-lines.ts';

const DATA_MODES = ['SIMULATED', 'EXERCISE', 'TEST'];
const DATA_FOLDER = 'cupola-data';

/** Adds `cupola serve`, `cupola keys` and `cupola audit`. */
export function serveCommandLines(parent: Command): void {
  const serve = parent
    .command('serve')
    .description('the operations service: live custody behind an open interface (docs/service.md)')
    .argument(
      '[scenario]',
      'whose satellites are operated, and what flies in an exercise',
      'scenarios/custody-600.yaml',
    )
    .addOption(
      option('--pace <rate>', 'simulated seconds in a second, or max: of an exercise or a replay', 'PACE')
        .argParser(pace)
        .default(1),
    )
    .addOption(
      option(
        '--hold',
        'an exercise waits until it is started: POST /v1/exercises/{id}/start',
        'HOLD',
      ).conflicts(['live', 'replay']),
    )
    .addOption(
      option(
        '--replay <folder>',
        'show a recorded log again: DATA/sessions/<session>/log, or nats:STREAM with --nats',
        'REPLAY',
      ).conflicts('live'),
    )
    .addOption(option('--live', 'take reports from outside: POST /v1/ingest/scan-reports', 'LIVE'))
    .addOption(
      option(
        '--satellite-keys <file>',
        'public keys of satellites, a JSON Web Key Set; with --live',
        'SATELLITE_KEYS',
      ),
    )
    .addOption(
      option('--clock <clock>', 'with --live: arrival by this machine, or as reports tell', 'CLOCK')
        .choices(['wall', 'reports'])
        .default('wall'),
    )
    .addOption(option('--data <folder>', 'log, store and snapshots', 'DATA').default(DATA_FOLDER))
    .addOption(
      option('--postgres <url>', 'keep events, keys and audit in this PostgreSQL database', 'POSTGRES'),
    )
    .addOption(option('--host <address>', 'address to listen on', 'HOST').default('127.0.0.1'))
    .addOption(option('--port <n>', 'port to listen on', 'PORT').argParser(port).default(8080))
    .addOption(
      option('--allow-host <name>', 'a further name it may be asked for; repeatable', 'ALLOW_HOST')
        .argParser(collect)
        .default([], 'none'),
    )
    .addOption(
      option('--data-mode <mode>', 'what every record says of itself', 'DATA_MODE')
        .choices(DATA_MODES)
        .default('SIMULATED'),
    )
    .addOption(
      option(
        '--nats <urls>',
        'servers of a NATS cluster, with commas: reports on subjects, the log of a live session as a stream (docs/service/nats.md)',
        'NATS',
      ),
    )
    .addOption(option('--nats-creds <file>', 'credentials of a NATS account', 'NATS_CREDS'))
    .addOption(option('--nats-ca <file>', 'certificates that tls:// servers are trusted by', 'NATS_CA'))
    .addOption(
      option('--nats-name <name>', 'of this service among others on the same servers', 'NATS_NAME').default(
        'cupola',
      ),
    )
    .addOption(
      option(
        '--nats-replicas <n>',
        'copies of the log (default: three in a cluster)',
        'NATS_REPLICAS',
      ).argParser(replicas),
    )
    .addOption(option('--public-url <url>', 'as clients name it, behind a proxy: in tokens', 'PUBLIC_URL'))
    .addOption(allowHost())
    .addOption(
      option(
        '--report <folder>',
        'a run folder whose report is shown at /report to those who are entitled to runs',
        'REPORT',
      ),
    )
    .addOption(option('--public-report', 'it is shown to everybody who reaches the service', 'PUBLIC_REPORT'))
    .addOption(option('--runs <folder>', 'a folder of run folders, listed at /v1/runs', 'RUNS'))
    .addOption(option('--scenarios <folder>', 'a folder of scenarios, listed at /v1/scenarios', 'SCENARIOS'));
  for (const each of retentionOptions()) serve.addOption(each);
  serve
    .addOption(
      option('--log-level <level>', 'of the structured log on standard error', 'LOG_LEVEL')
        .choices(['error', 'warn', 'info', 'debug', 'silent'])
        .default('info'),
    )
    .addOption(
      new Option('--set <path=value>', 'change a value of the scenario before it is checked; repeatable')
        .argParser(collect)
        .default([], 'nothing'),
    )
    .option('--seed <n>', 'the same as --set seed=N', seed)
    .addOption(
      option(
        '--config <file>',
        'settings as YAML, by the names of these flags; flags and environment come before it',
        'CONFIG',
      ),
    )
    .option('--print-config', 'tell all settings and where each comes from, and do nothing')
    .option('--json', 'one JSON document on standard output, once it is serving')
    .addHelpText('after', example('serve scenarios/custody-600.yaml --pace 60'))
    .action(async (_: string, __: ServeFlags, called: Command) => {
      const { settledServe } = await import('./settled-serve.ts');
      process.exitCode = await settledServe(called, parsers);
    });
  for (const each of cotOptions()) serve.addOption(each);
  const parsers = new Map(serve.options.map((each) => [each.attributeName(), each.parseArg]));

  certificateCommandLines(parent);

  webhookCommandLines(parent);
  const keys = parent
    .command('keys')
    .description('API keys of a service: create, list, rotate, revoke')
    .addHelpText('after', example('keys create --name display --scopes read --days 30'));
  keys
    .command('create')
    .description('make a key; its text is told once')
    .requiredOption('--name <name>', 'whose it is')
    .addOption(new Option('--scopes <list>', 'some of read,ingest,act,manage').default('read'))
    .addOption(
      new Option('--days <n>', 'so long it is in force (default: until it is revoked)').argParser(days),
    )
    .addOption(new Option('--data-mode <mode>', 'of the service').choices(DATA_MODES).default('SIMULATED'))
    .option('--tenant <id>', 'whose it is (default: whoever runs the service)')
    .option('--user <id>', 'whom of the tenant; it does no more than his role, and ends with him')
    .option('--json', 'one JSON document on standard output')
    .addHelpText('after', example('keys create --name display --scopes read --days 30'))
    .action(async (flags: KeyFlags) => {
      const { createKey } = await import('./keys.ts');
      process.exitCode = await createKey(flags);
    });
  keys
    .command('list')
    .description('all keys, without their secrets')
    .option('--json', 'one JSON document on standard output')
    .addHelpText('after', example('keys list'))
    .action(async (flags: KeyFlags) => {
      const { listKeys } = await import('./keys.ts');
      process.exitCode = await listKeys(flags);
    });
  keys
    .command('rotate')
    .description('make a new key like an old one, which goes on for a while')
    .argument('<id>', 'the twelve characters behind its mode')
    .addOption(new Option('--overlap-hours <n>', 'how long the old one goes on').argParser(hours).default(24))
    .option('--json', 'one JSON document on standard output')
    .addHelpText('after', example('keys rotate 0123456789ab --overlap-hours 48'))
    .action(async (id: string, flags: KeyFlags) => {
      const { changeKey } = await import('./keys.ts');
      process.exitCode = await changeKey(id, flags);
    });
  keys
    .command('revoke')
    .description('end a key; open streams of it are closed within a second or two')
    .argument('<id>', 'the twelve characters behind its mode')
    .option('--json', 'one JSON document on standard output')
    .addHelpText('after', example('keys revoke 0123456789ab'))
    .action(async (id: string, flags: KeyFlags) => {
      const { endKey } = await import('./keys.ts');
      process.exitCode = await endKey(id, flags);
    });
  for (const each of keys.commands) storeOptions().forEach((shared) => each.addOption(shared));

  const verify = parent
    .command('audit')
    .description('the chain of what operators did')
    .addHelpText('after', example('audit verify cupola-data/store.sqlite'))
    .command('verify')
    .description('check a chain offline: exit 1 when it was changed')
    .argument(
      '[file]',
      'store.sqlite of a service, or answers of /v1/audit one a line (default: the store that the flags name)',
    );
  for (const each of storeOptions()) verify.addOption(each);
  verify
    .option('--json', 'one JSON document on standard output')
    .addHelpText('after', example('audit verify cupola-data/store.sqlite'))
    .action(async (file: string | undefined, flags: StoreFlags) => {
      const { verifyAudit } = await import('./audit.ts');
      process.exitCode = await verifyAudit(file, flags);
    });
}

/** A flag that may also stand in the environment. */
function option(flags: string, description: string, name: string): Option {
  return new Option(flags, description).env(`CUPOLA_${name}`);
}

function replicas(text: string): number {
  const value = Number(text);
  if (![1, 3, 5].includes(value)) throw new InvalidArgumentError('Expected 1, 3 or 5.');
  return value;
}

function hours(text: string): number {
  const value = Number(text);
  if (text.trim() === '' || !(value >= 0 && value <= 720)) {
    throw new InvalidArgumentError('Expected hours from 0 to 720.');
  }
  return value;
}

function pace(text: string): number {
  const value = text === 'max' ? Number.POSITIVE_INFINITY : Number(text);
  if (!(value > 0)) throw new InvalidArgumentError('Expected a number above 0, or max.');
  return value;
}
