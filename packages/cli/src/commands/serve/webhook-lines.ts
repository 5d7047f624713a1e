import { InvalidArgumentError, Option } from 'commander';
import type { Command } from 'commander';
import { collect, example } from '../option-parsers.ts';
import { storeOptions } from '../store/store-options.ts';
import type { WebhookFlags } from './webhooks.ts';

const MOST_OVERLAP_HOURS = 720;

/** Adds `cupola webhooks`. */
export function webhookCommandLines(parent: Command): void {
  const webhooks = parent
    .command('webhooks')
    .description('webhooks of a service: where they go, what became of their messages')
    .addHelpText('after', example('webhooks create --url https://example.org/hook --types alert.*'));
  const command = (name: string, description: string, usage: string): Command => {
    const made = webhooks
      .command(name)
      .description(description)
      .option('--tenant <id>', 'whose it is', 'operator')
      .option('--json', 'one JSON document on standard output')
      .addHelpText('after', example(`webhooks ${usage}`));
    for (const each of storeOptions()) made.addOption(each);
    return made;
  };
  const ID = 'of `cupola webhooks list`';

  command(
    'create',
    'make one; its secret is told once',
    'create --url https://example.org/hook --types alert.*',
  )
    .requiredOption('--url <url>', 'https://, and a public address unless its host is allowed')
    .requiredOption('--types <list>', 'such as alert.*,event.declared')
    .option('--name <name>', 'for people')
    .option('--track <id>', 'only what is of this track')
    .option('--levels <list>', 'of alerts only these: high,medium,low')
    .addOption(allowHost())
    .action(async (flags: WebhookFlags) => {
      const { createWebhook } = await import('./webhooks.ts');
      process.exitCode = await createWebhook(flags);
    });
  command('list', 'all of a tenant, without their secrets', 'list').action(async (flags: WebhookFlags) => {
    const { listWebhooks } = await import('./webhooks.ts');
    process.exitCode = await listWebhooks(flags);
  });
  command('rotate', 'a new secret; the one before signs as well for a while', 'rotate wh_0123456789abcdef')
    .argument('<id>', ID)
    .addOption(
      new Option('--overlap-hours <n>', 'so long the old secret signs as well').argParser(hours).default(24),
    )
    .action(async (id: string, flags: WebhookFlags) => {
      const { changeWebhook } = await import('./webhooks.ts');
      process.exitCode = await changeWebhook(id, 'rotate', flags);
    });
  for (const [kind, description] of [
    ['disable', 'make no more messages for it, and send none'],
    ['enable', 'take it up again, with what waits'],
    ['delete', 'remove it with all its messages'],
  ] as const) {
    command(kind, description, `${kind} wh_0123456789abcdef`)
      .argument('<id>', ID)
      .action(async (id: string, flags: WebhookFlags) => {
        const { changeWebhook } = await import('./webhooks.ts');
        process.exitCode = await changeWebhook(id, kind, flags);
      });
  }
  command(
    'messages',
    'what became of its messages, 1,000 at most',
    'messages wh_0123456789abcdef --state dead',
  )
    .argument('<id>', ID)
    .addOption(
      new Option('--state <state>', 'only these').choices(['waiting', 'delivered', 'dead', 'withheld']),
    )
    .action(async (id: string, flags: WebhookFlags) => {
      const { listMessages } = await import('./webhooks.ts');
      process.exitCode = await listMessages(id, flags);
    });
  command('replay', 'send dead messages anew, all when none is named', 'replay wh_0123456789abcdef')
    .argument('<id>', ID)
    .argument('[messages...]', 'ids of messages')
    .action(async (id: string, messages: readonly string[], flags: WebhookFlags) => {
      const { replayWebhook } = await import('./webhooks.ts');
      process.exitCode = await replayWebhook(id, messages, flags);
    });
}

/** Also a flag of `cupola serve`, which sends. */
export function allowHost(): Option {
  return new Option(
    '--webhook-allow-host <host>',
    'a host, or host:port, that webhooks may go to without TLS and at any address; repeatable',
  )
    .env('CUPOLA_WEBHOOK_ALLOW_HOST')
    .argParser(collect)
    .default([], 'none');
}

function hours(text: string): number {
  const value = Number(text);
  if (!(value >= 0 && value <= MOST_OVERLAP_HOURS)) {
    throw new InvalidArgumentError(`Expected 0 to ${MOST_OVERLAP_HOURS} hours.`);
  }
  return value;
}
