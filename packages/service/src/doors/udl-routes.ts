import type { FastifyReply, FastifyRequest } from 'fastify';
import { usFromS } from '@cupola/core/foundation';
import type { Product } from '@cupola/contract';
import type { Visitor } from '../access/visitor.ts';
import { DATA_MODES } from '../picture/records.ts';
import { SatelliteElements } from '../profiles/satellite-elements.ts';
import { observationReader } from '../profiles/udl/observations.ts';
import { listed } from '../profiles/udl/udl-reader.ts';
import { columnsOf, instantUs, readUdlQuery } from '../profiles/udl/udl-query.ts';
import type { UdlQuery } from '../profiles/udl/udl-query.ts';
import { UDL_RESOURCES, queryHelp, readerOf } from '../profiles/udl/udl-resources.ts';
import type { UdlResource, UdlView } from '../profiles/udl/udl-resources.ts';
import type { Service } from '../serve/service.ts';
import type { App, Doors } from './app-doors.ts';
import type { DoorKeeper } from './door-keeper.ts';
import type { PageMemory } from './page-memory.ts';
import { Refusal } from './refusal.ts';
import { ANY_DETECTION, seenDetections, tellsTakers } from './seen-detections.ts';
import { sendPage } from './send-page.ts';
import { udlMessagingRoutes } from './udl-messaging-routes.ts';

export const UDL_PREFIX = '/compat/udl';

/** What the library's clients write to; nothing is taken there. */
const FILE_DROPS = ['udl-missiletrack', 'udl-eo', 'udl-sv', 'udl-elset', 'udl-tracks', 'udl-collectrequest'];
const OURS = { schema: { hide: true } };

/** Doors as the Unified Data Library has them, so that its clients read this service: docs/service/udl.md. */
export function udlRoutes(app: App, doors: Doors): void {
  const { service, keeper } = doors;
  const { inputs, config } = service.plan;
  const elements = new SatelliteElements(inputs, config);
  const admit = (request: FastifyRequest, product: Product): UdlView =>
    viewOf(service, elements, keeper.admit(request, 'read', product));
  const refuse = (request: FastifyRequest): never => refuseWrites(request, keeper);
  void app.register((udl, _, done) => {
    udl.addHook('onRequest', (request, _reply, next) => {
      request.headers.authorization = bearerOf(service, request.headers.authorization);
      next();
    });
    // Nothing that is sent is read.
    udl.removeAllContentTypeParsers();
    udl.addContentTypeParser('*', (_request, _body, parsed) => parsed(null, null));

    for (const resource of UDL_RESOURCES) resourceRoutes(udl, resource, doors.pages, admit);
    udlMessagingRoutes(udl, `${UDL_PREFIX}/sm`, doors);

    for (const name of FILE_DROPS) udl.post(`${UDL_PREFIX}/filedrop/${name}`, OURS, refuse);
    for (const { path } of UDL_RESOURCES) {
      if (path === 'elset/current') continue;
      udl.post(`${UDL_PREFIX}/udl/${path}`, OURS, refuse);
      udl.post(`${UDL_PREFIX}/udl/${path}/createBulk`, OURS, refuse);
      udl.put(`${UDL_PREFIX}/udl/${path}/:id`, OURS, refuse);
      udl.delete(`${UDL_PREFIX}/udl/${path}/:id`, OURS, refuse);
    }
    done();
  });
}

function refuseWrites(request: FastifyRequest, keeper: DoorKeeper): never {
  keeper.admit(request, 'read', 'service');
  throw new Refusal(
    'profile-read-only',
    'nothing is taken from the Unified Data Library: reports come signed by the satellite that made them (POST /v1/ingest/scan-reports)',
  );
}

