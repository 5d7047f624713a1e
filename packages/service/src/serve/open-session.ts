import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Feed } from '../feeds/feed.ts';
import { SequenceBook } from '../ingest/sequence-book.ts';
import { batchesOf } from '../log/report-record.ts';
import { canGoOn, carriedNumbers, carryNumbers } from '../operations/left-sessions.ts';
import { Operations } from '../operations/operations.ts';
import { SessionStore } from '../store/session-store.ts';
import type { ServicePlan } from './service-plan.ts';

/** Steps between two snapshots of a live session: a minute. */
const SNAPSHOT_EVERY_STEPS = 60;

/** A session that was begun or is gone on with: its feed, its operations, and what is stored of it. */
export interface OpenSession {
  readonly store: SessionStore;
  readonly feed: Feed;
  readonly operations: Operations;
  /** Numbers that satellites have used. */
  readonly sequences: SequenceBook;
}

/** The newest session of the mission goes on when it can; operations are brought to where they were stored. */
export async function openSession(plan: ServicePlan): Promise<OpenSession> {
  const { inputs, config, dataMode, db, programId, log } = plan;
  const { kind } = plan.feedFrom(null);
  const folderOf = (id: string): string => join(plan.dataFolder, 'sessions', id);
  const store = await SessionStore.open(db, kind, plan.missionId, Date.now() * 1000, {
    canGoOn: (id) => canGoOn(folderOf(id), programId, plan.keptLogs),
    carry: (fromId, toId) => carryNumbers(folderOf(fromId), folderOf(toId), plan.keptLogs),
  });
  const { id, throughSecond, spans } = store.session;
  const feed = plan.feedFrom(throughSecond);
  const sequences = new SequenceBook();
  const folder = kind === 'replay' ? null : folderOf(id);
  if (folder !== null) {
    mkdirSync(folder, { recursive: true });
    sequences.restore(carriedNumbers(folder));
  }
  const operations = await Operations.open({
    inputs,
    context: { dataMode, epoch: config.epoch, ownSide: config.ownSide },
    folder,
    openLog: kind === 'live' ? plan.openLiveLog?.bind(null, id) : undefined,
    writtenBy: programId,
    snapshotEverySteps: kind === 'live' ? SNAPSHOT_EVERY_STEPS : null,
    spans,
    onSnapshotFailure: (error) => log.warn({ error: String(error) }, 'no snapshot could be written'),
    onRestored: (record) => {
      for (const batch of batchesOf(record)) sequences.use(batch.satelliteId, batch.sequence);
    },
    sequences,
  });
  if (operations.tornBytes > 0)
    log.warn({ bytes: operations.tornBytes }, 'a torn end of the log was cut off');
  log.info({ session: id, feed: kind, fromSecond: throughSecond }, 'session opened');
  return { store, feed, operations, sequences };
}
