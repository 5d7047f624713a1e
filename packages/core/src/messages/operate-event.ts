import type { SimTimeUs } from '../foundation/index.ts';
import type { Command } from './command.ts';
import type { CustodyLevel, PlannedLooks } from './custody-state.ts';
import type { TrackId, TrackPhase } from './track.ts';

/** What an operator asked was done, or could not be; a wish that is about a place names no track. */
interface CommandOutcome {
  kind: 'command-obeyed' | 'command-refused';
  atUs: SimTimeUs;
  commandId: string;
  command: Command['kind'];
  reason: string;
}

/** What the operator is told, with the numbers it rests on. */
export type OperateEvent =
  | {
      kind: 'track-confirmed';
      atUs: SimTimeUs;
      trackId: TrackId;
      satellites: number;
      /** Three satellites or more agreed in four scans, or two alone in five running. */
      confirmedBy: 'three-sensor' | 'two-sensor';
      phase: TrackPhase;
      reason: string;
    }
  | {
      kind: 'track-reacquired';
      atUs: SimTimeUs;
      trackId: TrackId;
      satellites: number;
      reason: string;
    }
  /** Two tracks turned out to follow one object: `mergedId` is no longer used. */
  | {
      kind: 'tracks-merged';
      atUs: SimTimeUs;
      trackId: TrackId;
      mergedId: TrackId;
      apartM: number;
      reason: string;
    }
  | { kind: 'track-dropped'; atUs: SimTimeUs; trackId: TrackId; reason: string }
  | {
      kind: 'phase-changed';
      atUs: SimTimeUs;
      trackId: TrackId;
      from: TrackPhase;
      to: TrackPhase;
      prob: number;
      reason: string;
    }
  | {
      kind: 'custody-changed';
      atUs: SimTimeUs;
      trackId: TrackId;
      requirementId: string;
      from: CustodyLevel;
      to: CustodyLevel;
      /** Ids of the satellites that held it, or hold it now when it is held. */
      holders: readonly string[];
      /** The looks that are asked for next; null when there is no tasking in force. */
      next: PlannedLooks | null;
      reason: string;
    }
  | { kind: 'declared'; atUs: SimTimeUs; trackId: TrackId; prob: number; reasons: readonly string[] }
  | { kind: 'revoked'; atUs: SimTimeUs; trackId: TrackId; prob: number; reasons: readonly string[] }
  /** The regions are out of reach, until `reopened`. */
  | { kind: 'excluded'; atUs: SimTimeUs; trackId: TrackId; prob: number; reasons: readonly string[] }
  | { kind: 'reopened'; atUs: SimTimeUs; trackId: TrackId; prob: number; reasons: readonly string[] }
  | {
      kind: 'class-known';
      atUs: SimTimeUs;
      trackId: TrackId;
      vehicleId: string;
      prob: number;
      reason: string;
    }
  | {
      kind: 'bias-known';
      atUs: SimTimeUs;
      satelliteId: string;
      channelIndex: number;
      sigmaRad: number;
      reason: string;
    }
  | CommandOutcome
  | (CommandOutcome & { trackId: TrackId })
  | { kind: 'reports-late'; atUs: SimTimeUs; count: number; reason: string }
  | { kind: 'bound-reached'; atUs: SimTimeUs; bound: string; limit: number; reason: string };
