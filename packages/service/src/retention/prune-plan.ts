import { existsSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { Kysely } from 'kysely';
import type { KeptStreams, StreamThinning } from '../delivery/nats/kept-streams.ts';
import { logFiles } from '../log/log-files.ts';
import { logFolder } from '../operations/operations.ts';
import { resumePosition, snapshotPath } from '../operations/snapshot-file.ts';
import type { Tables } from '../store/tables.ts';
import type { RetentionPolicy } from './retention-policy.ts';

export interface LogRemoval {
  readonly session: string;
  readonly path: string;
  readonly bytes: number;
}

export interface EventRemoval {
  readonly session: string;
  readonly firstSequence: number;
  readonly lastSequence: number;
}

/** What is over its time. */
export interface PrunePlan {
  readonly log: readonly LogRemoval[];
  readonly streams: readonly StreamThinning[];
  readonly events: readonly EventRemoval[];
  /** With their folders and all of their events. */
  readonly sessions: readonly string[];
  /** Answers of actions sent with a key, which are kept for a day. */
  readonly answersBeforeUs: number;
  readonly answers: number;
}

const MS_PER_HOUR = 3_600_000;
const MS_PER_DAY = 86_400_000;
const US_PER_MS = 1_000;
const US_PER_S = 1_000_000;
const US_PER_DAY = 86_400_000_000;

/** The service that works in the folder meanwhile. */
export interface ServiceInUse {
  readonly session: string;
  /** Of program and mission: a snapshot of another one is of no use to it. */
  readonly writtenBy: string;
}

/** @param inUse - Null: no service works in the folder. @param streams - Null: no log is a stream. */
export async function prunePlan(
  db: Kysely<Tables>,
  dataFolder: string,
  policy: RetentionPolicy,
  inUse: ServiceInUse | null,
  nowMs: number,
  streams: KeptStreams | null = null,
): Promise<PrunePlan> {
  const rows = await db.selectFrom('sessions').selectAll().orderBy('started_at_us').orderBy('id').execute();
  const newestLive = new Map(
    rows.flatMap(({ id, kind, mission }) => (kind === 'live' ? [[mission, id] as const] : [])),
  );
  const log: LogRemoval[] = [];
  const thinnings: StreamThinning[] = [];
  const events: EventRemoval[] = [];
  const sessions: string[] = [];
  // oxlint-disable no-await-in-loop -- few sessions
  for (const { id, mission, started_at_us: startedAtUs, through_second: throughSecond } of rows) {
    const folder = join(dataFolder, 'sessions', id);
    const isClosed = id !== inUse?.session && newestLive.get(mission) !== id;
    if (isClosed && policy.sessionDays !== null) {
      const lastMs = Math.max(
        startedAtUs / US_PER_MS,
        ...logFiles(logFolder(folder)).map(lastWrittenMs),
        (await streams?.lastWrittenMs(id)) ?? 0,
      );
      const isOver = lastMs < nowMs - policy.sessionDays * MS_PER_DAY;
      const isThere =
        existsSync(folder) || (await newestEvent(db, id)) !== null || (await streams?.has(id)) === true;
      if (isOver && isThere) sessions.push(id);
      if (isOver) continue;
    }
    if (policy.logHours !== null) {
      const writtenBy = id === inUse?.session ? inUse.writtenBy : null;
      const beforeMs = nowMs - policy.logHours * MS_PER_HOUR;
      log.push(...removableLog(id, folder, writtenBy, beforeMs));
      const resumeFrom = resumePosition(snapshotPath(folder), writtenBy) ?? 0;
      const thinning = (await streams?.thinning(id, beforeMs, resumeFrom)) ?? null;
      if (thinning !== null) thinnings.push(thinning);
    }
    if (policy.eventDays !== null && throughSecond !== null) {
      const removal = await removableEvents(db, id, throughSecond * US_PER_S - policy.eventDays * US_PER_DAY);
      if (removal !== null) events.push(removal);
    }
  }
  // oxlint-enable no-await-in-loop
  const answersBeforeUs = nowMs * US_PER_MS - US_PER_DAY;
  const { count } = await db
    .selectFrom('idempotency')
    .select((each) => each.fn.countAll<number>().as('count'))
    .where('at_us', '<', answersBeforeUs)
    .executeTakeFirstOrThrow();
  return { log, streams: thinnings, events, sessions, answersBeforeUs, answers: count };
}

/** Whole files, oldest first, of which a restart needs nothing: all that they hold stands before what the snapshot goes on from. */
function removableLog(
  session: string,
  folder: string,
  writtenBy: string | null,
  beforeMs: number,
): readonly LogRemoval[] {
  const files = logFiles(logFolder(folder));
  const young = files.findIndex((file, index) => {
    return index === files.length - 1 || lastWrittenMs(file) >= beforeMs;
  });
  if (young <= 0) return [];
  const resumeFrom = resumePosition(snapshotPath(folder), writtenBy) ?? 0;
  return files
    .slice(0, young)
    .filter((_, index) => (files[index + 1]?.from ?? Number.POSITIVE_INFINITY) <= resumeFrom)
    .map(({ path }) => ({ session, path, bytes: statSync(path).size }));
}

function lastWrittenMs({ path }: { readonly path: string }): number {
  return statSync(path).mtimeMs;
}

/** Events are in the order of their steps, so that the newest that is too old is found by halving. */
async function removableEvents(
  db: Kysely<Tables>,
  session: string,
  beforeUs: number,
): Promise<EventRemoval | null> {
  const first = await eventFrom(db, session, 0);
  const newest = await newestEvent(db, session);
  if (first === null || newest === null || first.atUs >= beforeUs) return null;
  let old = first.sequence;
  let young = newest + 1;
  while (young - old > 1) {
    const middle = old + Math.floor((young - old) / 2);
    // oxlint-disable-next-line no-await-in-loop -- each look depends on the one before
    const event = await eventFrom(db, session, middle);
    if (event !== null && event.atUs < beforeUs) old = Math.max(middle, event.sequence);
    else young = middle;
  }
  return { session, firstSequence: first.sequence, lastSequence: old };
}

async function eventFrom(
  db: Kysely<Tables>,
  session: string,
  sequence: number,
): Promise<{ readonly sequence: number; readonly atUs: number } | null> {
  const row = await db
    .selectFrom('events')
    .select(['sequence', 'record'])
    .where('session_id', '=', session)
    .where('sequence', '>=', sequence)
    .orderBy('sequence')
    .limit(1)
    .executeTakeFirst();
  if (row === undefined) return null;
  const { atUs }: { atUs: number } = JSON.parse(row.record);
  return { sequence: row.sequence, atUs };
}

async function newestEvent(db: Kysely<Tables>, session: string): Promise<number | null> {
  const row = await db
    .selectFrom('events')
    .select('sequence')
    .where('session_id', '=', session)
    .orderBy('sequence', 'desc')
    .limit(1)
    .executeTakeFirst();
  return row?.sequence ?? null;
}
