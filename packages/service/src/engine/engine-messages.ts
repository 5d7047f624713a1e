import type { SimTimeUs } from '@cupola/core/foundation';
import type { OperateEvent, Track } from '@cupola/core/messages';
import type { MissionInputs } from '@cupola/core/mission';
import type { ReportRecord } from '../log/report-record.ts';
import type { DetectionAnswer, DetectionQuery } from './recent-detections.ts';
import type { EngineSnapshot, EngineStep } from './engine-core.ts';

export interface EngineStart {
  readonly inputs: MissionInputs;
  readonly from: EngineSnapshot | null;
}

/** What the engine's thread is asked; each but `take` is answered once, in order. */
export type EngineRequest =
  | { readonly kind: 'take'; readonly record: ReportRecord; readonly position: number }
  | { readonly kind: 'step'; readonly second: number }
  | { readonly kind: 'preview'; readonly second: number; readonly atUs: SimTimeUs }
  | { readonly kind: 'foresee'; readonly second: number }
  | { readonly kind: 'detections'; readonly query: DetectionQuery }
  | { readonly kind: 'snapshot' }
  | { readonly kind: 'finish' };

export type EngineAnswer =
  | { readonly kind: 'step'; readonly step: EngineStep }
  | { readonly kind: 'preview'; readonly tracks: readonly Track[] | null }
  | { readonly kind: 'foresee'; readonly events: readonly OperateEvent[] | null }
  | { readonly kind: 'detections'; readonly answer: DetectionAnswer }
  | { readonly kind: 'snapshot'; readonly snapshot: EngineSnapshot }
  | { readonly kind: 'finish'; readonly finalTracks: readonly Track[] };
