import swagger from '@fastify/swagger';
import Fastify, { LogController } from 'fastify';
import type { FastifyBaseLogger, FastifySchemaCompiler } from 'fastify';
import { jsonSchemaTransform, validatorCompiler } from 'fastify-type-provider-zod';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { meterRequests } from '../billing/request-meter.ts';
import type { ServiceMeters } from '../billing/service-meters.ts';
import { answerText } from '../picture/record-text.ts';
import type { Webhooks } from '../delivery/webhooks/webhooks.ts';
import type { Service } from '../serve/service.ts';
import type { Tokens } from '../access/tokens.ts';
import type { App, Doors, Shelves, ShownReport } from './app-doors.ts';
import { MOST_REQUEST_BYTES } from './app-doors.ts';
import { alertRoutes } from './alert-routes.ts';
import { tagAnswers } from './answer-tags.ts';
import { billingRoutes } from './billing-routes.ts';
import { commandRoutes } from './command-routes.ts';
import { described } from './description.ts';
import { detectionRoutes } from './detection-routes.ts';
import { DoorKeeper } from './door-keeper.ts';
import type { HostRule } from './door-keeper.ts';
import { engagementRoutes } from './engagement-routes.ts';
import { eventRoutes } from './event-routes.ts';
import { exerciseRoutes } from './exercise-routes.ts';
import { ingestRoutes } from './ingest-routes.ts';
import { mapRoutes } from './map-routes.ts';
import { orbitRoutes } from './orbit-routes.ts';
import { ownSideRoutes } from './own-side-routes.ts';
import { mcpRoutes } from './mcp-routes.ts';
import { launchRoutes } from './launch-routes.ts';
import { libraryRoutes } from './library-routes.ts';
import { osdkRoutes } from './osdk-routes.ts';
import { PageMemory } from './page-memory.ts';
import { pageRoutes } from './page-routes.ts';
import { pictureRoutes } from './picture-routes.ts';
import { countRecords, rateHeaders } from './rate-headers.ts';
import { onError, refuseNulls, sendProblem } from './refusal.ts';
import { streamRoutes } from './stream-routes.ts';
import { udlRoutes } from './udl-routes.ts';
import { tenantRoutes } from './tenant-routes.ts';
import { tokenRoutes } from './token-routes.ts';
import { watchRoutes } from './watch-routes.ts';
import { webhookRoutes } from './webhook-routes.ts';

export interface DoorsPlan {
  readonly service: Service;
  readonly webhooks: Webhooks;
  readonly meters: ServiceMeters;
  readonly isOwnHost: HostRule;
  readonly report: ShownReport | null;
  readonly tokens: Tokens;
  readonly shelves: Shelves;
  readonly logger: FastifyBaseLogger | undefined;
}

const HEADERS_TIMEOUT_MS = 10_000;
const REQUEST_TIMEOUT_MS = 60_000;

/** A misspelt filter that was passed over would let everything through. */
const checkOf: FastifySchemaCompiler<z.core.$ZodType> = ({ schema, ...where }) =>
  validatorCompiler({
    ...where,
    schema: where.httpPart === 'querystring' && schema instanceof z.ZodObject ? schema.strict() : schema,
  });

function neverAsked(): never {
  throw new Error('broken invariant: the app has compilers of its own');
}

/** The doors of a service, without listening. */
export async function buildApp(plan: DoorsPlan): Promise<App> {
  const { service, webhooks, meters, isOwnHost, report, shelves, tokens, logger } = plan;
  const app: App = Fastify({
    ...(logger === undefined ? {} : { loggerInstance: logger }),
    logController: new LogController({ disableRequestLogging: true }),
    bodyLimit: MOST_REQUEST_BYTES,
    // An address that cannot be read, or a name that is too long: before there is a door.
    frameworkErrors: (_, request, reply) => {
      sendProblem(
        request,
        reply,
        'invalid-request',
        'the address cannot be read, or a name in it is too long',
      );
    },
    requestTimeout: REQUEST_TIMEOUT_MS,
    http: { headersTimeout: HEADERS_TIMEOUT_MS },
    genReqId: () => randomUUID(),
    forceCloseConnections: true,
    // Else fastify loads its own compilers at every start, and nothing uses them.
    schemaController: { compilersFactory: { buildValidator: neverAsked, buildSerializer: neverAsked } },
  }).withTypeProvider<ZodTypeProvider>();
  app.setValidatorCompiler(checkOf);
  // Records are made to their types; checking each answer again would cost more than making it.
  app.setSerializerCompiler(() => answerText);
  app.setErrorHandler(onError);
  app.setNotFoundHandler((request, reply) =>
    sendProblem(request, reply, 'not-found', 'there is no such door'),
  );
  app.decorateRequest('visitor', null);
  app.decorateRequest('need', null);
  app.decorateRequest('token', null);
  app.decorateRequest('rate', null);
  meterRequests(app, meters);
  app.addHook('onRequest', (request, reply, done) => {
    void reply.header('x-content-type-options', 'nosniff').header('cache-control', 'no-store');
    if (isOwnHost(request.headers.host ?? '')) done();
    else
      sendProblem(request, reply, 'wrong-host', `this service is not ${request.headers.host ?? 'nameless'}`);
  });
  app.addHook('onResponse', (request, reply, done) => {
    const labels = {
      route: request.routeOptions.url ?? 'none',
      method: request.method,
      status: String(reply.statusCode),
    };
    service.metrics.requestS.observe(labels, reply.elapsedTime / 1000);
    done();
  });
  app.addHook('preValidation', (request, _, done) => {
    refuseNulls(request);
    done();
  });
  tagAnswers(app);
  rateHeaders(app, service.registers.allowances);
  countRecords(app, service.registers.allowances);
  await app.register(swagger, {
    openapi: {
      openapi: '3.1.0',
      info: {
        title: 'Cupola operations service',
        version: '1',
        description:
          'Live custody: tracks, custody, decisions, alerts. Every record says that it is not the real thing.',
        license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
      },
      servers: [{ url: '/' }],
      components: {
        securitySchemes: { key: { type: 'http', scheme: 'bearer', bearerFormat: 'cl_<mode>_<id>_<secret>' } },
      },
      security: [{ key: [] }],
    },
    transform: jsonSchemaTransform,
    transformObject: (given) =>
      described('openapiObject' in given ? given.openapiObject : given.swaggerObject),
  });
  const doors: Doors = {
    service,
    webhooks,
    keeper: new DoorKeeper(service.registers),
    pages: new PageMemory(),
    report,
    shelves,
    tokens,
  };
  for (const routes of [
    tokenRoutes,
    tenantRoutes,
    watchRoutes,
    ownSideRoutes,
    pictureRoutes,
    eventRoutes,
    alertRoutes,
    billingRoutes,
    commandRoutes,
    detectionRoutes,
    launchRoutes,
    engagementRoutes,
    libraryRoutes,
    exerciseRoutes,
    ingestRoutes,
    streamRoutes,
    webhookRoutes,
    mapRoutes,
    orbitRoutes,
    udlRoutes,
    osdkRoutes,
    mcpRoutes,
    pageRoutes,
  ]) {
    routes(app, doors);
  }
  return app;
}
