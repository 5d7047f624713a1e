import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Kysely } from 'kysely';
import { OutsideFailure } from '@cupola/runtime/outside-failure';
import type { KeptStreams } from '../delivery/nats/kept-streams.ts';
import { appendAudit } from '../store/store.ts';
import type { Tables } from '../store/tables.ts';
import type { PrunePlan } from './prune-plan.ts';

/** Rows removed in one statement, so that nobody waits long for the store. */
const ROWS_AT_ONCE = 5_000;

/**
 * Removes what is over its time. The audit tells of it first: were the order otherwise, an end in between could leave something removed that nobody
 * is told of.
 *
 * @throws OutsideFailure
 */
export async function prune(
  db: Kysely<Tables>,
  dataFolder: string,
  plan: PrunePlan,
  actor: string,
  nowMs: number,
  streams: KeptStreams | null = null,
): Promise<void> {
  if (isOfNote(plan)) await appendDeed(db, plan, actor, nowMs);
  // oxlint-disable no-await-in-loop -- one after the other, oldest first
  try {
    for (const { path } of plan.log) await rm(path, { force: true });
    for (const each of plan.streams) await streams?.thin(each);
    for (const session of plan.sessions) {
      await streams?.drop(session);
      await rm(join(dataFolder, 'sessions', session), { recursive: true, force: true });
    }
  } catch (error) {
    if (error instanceof OutsideFailure) throw error;
    throw new OutsideFailure('disk', 'cannot remove what is over its time', error);
  }
  for (const { session, firstSequence, lastSequence } of plan.events) {
    await removeEvents(db, session, firstSequence, lastSequence);
  }
  for (const session of plan.sessions) {
    const { first, last } = await db
      .selectFrom('events')
      .select((each) => [each.fn.min('sequence').as('first'), each.fn.max('sequence').as('last')])
      .where('session_id', '=', session)
      .executeTakeFirstOrThrow();
    if (first !== null) await removeEvents(db, session, first, last);
    await db.deleteFrom('alert_handling').where('session_id', '=', session).execute();
  }
  // oxlint-enable no-await-in-loop
  await db.deleteFrom('idempotency').where('at_us', '<', plan.answersBeforeUs).execute();
}

/** Answers that are a day old are nothing to speak of. */
export function isOfNote({ log, streams, events, sessions }: PrunePlan): boolean {
  return log.length + streams.length + events.length + sessions.length > 0;
}

async function removeEvents(db: Kysely<Tables>, session: string, first: number, last: number): Promise<void> {
  for (let from = first; from <= last; from += ROWS_AT_ONCE) {
    // oxlint-disable-next-line no-await-in-loop -- a part at a time is the point
    await db
      .deleteFrom('events')
      .where('session_id', '=', session)
      .where('sequence', '>=', from)
      .where('sequence', '<=', Math.min(last, from + ROWS_AT_ONCE - 1))
      .execute();
  }
}

async function appendDeed(
  db: Kysely<Tables>,
  { log, streams, events, sessions }: PrunePlan,
  actor: string,
  nowMs: number,
): Promise<void> {
  const detail = {
    logFiles: log.map(({ session, path, bytes }) => ({ session, file: path.split('/').at(-1), bytes })),
    ...(streams.length === 0 ? {} : { streams }),
    events,
    sessions,
  };
  const deed = { actor, action: 'retention.prune', subject: 'data', detail };
  await db.transaction().execute((trx) => appendAudit(trx, deed, nowMs * 1_000));
}
