import { z } from 'zod';
import { PROBLEMS } from '@cupola/contract/problems';
import { CUSTODY_LEVELS, CUSTODY_TERMS, TRACK_PHASES } from '@cupola/core/messages';
import type { AuditEntry } from '../audit/audit-chain.ts';
import type { CommandReceipt } from '../commands/command-desk.ts';
import { EXERCISE_STATES } from '../commands/exercise-desk.ts';
import type { ExerciseRecord } from '../commands/exercise-desk.ts';
import { FEED_KINDS } from '../feeds/feed.ts';
import type { FeedKind } from '../feeds/feed.ts';
import type { RunListing } from '../library/run-shelf.ts';
import type { ScenarioListing } from '../library/scenario-shelf.ts';
import { BATCH_VERDICTS } from '../ingest/ingest.ts';
import type { BatchResult } from '../ingest/ingest.ts';
import { ALERT_LEVELS, DATA_MODES } from '../picture/records.ts';
import type {
  AlertRecord,
  CommandRecord,
  CustodyRecord,
  DataMode,
  DecisionRecord,
  DetectionRecord,
  EventRecord,
  LaunchRecord,
  TaskingRecord,
  TrackRecord,
} from '../picture/records.ts';

/* What goes out, as the API description says it. Records are made to these types; tests hold the answers against the schemas. */

export const dataMode: z.ZodType<DataMode> = z
  .enum(DATA_MODES)
  .describe('Where it comes from. There is no mode for the real thing.');
export const utc: z.ZodType<string> = z.string().describe('UTC, ISO 8601');
const prob = z.number().min(0).max(1);
const vector = z.tuple([z.number(), z.number(), z.number()]);
export const stamp: {
  readonly dataMode: z.ZodType<DataMode>;
  readonly atUs: z.ZodType<number>;
  readonly at: z.ZodType<string>;
} = {
  dataMode,
  atUs: z.number().describe('Microseconds since the epoch of the service'),
  at: utc,
};
const trackCustody = {
  requirementId: z.string(),
  level: z.enum(CUSTODY_LEVELS),
  missed: z.array(z.enum(CUSTODY_TERMS)),
  satelliteIds: z.array(z.string()).describe('Who holds it'),
  positionSigmaM: z.number().nullable(),
  latencyS: z.number().nullable(),
};

type Schema<T> = z.ZodType<T>;

export const track: Schema<TrackRecord> = z
  .object({
    ...stamp,
    id: z.string(),
    phase: z.enum(TRACK_PHASES),
    phaseProbs: z.object({ boost: prob, coast: prob, reentry: prob, glide: prob }),
    latitudeDeg: z.number(),
    longitudeDeg: z.number(),
    altitudeKm: z.number(),
    speedKmPerS: z.number().describe('Against the rotating Earth'),
    courseDeg: z.number().describe('Over the ground, clockwise from north'),
    positionSigmaKm: z.number().describe('Root of the trace of the covariance of the position'),
    positionItrfM: vector,
    velocityItrfMPerS: vector,
    covarianceItrf: z.array(z.number()).describe('Upper triangle of the 6 x 6, row by row; m, m/s'),
    existenceProb: prob,
    firstDetectedAt: utc,
    confirmedAt: utc,
    lastDetectedAt: utc,
    expiresAt: utc.describe('It lapses then unless it is told anew'),
    custody: z.object(trackCustody).nullable().describe('Under the first requirement'),
    threat: z
      .object({
        jointProb: prob.describe('That it is a weapon and comes down in a region'),
        unionProb: prob,
        weaponProb: prob,
        declared: z.boolean(),
        excluded: z.boolean(),
        vehicleClass: z.string().nullable(),
        vehicleClassProb: prob.nullable(),
        regionId: z.string().nullable(),
      })
      .nullable(),
  })
  .describe('One object as it is known now; later reports may still change it');

export const custody: Schema<CustodyRecord> = z.object({
  ...stamp,
  trackId: z.string(),
  requirements: z.array(z.object({ ...trackCustody, reason: z.string() })),
});

const groundPoint = {
  latitudeDeg: z.number(),
  longitudeDeg: z.number(),
  at: utc,
  covarianceKm2: vector.describe('East-east, east-north, north-north'),
};

