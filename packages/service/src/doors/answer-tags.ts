import { createHash } from 'node:crypto';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { HOUSE } from '../access/visitor.ts';
import type { App } from './app-doors.ts';

/** Has the client what is tagged so? */
export function isKnown({ headers }: FastifyRequest, tag: string): boolean {
  return (headers['if-none-match'] ?? '').split(/\s*,\s*/).includes(tag);
}

/** Answers to anybody but the house are tagged by what they say and by nothing else, so that a tag tells no more than the answer. */
export function tagAnswers(app: App): void {
  app.addHook('onSend', (request, reply, payload, done) => {
    if (!isTagged(request, reply) || typeof payload !== 'string') return done(null, payload);
    const tag = `W/"${createHash('sha256').update(payload).digest('base64url').slice(0, 22)}"`;
    void reply.header('etag', tag);
    if (!isKnown(request, tag)) return done(null, payload);
    void reply.code(304).removeHeader('content-type').removeHeader('content-length');
    done(null, null);
  });
}

function isTagged({ method, visitor }: FastifyRequest, reply: FastifyReply): boolean {
  return (
    method === 'GET' &&
    reply.statusCode === 200 &&
    visitor !== null &&
    visitor.tenantId !== HOUSE &&
    reply.getHeader('etag') === undefined
  );
}
