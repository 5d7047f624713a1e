import type { Problem } from '@cupola/core/scenario';
import {
  changeEndpoint,
  makeWebhook,
  replayMessages,
  storedEndpoints,
  storedMessages,
  webhookRecord,
  wishProblems,
} from '@cupola/service';
import type { EndpointChange, MessageState } from '@cupola/service';
import { EXIT } from '../../exit-code.ts';
import type { ExitCode } from '../../exit-code.ts';
import { writeOut } from '../../output.ts';
import { refuse } from '../../problem-text.ts';
import { textTable } from '../../text-table.ts';
import { inStore } from '../store/in-store.ts';
import type { Store, StoreFlags } from '../store/in-store.ts';

export interface WebhookFlags extends StoreFlags {
  readonly tenant: string;
  readonly url?: string;
  readonly types?: string;
  readonly name?: string;
  readonly track?: string;
  readonly levels?: string;
  readonly webhookAllowHost?: readonly string[];
  readonly overlapHours?: number;
  readonly state?: MessageState;
}

const US_PER_HOUR = 3_600_000_000;
const MOST_SHOWN = 1_000;
const ACTOR = 'cupola webhooks';

/** `cupola webhooks create`. */
export function createWebhook(flags: WebhookFlags): Promise<ExitCode> {
  return inStore(flags, [], async (db) => {
    const { url = '', types = '', name = '', track = null, levels, tenant, webhookAllowHost = [] } = flags;
    const wish = { url, types: types.split(','), name, track, levels: levels?.split(',') ?? null };
    const problems = (await wishProblems(db, wish, tenant, webhookAllowHost)).map(
      ({ path, message }): Problem => ({
        path: path === '' ? '' : `--${path}`,
        value: null,
        expected: 'see docs/service/webhooks.md',
        message,
      }),
    );
    if (problems.length > 0) return refuse(problems, flags.json === true);
    const owner = { tenantId: tenant, keyId: null, actor: ACTOR };
    const made = await makeWebhook(db, wish, owner, Date.now() * 1000);
    return tell(
      flags,
      { ...webhookRecord(made), secret: made.secret },
      `${made.secret}\nTold once; the webhook's id is ${made.id}.\n`,
    );
  });
}

/** `cupola webhooks list`. */
export function listWebhooks(flags: WebhookFlags): Promise<ExitCode> {
  return inStore(flags, [], async (db) => {
    const webhooks = (await storedEndpoints(db, flags.tenant)).map(webhookRecord);
    const rows = webhooks.map((each) => [
      each.id,
      each.name,
      each.url,
      each.types.join(' '),
      each.state,
      each.disabledReason ?? each.failingSince ?? '-',
    ]);
    return tell(
      flags,
      { webhooks },
      `${textTable(['id', 'name', 'url', 'types', 'state', 'why, or failing since'], rows)}\n`,
    );
  });
}

/** `cupola webhooks rotate|disable|enable|delete`. */
export function changeWebhook(
  id: string,
  kind: EndpointChange['kind'],
  flags: WebhookFlags,
): Promise<ExitCode> {
  return inStore(flags, [], async (db) => {
    const change = changeOf(kind, flags);
    const of = { tenantId: flags.tenant, id };
    const after = await changeEndpoint(db, of, change, ACTOR, Date.now() * 1000);
    if (after === null) return refuse([unknownId(id)], flags.json === true);
    const record = webhookRecord(after);
    if (kind !== 'rotate') return tell(flags, { [kind]: record }, `Done: ${kind} ${id}.\n`);
    const until = record.previousSecretUntil;
    return tell(
      flags,
      { ...record, secret: after.secret },
      `${after.secret}\nTold once; the secret before it ${until === null ? 'no longer signs' : `signs as well until ${until}`}.\n`,
    );
  });
}

function changeOf(kind: EndpointChange['kind'], { overlapHours = 24 }: WebhookFlags): EndpointChange {
  if (kind === 'rotate') return { kind, overlapUs: Math.round(overlapHours * US_PER_HOUR) };
  if (kind === 'enable') return { kind, keyId: null };
  return kind === 'disable' ? { kind, reason: 'by hand' } : { kind };
}

/** `cupola webhooks messages`. */
export function listMessages(id: string, flags: WebhookFlags): Promise<ExitCode> {
  return inStore(flags, [], async (db) => {
    if (!(await isKnown(db, id, flags))) return refuse([unknownId(id)], flags.json === true);
    const found = await storedMessages(db, id, flags.state ?? null, '', MOST_SHOWN);
    const messages = found.map(({ id: own, type, state, attempts, lastStatus, lastError }) => ({
      id: own,
      type,
      state,
      attempts,
      lastStatus,
      lastError,
    }));
    const rows = messages.map((each) => [
      each.id,
      each.type,
      each.state,
      String(each.attempts),
      each.lastError ?? '-',
    ]);
    return tell(
      flags,
      { messages },
      `${textTable(['id', 'type', 'state', 'attempts', 'last error'], rows)}\n`,
    );
  });
}

/** `cupola webhooks replay`. @param messages - None: all that are dead. */
export function replayWebhook(
  id: string,
  messages: readonly string[],
  flags: WebhookFlags,
): Promise<ExitCode> {
  return inStore(flags, [], async (db) => {
    if (!(await isKnown(db, id, flags))) return refuse([unknownId(id)], flags.json === true);
    const wanted = messages.length === 0 ? null : messages;
    const replayed = await replayMessages(db, id, wanted, ACTOR, Date.now() * 1000);
    return tell(flags, { replayed }, `${replayed} dead messages will be sent anew.\n`);
  });
}

async function isKnown(db: Store, id: string, { tenant }: WebhookFlags): Promise<boolean> {
  return (await storedEndpoints(db, tenant)).some((each) => each.id === id);
}

function unknownId(id: string): Problem {
  return {
    path: 'id',
    value: id,
    expected: 'an id of `cupola webhooks list`',
    message: 'the tenant has no such webhook',
  };
}

async function tell({ json }: WebhookFlags, answer: object, text: string): Promise<ExitCode> {
  await writeOut(json === true ? `${JSON.stringify(answer, null, 2)}\n` : text);
  return EXIT.done;
}
