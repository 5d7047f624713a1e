import { z } from 'zod';
import { REACH_STATES } from '@cupola/core/engagement/reach-states';
import type { EngagementDetail, EngagementRecord } from '../engagements/engagement-record.ts';
import type { FleetRecord } from '../engagements/fleet-record.ts';
import type { DataMode } from '../picture/records.ts';
import { dataMode, stamp, utc } from './schemas.ts';

const commitOn = z.enum(['declared', 'confirmed']);
const phase = z.enum(['boost', 'midcourse', 'glide']);

const told = {
  ...stamp,
  trackId: z.string(),
  state: z
    .enum(REACH_STATES)
    .describe(
      'in-reach: somebody can be ordered in time while orders are given; orders-closed: in time, but not while orders are given; too-late; out-of-reach: nobody comes into reach; not-foretold: its way ahead is not known',
    ),
  commitOn: commitOn.describe('What is waited for before orders are given'),
  committedAt: utc.nullable().describe('Null: it does not hold, and the rest is as if it did from now on'),
  orders: z
    .object({ from: utc, until: utc })
    .nullable()
    .describe('When an order given from now on may be at a satellite; null when that time is over'),
  interceptorsInReach: z.number().int().describe('That could be ordered in that time'),
  firstOrderAt: utc.nullable(),
  firstMeetingAt: utc.nullable().describe('The earliest of all their first orders'),
  latestOrderAt: utc.nullable().describe('The last for anybody, whatever is decided'),
  lateByS: z.number().nullable().describe('First order less the last in time; negative when in time'),
  phases: z
    .array(z.object({ phase, from: utc, until: utc }))
    .describe('Of the flight that is foretold from the track'),
  inReach: z
    .array(z.object({ from: utc, interceptors: z.number().int() }))
    .describe('How many could be ordered, whatever is decided, wherever the number changes'),
  why: z.string(),
};

export const engagement: z.ZodType<EngagementRecord> = z.object(told);

export const singleEngagement: z.ZodType<EngagementDetail> = z.object({
  ...told,
  windows: z
    .array(z.object({ interceptorId: z.string(), orderFrom: utc, orderUntil: utc, meetingAt: utc }))
    .describe('When each could be ordered, and when it meets the target if it is ordered at once'),
  windowsLeftOut: z.number().int().describe('Beyond the first 1,000'),
});

const fleet: z.ZodType<FleetRecord> = z.object({
  interceptors: z.number().int(),
  ready: z.number().int(),
  parts: z.array(
    z.object({
      id: z.string(),
      kind: z.string(),
      interceptors: z.number().int(),
      ready: z.number().int(),
      phases: z.array(phase),
      speedKmPerS: z.number(),
      accelerationG: z.number(),
      sources: z.record(z.string(), z.string()).describe('Where each figure of the generic kind is from'),
    }),
  ),
  policy: z.object({
    commitOn,
    decisionDelayS: z.number(),
    commandLatencyS: z.number(),
    orderWindowS: z.number(),
  }),
});

export const engagementPage: z.ZodType<{
  dataMode: DataMode;
  note: string;
  fleet: FleetRecord | null;
  items: readonly EngagementRecord[];
  next: string | null;
}> = z.object({
  dataMode,
  note: z.string().describe('What this is, or that the scenario has no second fleet'),
  fleet: fleet.nullable(),
  items: z.array(engagement),
  next: z.string().nullable().describe('Cursor of the next page; null on the last'),
});
