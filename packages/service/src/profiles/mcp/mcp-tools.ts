import { z } from 'zod';
import { CUSTODY_LEVELS, TRACK_PHASES } from '@cupola/core/messages';
import { usFromS } from '@cupola/core/foundation';
import { isoOf, periodAt } from '../../billing/calendar.ts';
import { decimalText, fractionOf, sum } from '../../billing/fraction.ts';
import { METERS, METER_IDS } from '../../billing/meters.ts';
import { ALERT_LEVELS, DATA_MODES } from '../../picture/records.ts';
import type { TrackRecord } from '../../picture/records.ts';
import { passes } from '../../picture/track-filter.ts';
import { engagement } from '../../doors/engagement-schemas.ts';
import { unknownRegionText } from '../../doors/known-regions.ts';
import { alert, custody, decision, track } from '../../doors/schemas.ts';
import { engagementRecord } from '../../engagements/engagement-record.ts';
import { ENGAGEMENTS_NOTE, NO_FLEET, engagementTargets } from '../../engagements/engagement-targets.ts';
import { coverageAt } from './coverage-at.ts';
import { mcpTool } from './mcp-tool.ts';
import type { McpTool, McpView } from './mcp-tool.ts';

const MOST_LISTED = 100;
const USUALLY_LISTED = 20;
const dataMode = z.enum(DATA_MODES).describe('Where it comes from. There is no mode for the real thing.');
const now = z.string().nullable().describe('Newest second of operations, UTC');
const head = { dataMode, now };
const trackId = z.string().describe('As list_tracks gives it');
const limit = z.number().int().min(1).max(MOST_LISTED).default(USUALLY_LISTED);
const prob = z.number().min(0).max(1);

const summary = z.object({
  trackId: z.string(),
  at: z.string(),
  phase: z.enum(TRACK_PHASES),
  latitudeDeg: z.number(),
  longitudeDeg: z.number(),
  altitudeKm: z.number(),
  speedKmPerS: z.number(),
  courseDeg: z.number(),
  positionSigmaKm: z.number(),
  custodyLevel: z.enum(CUSTODY_LEVELS).nullable(),
  custodySatellites: z.number().int().nullable().describe('How many satellites hold it'),
  declared: z.boolean().nullable().describe('Is a threat declared?'),
  threatProb: prob.nullable().describe('That it is a weapon and comes down in a defended region'),
  vehicleClass: z.string().nullable(),
  regionId: z.string().nullable(),
});

const LIST_TRACKS = mcpTool({
  name: 'list_tracks',
  title: 'Tracks',
  description:
    'Objects that are followed now, those most likely to be threats first: where they are, who holds custody, whether a threat is declared.',
  product: 'tracks',
  input: z.strictObject({
    phase: z.enum(TRACK_PHASES).optional(),
    custody: z.enum(CUSTODY_LEVELS).optional().describe('Under the first requirement'),
    declared: z.boolean().optional().describe('Only those with a threat declared, or only the others'),
    region: z.string().optional().describe('The region it most likely comes down in'),
    vehicleClass: z.string().optional().describe('The likeliest class'),
    limit,
  }),
  output: z.object({
    ...head,
    total: z.number().int().describe('How many there are, beyond the limit too'),
    tracks: z.array(summary),
  }),
  answer: ({ phase, custody: level, declared, region, vehicleClass, limit: most }, view) => {
    if (region !== undefined && !view.regions.includes(region))
      return unknownRegionText(region, view.regions);
    const found = currentTracks(view).filter((each) =>
      passes(each, {
        trackId: null,
        region: region ?? null,
        vehicleClass: vehicleClass ?? null,
        custody: level ?? null,
        phase: phase ?? null,
        declared: declared ?? null,
        within: null,
      }),
    );
    const inOrder = found.toSorted(
      (a, b) => (b.threat?.jointProb ?? -1) - (a.threat?.jointProb ?? -1) || (a.id < b.id ? -1 : 1),
    );
    return { ...headOf(view), total: found.length, tracks: inOrder.slice(0, most).map(summaryOf) };
  },
});

