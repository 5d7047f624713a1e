import type { FastifyRequest } from 'fastify';
import { z } from 'zod';
import type { Visitor } from '../access/visitor.ts';
import { ONTOLOGY_RID, fullMetadata } from '../profiles/osdk/metadata.ts';
import { loadObjects, typesOf, wireObject } from '../profiles/osdk/object-sets.ts';
import type { Outcome } from '../profiles/osdk/outcome.ts';
import type { ObjectView } from '../profiles/osdk/object-type.ts';
import { OBJECT_TYPES } from '../profiles/osdk/object-types.ts';
import { loadRequest } from '../profiles/osdk/requests.ts';
import type { Service } from '../serve/service.ts';
import type { App, Doors } from './app-doors.ts';
import { requireNeed } from './door-keeper.ts';
import { Refusal } from './refusal.ts';

const PREFIX = '/compat/osdk/api/v2/ontologies/:ontology';
const OURS = { schema: { hide: true } };

/** The client's names of errors; what is not named is `CUSTOM_SERVER`. */
const ERROR_CODES: Readonly<Record<number, string>> = {
  400: 'INVALID_ARGUMENT',
  401: 'UNAUTHORIZED',
  403: 'PERMISSION_DENIED',
  404: 'NOT_FOUND',
  409: 'CONFLICT',
  413: 'REQUEST_ENTITY_TOO_LARGE',
  415: 'INVALID_ARGUMENT',
  429: 'RATE_LIMITED',
  500: 'INTERNAL',
};

const problem = z.object({ status: z.number(), code: z.string(), detail: z.string(), instance: z.string() });

/** Objects for Palantir's object client, to read: docs/service/osdk.md. */
export function osdkRoutes(app: App, { service, keeper }: Doors): void {
  const admit = (request: FastifyRequest<{ Params: { ontology: string } }>): Visitor => {
    const visitor = keeper.admit(request, 'read', 'service');
    const { ontology } = request.params;
    if (ontology !== ONTOLOGY_RID) throw new Refusal('not-found', `the ontology here is ${ONTOLOGY_RID}`);
    return visitor;
  };
  void app.register((osdk, _, done) => {
    osdk.addHook('onSend', (_request, reply, payload, next) => {
      const type = String(reply.getHeader('content-type') ?? '');
      if (typeof payload !== 'string' || !type.startsWith('application/problem+json'))
        return next(null, payload);
      void reply.header('content-type', 'application/json; charset=utf-8');
      return next(null, JSON.stringify(clientError(problem.parse(JSON.parse(payload)))));
    });
    osdk.get<{ Params: { ontology: string; type: string } }>(
      `${PREFIX}/objectTypes/:type/fullMetadata`,
      OURS,
      (request) => {
        admit(request);
        const type = OBJECT_TYPES.get(request.params.type);
        if (type === undefined)
          throw new Refusal('not-found', `there are no objects "${request.params.type}"`);
        return fullMetadata(type);
      },
    );
    osdk.post<{ Params: { ontology: string } }>(`${PREFIX}/objectSets/loadObjects`, OURS, (request) => {
      const visitor = admit(request);
      const wanted = loadRequest.safeParse(request.body);
      if (!wanted.success) throw new Refusal('invalid-request', wordsOf(wanted.error));
      const body = wanted.data;
      for (const { product } of valueOf(typesOf(body.objectSet, OBJECT_TYPES))) requireNeed(visitor, product);
      const { type, objects, nextPageToken, totalCount } = valueOf(
        loadObjects(body, OBJECT_TYPES, viewOf(service, visitor)),
      );
      // Metered as records of the type that is told.
      request.need = type.product;
      request.toldRecords = objects.length;
      const selected = [...(body.select ?? []), ...(body.selectV2 ?? []).map((each) => each.apiName)];
      return {
        data: objects.map((each) => wireObject(type, each, selected)),
        ...(nextPageToken === null ? {} : { nextPageToken }),
        totalCount: String(totalCount),
        propertySecurities: [],
      };
    });
    done();
  });
}

function viewOf(service: Service, visitor: Visitor): ObjectView {
  const { config, dataMode } = service.plan;
  return {
    picture: service.viewFor(visitor),
    dataMode,
    ownSide: config.ownSide,
    utc: (atUs) => service.utc(atUs),
    alertRecord: (alert) => service.desk.recordOf(alert, visitor.tenantId),
  };
}

/** @throws Refusal */
function valueOf<Value>(outcome: Outcome<Value>): Value {
  if (outcome.ok) return outcome.value;
  throw new Refusal(outcome.isMissing ? 'not-found' : 'invalid-request', outcome.detail);
}

function wordsOf({ issues }: z.ZodError): string {
  return issues.map(({ path, message }) => `${path.join('.')}: ${message}`).join('; ');
}

/** The form that the client makes its errors of. */
function clientError({
  status,
  code,
  detail,
  instance,
}: z.infer<typeof problem>): Readonly<Record<string, unknown>> {
  return {
    errorCode: ERROR_CODES[status] ?? 'CUSTOM_SERVER',
    errorName: nameOf(code),
    errorInstanceId: instance,
    errorDescription: detail,
    message: detail,
    parameters: { code, detail },
  };
}

/** `not-found` is `NotFound`. */
function nameOf(code: string): string {
  return code
    .split('-')
    .map((word) => `${word.slice(0, 1).toUpperCase()}${word.slice(1)}`)
    .join('');
}
