import type { preHandlerHookHandler } from 'fastify';
import type { Service } from '../serve/service.ts';

/** Answers at once when the client has what would be sent. Weak tags: equal in meaning, while the same picture stands. */
export function onlyNews(service: Service): preHandlerHookHandler {
  return (request, reply, done) => {
    const tag = `W/"${service.version}"`;
    void reply.header('etag', tag).header('cache-control', 'no-cache');
    const known = (request.headers['if-none-match'] ?? '').split(/\s*,\s*/);
    if (known.includes(tag)) void reply.code(304).send();
    else done();
  };
}
