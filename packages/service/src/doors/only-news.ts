import type { preHandlerHookHandler } from 'fastify';
import { HOUSE } from '../access/visitor.ts';
import type { Service } from '../serve/service.ts';
import { isKnown } from './answer-tags.ts';
import { visitorOf } from './door-keeper.ts';

/**
 * Answers at once when the client has what would be sent. Weak tags: equal in meaning, while the same picture stands. Of anybody but the house the
 * answer itself is the tag (`tagAnswers`): the picture also changes where they do not see it.
 */
export function onlyNews(service: Service): preHandlerHookHandler {
  return (request, reply, done) => {
    void reply.header('cache-control', 'no-cache');
    if (visitorOf(request).tenantId !== HOUSE) return done();
    const tag = `W/"${service.version}"`;
    void reply.header('etag', tag);
    if (isKnown(request, tag)) void reply.code(304).send();
    else done();
  };
}