export const decision: Schema<DecisionRecord> = z.object({
  ...stamp,
  trackId: z.string(),
  unionProb: prob,
  weaponProb: prob,
  jointProb: prob,
  declared: z.boolean(),
  excluded: z.boolean(),
  regions: z.array(z.object({ regionId: z.string(), prob })),
  classes: z.array(z.object({ vehicleId: z.string(), prob })),
  otherProb: prob,
  impact: z.object({ ...groundPoint, kind: z.enum(['transit', 'prediction']) }).nullable(),
  launch: z.object(groundPoint).nullable(),
  clock: z.array(z.object({ mark: z.string(), at: utc.nullable(), reason: z.string() })),
  reasons: z.array(z.string()),
});

export const event: Schema<Omit<EventRecord, 'kind'>> = z.object({
  ...stamp,
  sequence: z.number().int(),
  kind: z.string(),
  trackId: z.string().nullable(),
  detail: z.record(z.string(), z.unknown()).describe('With the numbers it rests on'),
});

export const alert: Schema<AlertRecord> = z.object({
  ...stamp,
  id: z.string(),
  kind: z.enum(['threat-declared', 'custody-lost', 'bound-reached']),
  level: z.enum(ALERT_LEVELS),
  trackId: z.string().nullable(),
  text: z.string(),
  closedAt: utc.nullable().describe('When its cause went away'),
  acknowledgedBy: z.string().nullable(),
  acknowledgedAt: utc.nullable(),
  shelvedUntil: utc.nullable(),
  note: z.string().nullable(),
});

export const tasking: Schema<TaskingRecord> = z.object({
  ...stamp,
  trackId: z.string(),
  validFrom: utc,
  validUntil: utc,
  looks: z.array(
    z.object({
      satelliteId: z.string(),
      sensorId: z.string(),
      from: utc,
      until: utc,
      steerAt: utc.nullable(),
    }),
  ),
  positionItrfM: vector,
  positionSigmaM: z.number(),
});

export const detection: Schema<DetectionRecord> = z
  .object({
    ...stamp,
    id: z.string(),
    satelliteId: z.string(),
    sensorId: z.string(),
    arrivedAtUs: z.number(),
    arrivedAt: utc,
    losItrf: vector.describe('Unit vector from the satellite, Earth-fixed, aberration removed'),
    sigmaRad: z.number(),
    snr: z.number().nullable(),
    trackId: z.string().nullable().describe('That took it; may still change for ten seconds'),
  })
  .describe('One direction that a satellite saw something in, at its scan');

export const launch: Schema<LaunchRecord> = z
  .object({
    ...stamp,
    id: z.string(),
    latitudeDeg: z.number(),
    longitudeDeg: z.number(),
    launchedAt: utc,
    launchedAtUs: z.number(),
    launchedAtSigmaS: z.number().nullable(),
    covarianceKm2: vector.describe('East-east, east-north, north-north'),
    sites: z.array(z.object({ siteId: z.string(), title: z.string(), prob })),
    trackIds: z.array(z.string()).describe('All that ever came of it and may be seen, the first one first'),
    toldBy: z.string().nullable().describe('The track whose estimate this is'),
    firstToldAt: utc,
    declared: z.boolean().describe('Is any of its tracks held for a threat?'),
    vehicleClass: z.string().nullable(),
  })
  .describe('A launch that was seen, and what came of it');

export const command: Schema<CommandRecord> = z
  .object({
    ...stamp,
    id: z.string(),
    command: z.enum(['confirm-track', 'drop-track', 'request-looks']),
    trackId: z.string().nullable().describe('Null of a wish that is about a place'),
    outcome: z.enum(['obeyed', 'refused']),
    reason: z.string(),
  })
  .describe('What became of something that an operator asked of operations');

export const commandReceipt: Schema<CommandReceipt> = z.object({
  dataMode,
  id: z.string().describe('`/v1/commands/{id}` and the events say what became of it'),
  command: z.enum(['confirm-track', 'drop-track', 'request-looks']),
  takesEffectAtUs: z.number().describe('Microseconds since the epoch of the service'),
  takesEffectAt: utc,
  validateOnly: z.boolean().describe('True: nothing was done, and it would take effect then at the earliest'),
});

export const exercise: Schema<ExerciseRecord> = z.object({
  dataMode,
  id: z.string(),
  kind: z.enum(FEED_KINDS),
  title: z.string(),
  state: z.enum(EXERCISE_STATES),
  pace: z.number().nullable().describe('Simulated seconds in a second; null: as fast as it goes'),
  second: z.number().nullable().describe('Newest whole second, since the epoch'),
  lastSecond: z.number().nullable(),
});

