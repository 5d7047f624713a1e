import { createHash } from 'node:crypto';
import type { FastifyRequest } from 'fastify';
import { PRODUCTS } from '@cupola/contract/plan';
import type { App } from '../doors/app-doors.ts';
import type { ServiceMeters } from './service-meters.ts';

declare module 'fastify' {
  interface FastifyRequest {
    /** Records in the answer; null: not said, and counted where the answer is a list or a record. Doors that answer with text say it. */
    toldRecords: number | null;
  }
}

const FAILED = 500;
const REFUSED = 400;
const NOT_MODIFIED = 304;

/** Counts what is answered to whom, behind every door alike. What is refused costs nothing. */
export function meterRequests(app: App, meters: ServiceMeters): void {
  app.decorateRequest('toldRecords', null);
  app.addHook('preSerialization', (request, _, payload, done) => {
    request.toldRecords ??= recordsIn(payload, request.method === 'GET');
    done(null, payload);
  });
  app.addHook('onResponse', (request, reply, done) => {
    // The client has them, or wants none.
    if (reply.statusCode === NOT_MODIFIED || request.method === 'HEAD') request.toldRecords = 0;
    count(request, reply.statusCode, meters);
    done();
  });
}

function count(request: FastifyRequest, status: number, meters: ServiceMeters): void {
  const { visitor, need, toldRecords } = request;
  if (visitor === null) return;
  const { tenantId } = visitor;
  meters.noteRequest(tenantId, status >= FAILED);
  if (status >= REFUSED) return;
  const deed = idempotentDeed(request);
  if (deed === null) meters.count(tenantId, 'requests', null, 1);
  else meters.countOnce(tenantId, 'requests', deed);
  const product = PRODUCTS.find((each) => each === need);
  if (product !== undefined) meters.count(tenantId, 'records', product, toldRecords ?? 0);
}

/** The name of an action that may be sent again and is done once: so it is counted once. */
function idempotentDeed({ visitor, method, headers, url }: FastifyRequest): string | null {
  const name = headers['idempotency-key'];
  if (method === 'GET' || typeof name !== 'string' || visitor === null) return null;
  return createHash('sha256')
    .update(JSON.stringify([visitor.key.id, name, url]))
    .digest('hex');
}

/** A list is told by whatever method it was asked for; one record only to who asked to read it, and not as the answer of an action. */
function recordsIn(payload: unknown, isRead: boolean): number {
  if (Array.isArray(payload)) return payload.length;
  if (typeof payload !== 'object' || payload === null) return 0;
  for (const key of ['items', 'features', 'data']) {
    const list: unknown = Reflect.get(payload, key);
    if (Array.isArray(list)) return list.length;
  }
  return Number(isRead);
}
