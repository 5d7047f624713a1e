import type { FastifyRequest } from 'fastify';
import { TOPICS } from '../profiles/udl/mailbox.ts';
import type { Topic } from '../profiles/udl/mailbox.ts';
import type { TopicLog } from '../profiles/udl/topic-log.ts';
import { MOST_RESULTS } from '../profiles/udl/udl-query.ts';
import type { App, Doors } from './app-doors.ts';
import { Refusal } from './refusal.ts';
import { UdlMailboxes } from './udl-mailboxes.ts';

const OURS = { schema: { hide: true } };
const NEXT_OFFSET = 'KAFKA_NEXT_OFFSET';

/** The library's secure messaging: what changes, read by offsets. */
export function udlMessagingRoutes(app: App, prefix: string, { service, keeper }: Doors): void {
  const mailboxes = new UdlMailboxes(service);

  const logOf = (
    request: FastifyRequest,
    name: string,
  ): { readonly topic: Topic; readonly log: TopicLog } => {
    const topic = TOPICS.find((each) => each.name === name);
    const visitor = keeper.admit(request, 'read', topic?.product ?? 'service');
    if (topic === undefined) {
      throw new Refusal(
        'not-found',
        `there is no topic "${name}"; there are ${TOPICS.map((each) => each.name).join(', ')}`,
      );
    }
    const log = mailboxes.of(visitor).log(topic.name);
    if (log === undefined) throw new Error(`broken invariant: no log of the topic ${topic.name}`);
    return { topic, log };
  };

  app.get(`${prefix}/listTopics`, OURS, (request) => {
    const visitor = keeper.admit(request, 'read', 'service');
    const mailbox = mailboxes.of(visitor);
    return TOPICS.filter(({ product }) => visitor.entitlement.products.includes(product)).map((topic) =>
      details(topic, mailbox.log(topic.name)),
    );
  });
  app.get<{ Params: { topic: string } }>(`${prefix}/describeTopic/:topic`, OURS, (request) => {
    const { topic, log } = logOf(request, request.params.topic);
    request.toldRecords = 0;
    return details(topic, log);
  });
  app.get<{ Params: { topic: string } }>(`${prefix}/getLatestOffset/:topic`, OURS, (request, reply) => {
    const { log } = logOf(request, request.params.topic);
    request.toldRecords = 0;
    return reply.type('text/plain; charset=utf-8').serializer(String).send(String(log.next));
  });
  app.get<{ Params: { topic: string; offset: string } }>(
    `${prefix}/getMessages/:topic/:offset`,
    OURS,
    (request, reply) => {
      const { log } = logOf(request, request.params.topic);
      const offset = offsetOf(request.params.offset, log);
      const messages = log.from(offset, MOST_RESULTS);
      const last = messages.at(-1);
      request.toldRecords = messages.length;
      return reply
        .header(NEXT_OFFSET, String(last === undefined ? Math.max(offset, log.oldest) : last.offset + 1))
        .type('application/json; charset=utf-8')
        .serializer(String)
        .send(`[${messages.map(({ text }) => text).join(',')}]`);
    },
  );
}

function details(
  { name, schema, description }: Topic,
  log: TopicLog | undefined,
): Readonly<Record<string, string | number>> {
  return {
    topic: name,
    description,
    udlOpenAPISchema: schema,
    minPos: log?.oldest ?? 0,
    maxPos: log?.next ?? 0,
  };
}

/** -1 is the end, as in Kafka. One beyond the end is of no message that there was. */
function offsetOf(text: string, { next }: TopicLog): number {
  const offset = /^(-1|\d{1,16})$/.test(text) ? Number(text) : Number.NaN;
  if (Number.isNaN(offset)) throw new Refusal('invalid-request', `"${text}" is no offset`);
  if (offset > next)
    throw new Refusal('invalid-request', `the next offset of this topic is ${next}, not ${offset}`);
  return offset === -1 ? next : offset;
}
