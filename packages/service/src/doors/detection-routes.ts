import { z } from 'zod';
import type { DetectionPlace, RecentDetection } from '../engine/recent-detections.ts';
import type { DetectionRecord } from '../picture/records.ts';
import { stampOf, utc } from '../picture/service-clock.ts';
import type { App, Doors } from './app-doors.ts';
import { requireNeed } from './door-keeper.ts';
import { cursorBehind, pageQuery, placeOf } from './pages.ts';
import { Refusal } from './refusal.ts';
import { detection, page, problem } from './schemas.ts';
import { seenDetections, tellsTakers } from './seen-detections.ts';

const timeUs = z.coerce.number().int().optional();

/** What satellites saw lately, and which track took it. */
export function detectionRoutes(app: App, { service, keeper }: Doors): void {
  const { dataMode, config } = service.plan;
  const { ownSide } = config;
  const context = { dataMode, epoch: config.epoch };

  const recordOf = (each: RecentDetection, tellsTrack: boolean): DetectionRecord => {
    const channel = ownSide.channels[each.channelIndex];
    return {
      ...stampOf(context, each.scanAtUs),
      id: idOf(each),
      satelliteId: ownSide.satelliteIds[channel?.satelliteIndex ?? -1] ?? '',
      sensorId: channel?.sensor.id ?? '',
      arrivedAtUs: each.arrivedAtUs,
      arrivedAt: utc(context, each.arrivedAtUs),
      losItrf: each.losItrf,
      sigmaRad: each.sigmaRad,
      snr: Number.isFinite(each.snr) ? each.snr : null,
      trackId: tellsTrack ? each.trackId : null,
    };
  };

  app.get(
    '/v1/detections',
    {
      schema: {
        tags: ['detections'],
        description:
          'Detections of the last 60 s of arrival, 200,000 at the most, in order of scan. What was let go is in the log. Whoever may not see everywhere is told of those alone that tracks took which are seen',
        querystring: z.object({
          ...pageQuery,
          satellite: z.string().optional(),
          sensor: z.string().optional(),
          track: z.string().optional().describe('That took it; needs tracks'),
          fromUs: timeUs.describe('Of the scan, microseconds since the epoch of the service'),
          untilUs: timeUs,
        }),
        response: { 200: page(detection), 400: problem, 401: problem, 403: problem, 503: problem },
      },
    },
    // oxlint-disable-next-line oxc/no-async-endpoint-handlers -- fastify waits for promises
    async (request) => {
      const visitor = keeper.admit(request, 'read', 'detections');
      const { limit, cursor, satellite, sensor, track, fromUs, untilUs } = request.query;
      if (track !== undefined) requireNeed(visitor, 'tracks');
      const answer = await seenDetections(
        service,
        visitor,
        { satelliteId: satellite ?? null, sensorId: sensor ?? null, trackId: track ?? null },
        {
          fromUs: fromUs ?? null,
          untilUs: untilUs ?? null,
          after: cursor === undefined ? null : placeAt(placeOf(cursor) ?? ''),
          skip: 0,
          limit,
        },
      );
      const items = answer.detections.map((each) => recordOf(each, tellsTakers(visitor)));
      const last = answer.detections.at(-1);
      return { dataMode, items, next: answer.isMore && last !== undefined ? cursorBehind(idOf(last)) : null };
    },
  );
}

function idOf({ scanAtUs, channelIndex, row }: DetectionPlace): string {
  return `${scanAtUs}-${channelIndex}-${row}`;
}

function placeAt(id: string): DetectionPlace {
  const [, scan, channel, row] = /^(-?\d+)-(\d+)-(\d+)$/.exec(id) ?? [];
  if (row === undefined) throw new Refusal('invalid-request', '`cursor` is not one of this list');
  return { scanAtUs: Number(scan), channelIndex: Number(channel), row: Number(row) };
}
