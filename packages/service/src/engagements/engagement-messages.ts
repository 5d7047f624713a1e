import type { MissionInputs } from '@cupola/core/mission';
import type { Engageable } from '../picture/engageable.ts';
import type { EngagementAnswer } from './engagement-answer.ts';
import type { FleetRecord } from './fleet-record.ts';

export type EngagementStart = Pick<MissionInputs, 'scenario' | 'catalogues'>;

/** Some tracks at a time; answered in order. */
export type EngagementRequest = readonly Engageable[];

/** The fleet comes once, before the first answer. */
export type EngagementReply =
  | { readonly kind: 'fleet'; readonly fleet: FleetRecord }
  | { readonly kind: 'answers'; readonly answers: readonly EngagementAnswer[] };
