import type { FastifyReply, FastifyRequest } from 'fastify';
import { isKnown } from './answer-tags.ts';
import { LEAST_PACKED_BYTES } from './page-memory.ts';
import type { KeptPage, PageMemory } from './page-memory.ts';

/** Answers with a page as it is kept; 304 to whoever has it, packed to whoever asks for that. */
export function sendPage(
  pages: PageMemory,
  page: KeptPage,
  mediaType: string,
  request: FastifyRequest,
  reply: FastifyReply,
): FastifyReply {
  request.toldRecords = page.records;
  void reply.header('etag', page.tag).header('cache-control', 'no-cache').header('vary', 'accept-encoding');
  if (isKnown(request, page.tag)) return reply.code(304).send();
  void reply.type(mediaType);
  const isPacked = page.bytes.length >= LEAST_PACKED_BYTES && takesGzip(request.headers['accept-encoding']);
  if (!isPacked) return reply.send(page.bytes);
  void pages.packed(page).then(
    (packed) => reply.header('content-encoding', 'gzip').send(packed),
    () => reply.send(page.bytes),
  );
  return reply;
}

/** Is it named, and with another weight than nothing? */
export function takesGzip(header: string | string[] | undefined): boolean {
  return String(header ?? '')
    .split(',')
    .some((each) => {
      const [name = '', ...parameters] = each.split(';').map((part) => part.trim().toLowerCase());
      return name === 'gzip' && !parameters.some((part) => /^q=0(\.0*)?$/.test(part));
    });
}
