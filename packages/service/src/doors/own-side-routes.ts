import { z } from 'zod';
import { isWhole } from '../access/entitlement.ts';
import { usFromS } from '@cupola/core/foundation';
import { OwnPositions } from '../picture/own-positions.ts';
import type { App, Doors } from './app-doors.ts';
import { regionsToldTo } from './known-regions.ts';
import { pageOf, pageQuery } from './pages.ts';
import { Refusal } from './refusal.ts';
import { page, problem, satellite, sensor, service as serviceSchema } from './schemas.ts';
import type { SatelliteAnswer, SensorAnswer, ServiceAnswer } from './schemas.ts';

/** What is served, and the own satellites with their sensors. */
export function ownSideRoutes(app: App, { service, keeper }: Doors): void {
  const { ownSide } = service.plan.config;
  const { dataMode } = service.plan;
  const sensorsOf = Map.groupBy(ownSide.channels, ({ satelliteIndex }) => satelliteIndex);
  const indexOf = new Map(ownSide.satelliteIds.map((id, index) => [id, index]));
  const positions = new OwnPositions(ownSide);

  const answer = (index: number, second: number | null): SatelliteAnswer => ({
    dataMode,
    id: ownSide.satelliteIds[index] ?? '',
    group: ownSide.groupIds[index] ?? '',
    sensorIds: (sensorsOf.get(index) ?? []).map((channel) => channel.sensor.id),
    positionItrfM: second === null ? null : (positions.at(usFromS(second))[index] ?? null),
  });

  app.get(
    '/v1',
    { schema: { tags: ['service'], response: { 200: serviceSchema, 401: problem } } },
    (request): ServiceAnswer => {
      const visitor = keeper.admit(request, 'read', 'service');
      const view = service.viewFor(visitor);
      const { second, settledAtUs, tracks, alerts, lateReports } = view;
      return {
        dataMode,
        title: service.plan.inputs.scenario.title,
        session: service.store.session.id,
        feed: service.store.session.kind,
        state: service.state,
        epoch: service.utc(0),
        second,
        now: second === null ? null : service.utc(usFromS(second)),
        finalThrough: settledAtUs === null ? null : service.utc(settledAtUs),
        satellites: visitor.entitlement.products.includes('satellites') ? ownSide.satelliteIds.length : null,
        tracks: tracks.size,
        alertsOpen: [...alerts.values()].filter((each) => each.closedAt === null).length,
        lateReports: isWhole(visitor.entitlement) ? lateReports : null,
        regions: regionsToldTo(visitor, service),
      };
    },
  );
  app.get(
    '/v1/satellites',
    {
      schema: {
        tags: ['own side'],
        querystring: z.object({ ...pageQuery, group: z.string().optional() }),
        response: { 200: page(satellite), 400: problem, 401: problem },
      },
    },
    (request) => {
      const { second } = service.viewFor(keeper.admit(request, 'read', 'satellites'));
      const { group } = request.query;
      const ids = ownSide.satelliteIds.filter(
        (_, index) => group === undefined || ownSide.groupIds[index] === group,
      );
      const { items, next } = pageOf(ids, (id) => id, request.query);
      return { dataMode, items: items.map((id) => answer(indexOf.get(id) ?? -1, second)), next };
    },
  );
  app.get(
    '/v1/satellites/:id',
    {
      schema: {
        tags: ['own side'],
        params: z.object({ id: z.string() }),
        response: { 200: satellite, 401: problem, 404: problem },
      },
    },
    (request) => {
      const { second } = service.viewFor(keeper.admit(request, 'read', 'satellites'));
      const index = indexOf.get(request.params.id);
      if (index === undefined) throw new Refusal('not-found', `there is no satellite "${request.params.id}"`);
      return answer(index, second);
    },
  );
  app.get(
    '/v1/sensors',
    {
      schema: {
        tags: ['own side'],
        querystring: z.object(pageQuery),
        response: { 200: page(sensor), 400: problem, 401: problem },
      },
    },
    (request) => {
      keeper.admit(request, 'read', 'satellites');
      const sensors = service.sensors.map((each): SensorAnswer => ({
        dataMode,
        id: each.id,
        band: each.band,
        gaze: each.gaze.kind,
        sigmaRad: each.sigmaRad,
        framePeriodS: each.framePeriodS,
        satellites: ownSide.channels.filter((channel) => channel.sensor === each).length,
        source: each.source,
      }));
      return { dataMode, ...pageOf(sensors, (each) => each.id, request.query) };
    },
  );
}
