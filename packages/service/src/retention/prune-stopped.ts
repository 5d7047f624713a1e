import { join } from 'node:path';
import type { KeptStreams, StreamPlan } from '../delivery/nats/kept-streams.ts';
import { holdDatabase } from '../store/database-hold.ts';
import { lockFolder } from '../store/folder-lock.ts';
import { openStores } from '../store/stores.ts';
import { prune } from './prune.ts';
import { prunePlan } from './prune-plan.ts';
import type { PrunePlan } from './prune-plan.ts';
import type { RetentionPolicy } from './retention-policy.ts';

export interface PruneOrder {
  readonly dataFolder: string;
  /** URL of the database; null: the store is in the folder. */
  readonly postgres: string | null;
  /** Logs of sessions that are streams; null: all are files. */
  readonly streams?: StreamPlan | null;
  readonly policy: RetentionPolicy;
  /** Only tells what would be removed; a service may run meanwhile. */
  readonly isDryRun: boolean;
}

/** Removes what is over its time from the folder of a service that does not run. @throws OutsideFailure when one does. */
export async function pruneStopped({
  dataFolder,
  postgres,
  streams: streamPlan = null,
  policy,
  isDryRun,
}: PruneOrder): Promise<PrunePlan> {
  const unlock = isDryRun ? (): void => {} : lockFolder(dataFolder);
  try {
    const letGo = isDryRun || postgres === null ? null : await holdDatabase(postgres, () => {});
    const stores = await openStores(postgres ?? join(dataFolder, 'store.sqlite'));
    const streams = streamPlan === null ? null : await connected(streamPlan);
    try {
      const nowMs = Date.now();
      const plan = await prunePlan(stores.house, dataFolder, policy, null, nowMs, streams);
      if (!isDryRun) await prune(stores.house, dataFolder, plan, 'cupola prune', nowMs, streams);
      return plan;
    } finally {
      await streams?.close();
      await stores.close();
      await letGo?.();
    }
  } finally {
    unlock();
  }
}

/** What speaks to NATS is loaded where it is needed. */
async function connected(plan: StreamPlan): Promise<KeptStreams> {
  const { KeptStreams } = await import('../delivery/nats/kept-streams.ts');
  return KeptStreams.connect(plan);
}