const GET_TRACK = mcpTool({
  name: 'get_track',
  title: 'One track',
  description:
    'Everything that is known of one object: state and covariance (Earth-fixed, m and m/s), custody under every requirement.',
  product: 'tracks',
  input: z.strictObject({ trackId }),
  output: z.object({ ...head, track, custody: custody.nullable() }),
  answer: ({ trackId: id }, view) => {
    const found = currentTracks(view).find((each) => each.id === id);
    if (found === undefined) return noTrack(id);
    return { ...headOf(view), track: found, custody: view.picture.custody.get(id) ?? null };
  },
});

const EXPLAIN = mcpTool({
  name: 'explain_threat_decision',
  title: 'Why a threat is declared, or is not',
  description:
    'The threat decision on one object with the probabilities it rests on, its reasons in sentences, the decision clock, where it was launched and where it comes down.',
  product: 'decisions',
  input: z.strictObject({ trackId }),
  output: z.object({ ...head, decision }),
  answer: ({ trackId: id }, view) => {
    const found = view.picture.decisions.get(id);
    if (found === undefined) return `nothing is decided on a track "${id}" now`;
    return { ...headOf(view), decision: found };
  },
});

const COVERAGE_AT = mcpTool({
  name: 'coverage_at',
  title: 'Who can look at a place',
  description:
    'Own satellites that have a sensor whose limits (Earth, field of regard, limb, Sun, range) take a place now. Two or more are needed to follow an object. Says nothing of what could be detected there.',
  product: 'satellites',
  input: z.strictObject({
    latitudeDeg: z.number().min(-90).max(90),
    longitudeDeg: z.number().min(-180).max(180),
    altitudeKm: z.number().min(0).max(40_000).default(100).describe('Above the ellipsoid'),
    limit,
  }),
  output: z.object({
    ...head,
    total: z.number().int().describe('Satellites that can look there'),
    satellites: z.array(
      z.object({ satelliteId: z.string(), sensorIds: z.array(z.string()), rangeKm: z.number() }),
    ),
    refused: z.record(z.string(), z.number().int()).describe('Sensors that cannot, by the first limit'),
  }),
  answer: ({ limit: most, ...place }, view) => {
    const { second } = view.picture;
    if (second === null) return 'operations have not begun: it is not known where satellites are';
    const { satellites, refused } = coverageAt(view.ownSide, view.epoch, usFromS(second), place);
    return { ...headOf(view), total: satellites.length, satellites: satellites.slice(0, most), refused };
  },
});

const LIST_ALERTS = mcpTool({
  name: 'list_alerts',
  title: 'Alerts',
  description:
    'Threats declared, custody lost, bounds reached, newest first, with what operators did about them.',
  product: 'alerts',
  input: z.strictObject({
    state: z.enum(['open', 'closed', 'all']).default('open'),
    level: z.enum(ALERT_LEVELS).optional(),
    trackId: trackId.optional(),
    limit,
  }),
  output: z.object({ ...head, total: z.number().int(), alerts: z.array(alert) }),
  answer: ({ state, level, trackId: id, limit: most }, view) => {
    const found = [...view.picture.alerts.values()]
      .filter((each) => state === 'all' || (state === 'open') === (each.closedAt === null))
      .filter((each) => level === undefined || each.level === level)
      .filter((each) => id === undefined || each.trackId === id)
      .toSorted((a, b) => b.atUs - a.atUs || (a.id < b.id ? -1 : 1));
    return {
      ...headOf(view),
      total: found.length,
      alerts: found.slice(0, most).map((each) => view.alertRecord(each)),
    };
  },
});