export const runListing: Schema<RunListing> = z
  .object({
    dataMode,
    id: z.string().describe('Name of its folder'),
    runId: z.string().describe('The same for the same scenario, seed and program'),
    title: z.string(),
    seed: z.number(),
    durationMin: z.number(),
    satellites: z.number(),
    objects: z.number().int(),
    threats: z.number().int(),
    declaredThreats: z.number().int(),
    links: z.object({ summary: z.string(), report: z.string().nullable() }),
  })
  .describe('A finished run');

export const scenarioListing: Schema<ScenarioListing> = z
  .object({
    dataMode,
    id: z.string().describe('Name of its file'),
    title: z.string(),
    epoch: utc,
    durationMin: z.number(),
    seed: z.number(),
    groups: z.array(z.string()),
    events: z.array(z.string()),
    hasInterceptors: z.boolean(),
  })
  .describe('A scenario file');

export interface SatelliteAnswer {
  readonly dataMode: DataMode;
  readonly id: string;
  readonly group: string;
  readonly sensorIds: readonly string[];
  readonly positionItrfM: readonly [number, number, number] | null;
}

export const satellite: Schema<SatelliteAnswer> = z.object({
  dataMode,
  id: z.string(),
  group: z.string(),
  sensorIds: z.array(z.string()),
  positionItrfM: vector.nullable().describe('As it is known to be now; null before the first second'),
});

export interface SensorAnswer {
  readonly dataMode: DataMode;
  readonly id: string;
  readonly band: string;
  readonly gaze: string;
  readonly sigmaRad: number;
  readonly framePeriodS: number;
  readonly satellites: number;
  readonly source: string;
}

export const sensor: Schema<SensorAnswer> = z.object({
  dataMode,
  id: z.string(),
  band: z.string(),
  gaze: z.string(),
  sigmaRad: z.number(),
  framePeriodS: z.number(),
  satellites: z.number().int().describe('How many carry it'),
  source: z.string(),
});

export interface ServiceAnswer {
  readonly dataMode: DataMode;
  readonly title: string;
  readonly session: string;
  readonly feed: FeedKind;
  readonly state: string;
  readonly epoch: string;
  readonly second: number | null;
  readonly now: string | null;
  readonly finalThrough: string | null;
  readonly satellites: number | null;
  readonly tracks: number;
  readonly alertsOpen: number;
  readonly lateReports: number | null;
  readonly regions: readonly string[];
}

export const service: Schema<ServiceAnswer> = z.object({
  dataMode,
  title: z.string(),
  session: z.string(),
  feed: z.enum(FEED_KINDS),
  state: z.string(),
  epoch: utc,
  second: z.number().nullable().describe('Newest whole second, since the epoch'),
  now: utc.nullable(),
  finalThrough: utc.nullable().describe('States up to then cannot change any more'),
  satellites: z.number().int().nullable().describe('Null when the plan has none'),
  tracks: z.number().int(),
  alertsOpen: z.number().int(),
  lateReports: z
    .number()
    .int()
    .nullable()
    .describe('Of the whole service: null to who does not see all of it'),
  regions: z.array(z.string()),
});

export const ingestAnswer: Schema<{
  dataMode: DataMode;
  accepted: number;
  refused: number;
  batches: readonly BatchResult[];
}> = z.object({
  dataMode,
  accepted: z.number().int(),
  refused: z.number().int(),
  batches: z.array(
    z.object({
      satelliteId: z.string().nullable(),
      sequence: z.number().nullable(),
      status: z.enum(BATCH_VERDICTS),
      detections: z.number().int(),
      reason: z.string().nullable(),
    }),
  ),
});

export const audit: Schema<AuditEntry> = z.object({
  sequence: z.number().int(),
  atUs: z.number().describe('Wall clock, microseconds since 1970'),
  actor: z.string(),
  action: z.string(),
  subject: z.string(),
  detail: z.unknown(),
  previousHash: z.string(),
  hash: z.string(),
});

export const problem: z.ZodType = z
  .object({
    type: z.string(),
    title: z.string(),
    status: z.number().int(),
    code: z.string().describe(Object.keys(PROBLEMS).join(', ')),
    detail: z.string(),
    instance: z.string(),
    errors: z.array(z.object({ path: z.string(), message: z.string() })).optional(),
  })
  .describe('RFC 9457');

export function page<Item>(
  item: z.ZodType<Item>,
): z.ZodType<{ dataMode: DataMode; items: readonly Item[]; next: string | null }> {
  return z.object({
    dataMode,
    items: z.array(item),
    next: z.string().nullable().describe('Cursor of the next page; null on the last'),
  });
}
