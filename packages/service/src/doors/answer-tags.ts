import type { FastifyReply, FastifyRequest } from 'fastify';
import { HOUSE } from '../access/visitor.ts';
import type { App } from './app-doors.ts';
import { tagOf } from './page-memory.ts';

/** Has the client what is tagged so? Whether a tag is weak does not matter (RFC 9110, 13.1.2); `*` is whatever there is. */
export function isKnown({ headers }: FastifyRequest, tag: string): boolean {
  const known = headers['if-none-match'];
  if (known === undefined) return false;
  return known.split(',').some((each) => each.trim() === '*' || opaque(each.trim()) === opaque(tag));
}

function opaque(tag: string): string {
  return tag.startsWith('W/') ? tag.slice(2) : tag;
}

/** Answers to anybody but the house are tagged by what they say and by nothing else, so that a tag tells no more than the answer. */
export function tagAnswers(app: App): void {
  app.addHook('onSend', (request, reply, payload, done) => {
    if (!isTagged(request, reply) || typeof payload !== 'string') return done(null, payload);
    const tag = tagOf(payload);
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