function resourceRoutes(
  app: App,
  resource: UdlResource,
  pages: PageMemory,
  admit: (request: FastifyRequest, product: Product) => UdlView,
): void {
  const { path, product, idField, isOfPicture, records } = resource;
  const at = `${UDL_PREFIX}/udl/${path}`;

  app.get(at, OURS, (request, reply) => {
    const view = admit(request, product);
    const query = (): UdlQuery => queryOf(request, resource, view, false);
    if (!isOfPicture || records === null) return readerOf(resource, view).page(query());
    const question = JSON.stringify([at, request.query]);
    const page = pages.pageOf(view.picture, question, () => {
      const shown = listed(records(view), idField).page(query());
      return { text: JSON.stringify(shown), records: shown.length };
    });
    return sendPage(pages, page, 'application/json; charset=utf-8', request, reply);
  });
  // oxlint-disable-next-line oxc/no-async-endpoint-handlers -- fastify waits for promises
  app.get(`${at}/tuple`, OURS, async (request) => {
    const view = admit(request, product);
    const query = queryOf(request, resource, view, true);
    const shown = await readerOf(resource, view).page(query);
    return shown.map((each) => columnsOf(each, query.columns ?? []));
  });
  // oxlint-disable-next-line oxc/no-async-endpoint-handlers -- fastify waits for promises
  app.get(`${at}/count`, OURS, async (request, reply) => {
    const view = admit(request, product);
    const { conditions } = queryOf(request, resource, view, false);
    return sendText(reply, String(await readerOf(resource, view).count(conditions)));
  });
  app.get(
    path === 'elset/current' ? `${UDL_PREFIX}/udl/currentelset/queryhelp` : `${at}/queryhelp`,
    OURS,
    (request) => {
      admit(request, product);
      request.toldRecords = 0;
      return queryHelp(resource);
    },
  );
  if (idField === null) return;
  // oxlint-disable-next-line oxc/no-async-endpoint-handlers -- fastify waits for promises
  app.get<{ Params: { id: string } }>(`${at}/:id`, OURS, async (request) => {
    const { id } = request.params;
    const found = await readerOf(resource, admit(request, product)).one(id);
    if (found === null) throw new Refusal('not-found', `there is no ${resource.schema} "${id}" now`);
    return found;
  });
}

function queryOf(
  request: FastifyRequest,
  { fields, requiredTime }: UdlResource,
  view: UdlView,
  wantsColumns: boolean,
): UdlQuery {
  const { second } = view.picture;
  const outcome = readUdlQuery(
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- what the query parser makes
    request.query as Readonly<Record<string, string | readonly string[]>>,
    { fields, requiredTime, wantsColumns, nowUs: instantUs(view.utc(usFromS(second ?? 0))) ?? 0 },
  );
  if (outcome.ok) return outcome.query;
  throw new Refusal(
    'invalid-request',
    outcome.problems.map((each) => `${each.path}: ${each.message}`).join('; '),
  );
}

function viewOf(service: Service, elements: SatelliteElements, visitor: Visitor): UdlView {
  const { config, dataMode } = service.plan;
  const { ownSide } = config;
  const picture = service.viewFor(visitor);
  const utc = (atUs: number): string => service.utc(atUs);
  return {
    picture,
    session: service.store.session.id,
    dataMode,
    ownSide,
    utc,
    alertRecord: (alert) => service.desk.recordOf(alert, visitor.tenantId),
    elements: () => elements.at(picture.second),
    observations: () =>
      observationReader({
        detections: (range) => seenDetections(service, visitor, ANY_DETECTION, range),
        ownSide,
        dataMode,
        utc,
        tellsTracks: tellsTakers(visitor),
      }),
  };
}

function sendText(reply: FastifyReply, text: string): FastifyReply {
  return reply.type('text/plain; charset=utf-8').serializer(String).send(text);
}

/** The library's clients send user and password; here these are a key's id and its secret. */
function bearerOf(service: Service, authorization: string | undefined): string | undefined {
  const [, encoded] = /^Basic ([A-Za-z0-9+/=]+)$/i.exec(authorization ?? '') ?? [];
  if (encoded === undefined) return authorization;
  const [, id = '', secret = ''] =
    /^([^:]*):(.*)$/s.exec(Buffer.from(encoded, 'base64').toString('utf8')) ?? [];
  const nowUs = Date.now() * 1000;
  const known = DATA_MODES.map((mode) => `Bearer cl_${mode.toLowerCase()}_${id}_${secret}`).find(
    (text) => service.keys.keyOf(text, nowUs) !== null,
  );
  return known ?? authorization;
}
