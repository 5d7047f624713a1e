import { z } from 'zod';
import { usFromS } from '@cupola/core/foundation';
import type { Visitor } from '../access/visitor.ts';
import { OwnPositions } from '../picture/own-positions.ts';
import type { DecisionRecord, TrackRecord } from '../picture/records.ts';
import { passes } from '../picture/track-filter.ts';
import type { TrackFilter } from '../picture/track-filter.ts';
import { pictureCzml } from '../profiles/czml/picture-czml.ts';
import type { SatellitePath } from '../profiles/czml/picture-czml.ts';
import { areaFeatures, featureCollection, positionFeature } from '../profiles/geojson/map-features.ts';
import type { App, Doors } from './app-doors.ts';
import { visitorOf } from './door-keeper.ts';
import { knownFilter } from './known-regions.ts';
import { trackQuery } from './queries.ts';
import { problem } from './schemas.ts';
import { sendPage } from './send-page.ts';

const refusals = { 400: problem, 401: problem, 403: problem };
const document = z.string();

/** What is known now for globes and maps. Areas and satellites are of those alone who are entitled to them. */
export function mapRoutes(app: App, { service, keeper, pages }: Doors): void {
  const { dataMode, config, inputs } = service.plan;
  const { ownSide } = config;
  const positions = new OwnPositions(ownSide);
  const groups = [...new Set(ownSide.groupIds)];

  const pathsOf = (fromS: number, aheadS: number, stepS: number): readonly SatellitePath[] => {
    const samples = Array.from({ length: Math.floor(aheadS / stepS) + 1 }, (_, k) =>
      positions.at(usFromS(fromS + k * stepS)),
    );
    return ownSide.satelliteIds.map((id, index) => ({
      index,
      id,
      group: groups.indexOf(ownSide.groupIds[index] ?? ''),
      samples: samples.flatMap((each) => {
        const place = each[index];
        return place === undefined ? [] : [place];
      }),
    }));
  };

  /** The tracks that are asked for and whose lease has not ended, and what was decided on them. */
  const seen = (
    visitor: Visitor,
    filter: TrackFilter,
  ): {
    readonly second: number;
    readonly tracks: readonly TrackRecord[];
    readonly decisions: readonly DecisionRecord[];
  } => {
    const view = service.viewFor(visitor);
    const second = view.second ?? 0;
    const now = service.utc(usFromS(second));
    const tracks = [...view.tracks.values()].filter((each) => passes(each, filter) && each.expiresAt > now);
    const decisions = visitor.entitlement.products.includes('decisions')
      ? tracks.flatMap(({ id }) => view.decisions.get(id) ?? [])
      : [];
    return { second, tracks, decisions };
  };

  app.get(
    '/v1/tracks.czml',
    {
      onRequest: (request, _, done) => {
        keeper.admit(request, 'read', 'tracks');
        done();
      },
      schema: {
        tags: ['profiles'],
        description:
          'CZML: a window from now on with few samples, satellites and areas where the plan has them. Ids stay the same from one document to the next.',
        querystring: z.object({
          ...trackQuery,
          ahead: z.coerce.number().min(10).max(600).default(120).describe('Length of the window, s'),
          step: z.coerce.number().min(5).max(60).default(20).describe('Time between two samples, s'),
          satellites: z.enum(['true', 'false']).default('true'),
        }),
        produces: ['application/json'],
        response: { 200: document, ...refusals },
      },
    },
    (request, reply) => {
      const visitor = visitorOf(request);
      const { ahead, step, satellites } = request.query;
      const filter = knownFilter(request.query, visitor, service);
      const isShown = satellites === 'true' && visitor.entitlement.products.includes('satellites');
      const stepS = Math.min(step, ahead);
      const question = JSON.stringify(['czml', isShown, request.query]);
      const page = pages.pageOf(service.viewFor(visitor), question, () => {
        const { second: fromS, tracks, decisions } = seen(visitor, filter);
        const text = pictureCzml({
          title: inputs.scenario.title,
          dataMode,
          epoch: inputs.scenario.epoch,
          window: { fromS, lengthS: Math.floor(ahead / stepS) * stepS, stepS },
          satellites: isShown ? pathsOf(fromS, ahead, stepS) : [],
          tracks,
          decisions,
        });
        return { text, records: tracks.length };
      });
      return sendPage(pages, page, 'application/json', request, reply);
    },
  );

  app.get(
    '/v1/tracks.geojson',
    {
      onRequest: (request, _, done) => {
        keeper.admit(request, 'read', 'tracks');
        done();
      },
      schema: {
        tags: ['profiles'],
        description: 'RFC 7946: positions of tracks, and areas of launch and impact where the plan has them.',
        querystring: z.object(trackQuery),
        produces: ['application/geo+json'],
        response: { 200: document, ...refusals },
      },
    },
    (request, reply) => {
      const visitor = visitorOf(request);
      const filter = knownFilter(request.query, visitor, service);
      const question = JSON.stringify(['geojson', request.query]);
      const page = pages.pageOf(service.viewFor(visitor), question, () => {
        const { tracks, decisions } = seen(visitor, filter);
        const features = [...tracks.map(positionFeature), ...decisions.flatMap(areaFeatures)];
        return { text: featureCollection(dataMode, features), records: tracks.length };
      });
      return sendPage(pages, page, 'application/geo+json', request, reply);
    },
  );
}