const LIST_ENGAGEMENTS = mcpTool({
  name: 'list_engagements',
  title: 'Whom a second fleet could meet',
  description:
    'Tracks that the second fleet of the scenario would be ordered against, or one that is asked for: whether somebody could still meet them, how many, and when. Simulated opportunities by published relations; nothing is assigned, guided or aimed.',
  product: 'engagements',
  input: z.strictObject({ trackId: trackId.optional(), limit }),
  output: z.object({
    ...head,
    note: z.string(),
    total: z.number().int().describe('Tracks, beyond the limit too'),
    engagements: z.array(engagement),
  }),
  answer: async ({ trackId: id, limit: most }, view) => {
    const { policy } = view.engagements;
    if (policy === null) return { ...headOf(view), note: NO_FLEET, total: 0, engagements: [] };
    const targets = engagementTargets(view.picture, policy, id ?? null);
    const shown = targets.slice(0, most);
    const outcome = await view.engagements.answersTo(shown);
    if (!outcome.ok) return 'too many engagements are being worked out: ask again in a second';
    const engagements = shown.flatMap((target, index) => {
      const answer = outcome.answers[index];
      return answer === undefined ? [] : [engagementRecord(target, answer, policy, view)];
    });
    return { ...headOf(view), note: ENGAGEMENTS_NOTE, total: targets.length, engagements };
  },
});

const USAGE_SUMMARY = mcpTool({
  name: 'usage_summary',
  title: 'What was used',
  description:
    'What the tenant used this month (UTC, wall clock), by meter and product, as it is metered; not what it costs.',
  product: 'usage',
  input: z.strictObject({}),
  output: z.object({
    ...head,
    from: z.string().describe('UTC, wall clock'),
    meters: z.array(
      z.object({
        meter: z.enum(METER_IDS),
        product: z.string().nullable(),
        unit: z.string(),
        quantity: z.string().describe('A decimal'),
      }),
    ),
  }),
  answer: async (_, view) => {
    const { fromUs } = periodAt('month', Date.now() * 1000);
    const totals = await view.usageSince(fromUs);
    const groups = Map.groupBy(totals, ({ meter, product }) => JSON.stringify([meter, product]));
    const meters = [...groups.values()].flatMap((group) => {
      const [first] = group;
      if (first === undefined) return [];
      const quantity = decimalText(sum(group.map((each) => fractionOf(each.quantity))));
      return [{ meter: first.meter, product: first.product, unit: METERS[first.meter].unit, quantity }];
    });
    return { ...headOf(view), from: isoOf(fromUs), meters };
  },
});

export const MCP_TOOLS: readonly McpTool[] = [
  LIST_TRACKS,
  GET_TRACK,
  EXPLAIN,
  COVERAGE_AT,
  LIST_ALERTS,
  LIST_ENGAGEMENTS,
  USAGE_SUMMARY,
];

/** What records are made of, to be read as resources. */
export const MCP_SCHEMAS: Readonly<Record<string, z.ZodType>> = { track, custody, decision, alert };

function headOf({ dataMode: mode, picture: { second }, utc }: McpView): Readonly<Record<string, unknown>> {
  return { dataMode: mode, now: second === null ? null : utc(usFromS(second)) };
}

/** Without what has lapsed. */
function currentTracks({ picture: { second, tracks }, utc }: McpView): readonly TrackRecord[] {
  const at = second === null ? '' : utc(usFromS(second));
  return [...tracks.values()].filter((each) => each.expiresAt > at);
}

function noTrack(id: string): string {
  return `there is no track "${id}" now`;
}

function summaryOf(each: TrackRecord): z.infer<typeof summary> {
  const { custody: held, threat } = each;
  return {
    trackId: each.id,
    at: each.at,
    phase: each.phase,
    latitudeDeg: each.latitudeDeg,
    longitudeDeg: each.longitudeDeg,
    altitudeKm: each.altitudeKm,
    speedKmPerS: each.speedKmPerS,
    courseDeg: each.courseDeg,
    positionSigmaKm: each.positionSigmaKm,
    custodyLevel: held?.level ?? null,
    custodySatellites: held?.satelliteIds.length ?? null,
    declared: threat?.declared ?? null,
    threatProb: threat?.jointProb ?? null,
    vehicleClass: threat?.vehicleClass ?? null,
    regionId: threat?.regionId ?? null,
  };
}
