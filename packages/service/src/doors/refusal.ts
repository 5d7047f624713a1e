import type { FastifyReply, FastifyRequest } from 'fastify';
import { hasZodFastifySchemaValidationErrors } from 'fastify-type-provider-zod';
import { PROBLEMS, problemDocument } from '@cupola/contract/problems';
import type { FieldProblem, ProblemCode } from '@cupola/contract';
import { isStoreAway } from '../store/store-away.ts';

const STORE_RETRY_AFTER_S = 5;

/** Thrown by a door that refuses; rendered in one place. */
export class Refusal extends Error {
  readonly code: ProblemCode;
  readonly retryAfterS: number | null;

  constructor(code: ProblemCode, detail: string, retryAfterS: number | null = null) {
    super(detail);
    this.code = code;
    this.retryAfterS = retryAfterS;
  }
}

export function sendProblem(
  request: FastifyRequest,
  reply: FastifyReply,
  code: ProblemCode,
  detail: string,
  errors: readonly FieldProblem[] = [],
): FastifyReply {
  return reply
    .code(PROBLEMS[code].status)
    .header('content-type', 'application/problem+json')
    .serializer(JSON.stringify)
    .send(problemDocument(code, detail, request.id, errors));
}

/** Every error of every door. What was not foreseen is told in the log and not to the client. */
export function onError(error: unknown, request: FastifyRequest, reply: FastifyReply): FastifyReply {
  if (error instanceof Refusal) {
    if (error.retryAfterS !== null) void reply.header('retry-after', error.retryAfterS);
    if (error.code === 'unauthenticated') void reply.header('www-authenticate', 'Bearer');
    return sendProblem(request, reply, error.code, error.message);
  }
  if (hasZodFastifySchemaValidationErrors(error)) {
    const where = error.validationContext ?? 'request';
    const errors = error.validation.map((each) => ({
      path: `${where}${each.instancePath}`.replaceAll('/', '.'),
      message: each.message ?? 'not as described',
    }));
    return sendProblem(
      request,
      reply,
      'invalid-request',
      errors.map((each) => `${each.path}: ${each.message}`).join('; '),
      errors,
    );
  }
  const code = codeOf(error);
  if (code === 'FST_ERR_CTP_BODY_TOO_LARGE') {
    return sendProblem(request, reply, 'body-too-large', 'see the limits in docs/service.md');
  }
  if (code === 'FST_ERR_CTP_INVALID_MEDIA_TYPE') {
    return sendProblem(request, reply, 'unsupported-media-type', 'this content type is not read here');
  }
  if (code.startsWith('FST_ERR_CTP') || (error instanceof SyntaxError && 'statusCode' in error)) {
    return sendProblem(request, reply, 'unreadable-body', 'the body cannot be read');
  }
  if (isStoreAway(error)) {
    request.log.error({ error: String(error) }, 'the store is away');
    void reply.header('retry-after', STORE_RETRY_AFTER_S);
    return sendProblem(
      request,
      reply,
      'storage-unavailable',
      'the store does not answer; nothing was changed',
    );
  }
  request.log.error({ err: error }, 'a door failed');
  return sendProblem(request, reply, 'internal', 'told in the log under this instance');
}

/** PostgreSQL keeps no text with a null in it, and nobody means one. @throws Refusal */
export function refuseNulls({ query, params, body }: FastifyRequest): void {
  for (const [where, given] of Object.entries({ querystring: query, params, body })) {
    if (hasNull(given)) throw new Refusal('invalid-request', `${where}: a text has a null character in it`);
  }
}

function hasNull(given: unknown): boolean {
  const rest = [given];
  for (let value = rest.pop(); rest.length > 0 || value !== undefined; value = rest.pop()) {
    if (typeof value === 'string' && value.includes('\0')) return true;
    if (typeof value === 'object' && value !== null && !ArrayBuffer.isView(value)) {
      for (const [name, each] of Object.entries(value)) rest.push(name, each);
    }
  }
  return false;
}

function codeOf(error: unknown): string {
  return typeof error === 'object' && error !== null && 'code' in error ? String(error.code) : '';
}
