import type { FastifyReply, FastifyRequest } from 'fastify';
import { usFromS } from '@cupola/core/foundation';
import type { Product } from '@cupola/contract';
import type { Visitor } from '../access/visitor.ts';
import { DATA_MODES } from '../picture/records.ts';
import { SatelliteElements } from '../profiles/satellite-elements.ts';
import { RecentSightings } from '../profiles/udl/sightings.ts';
import { columnsOf, instantUs, matches, readUdlQuery } from '../profiles/udl/udl-query.ts';
import type { UdlQuery } from '../profiles/udl/udl-query.ts';
import type { UdlRecord } from '../profiles/udl/udl-record.ts';
import { UDL_RESOURCES, queryHelp } from '../profiles/udl/udl-resources.ts';
import type { UdlResource, UdlView } from '../profiles/udl/udl-resources.ts';
import type { Service } from '../serve/service.ts';
import type { App, Doors } from './app-doors.ts';
import type { DoorKeeper } from './door-keeper.ts';
import type { PageMemory } from './page-memory.ts';
import { Refusal } from './refusal.ts';
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
  const made = {
    elements: new SatelliteElements(inputs, config),
    sightings: new RecentSightings(service.recentReports, config.ownSide, (atUs) => service.utc(atUs)),
  };
  const admit = (request: FastifyRequest, product: Product): UdlView =>
    viewOf(service, made, keeper.admit(request, 'read', product));
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
  const { path, product, idField, isOfPicture } = resource;
  const at = `${UDL_PREFIX}/udl/${path}`;

  app.get(at, OURS, (request, reply) => {
    const view = admit(request, product);
    const list = (): readonly UdlRecord[] => pageOf(view, resource, queryOf(request, resource, view, false));
    if (!isOfPicture) return list();
    const question = JSON.stringify([at, request.query]);
    const page = pages.pageOf(view.picture, question, () => {
      const records = list();
      return { text: JSON.stringify(records), records: records.length };
    });
    return sendPage(pages, page, 'application/json; charset=utf-8', request, reply);
  });
  app.get(`${at}/tuple`, OURS, (request) => {
    const view = admit(request, product);
    const query = queryOf(request, resource, view, true);
    return pageOf(view, resource, query).map((each) => columnsOf(each, query.columns ?? []));
  });
  app.get(`${at}/count`, OURS, (request, reply) => {
    const view = admit(request, product);
    const { conditions } = queryOf(request, resource, view, false);
    let count = 0;
    for (const each of resource.records(view)) if (matches(each, conditions)) count++;
    return sendText(reply, String(count));
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
  app.get<{ Params: { id: string } }>(`${at}/:id`, OURS, (request) => {
    const view = admit(request, product);
    for (const each of resource.records(view)) if (each[idField] === request.params.id) return each;
    throw new Refusal('not-found', `there is no ${resource.schema} "${request.params.id}" now`);
  });
}

/** Only the records of the page are kept. */
function pageOf(
  view: UdlView,
  { records }: UdlResource,
  { firstResult, maxResults, conditions }: UdlQuery,
): readonly UdlRecord[] {
  const shown: UdlRecord[] = [];
  let passed = 0;
  for (const each of records(view)) {
    if (!matches(each, conditions)) continue;
    passed++;
    if (passed > firstResult) shown.push(each);
    if (shown.length === maxResults) break;
  }
  return shown;
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

interface MadeFromTheRest {
  readonly elements: SatelliteElements;
  readonly sightings: RecentSightings;
}

function viewOf(service: Service, { elements, sightings }: MadeFromTheRest, visitor: Visitor): UdlView {
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
    sightings: () => {
      const { regions, historyS } = visitor.entitlement;
      if (regions !== null)
        throw new Refusal('not-entitled', 'a detection has a direction and no place: the plan gives regions');
      if (picture.second === null) return [];
      const fromUs = historyS === null ? Number.NEGATIVE_INFINITY : usFromS(picture.second - historyS);
      return sightings.between(fromUs, usFromS(picture.second));
    },
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
