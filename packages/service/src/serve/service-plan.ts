import type { Kysely } from 'kysely';
import type { MissionInputs, OperateConfig } from '@cupola/core/mission';
import type { Feed } from '../feeds/feed.ts';
import type { SatelliteKeys } from '../ingest/satellite-keys.ts';
import type { ReportLog } from '../log/report-log.ts';
import type { KeptLogs } from '../operations/left-sessions.ts';
import type { DataMode } from '../picture/records.ts';
import type { Stores } from '../store/stores.ts';
import type { Tables } from '../store/tables.ts';

/** Who hears of what a service does by itself. */
export interface ServiceLog {
  info(fields: object, text: string): void;
  warn(fields: object, text: string): void;
  error(fields: object, text: string): void;
}

export interface ServicePlan {
  readonly inputs: MissionInputs;
  readonly config: OperateConfig;
  /** Of the mission: another one begins another session. */
  readonly missionId: string;
  /** Of program and mission: another one reads the log again instead of a snapshot. */
  readonly programId: string;
  readonly dataMode: DataMode;
  readonly dataFolder: string;
  readonly db: Kysely<Tables>;
  /** The same store, also as its tenants see it. */
  readonly stores: Stores;
  /** @param throughSecond - The second up to which a session that goes on was worked on. */
  readonly feedFrom: (throughSecond: number | null) => Feed;
  readonly satelliteKeys: SatelliteKeys;
  /** Another log than files in the data folder, for live sessions. */
  readonly openLiveLog?: ((sessionId: string) => Promise<ReportLog>) | undefined;
  /** Logs of former live sessions that are not files. */
  readonly keptLogs?: KeptLogs | null;
  readonly log: ServiceLog;
}
