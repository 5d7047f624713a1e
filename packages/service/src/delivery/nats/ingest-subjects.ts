import type { Msg, NatsConnection, Subscription } from '@nats-io/transport-node';
import { headers } from '@nats-io/transport-node';
import { problemDocument } from '@cupola/contract/problems';
import { Refusal } from '../../doors/refusal.ts';
import type { ReportIntake } from '../../doors/report-intake.ts';
import type { ReportForm } from '../../log/report-record.ts';
import type { ServiceLog } from '../../serve/service-plan.ts';
import { nameOfToken } from './subject-token.ts';

const PREFIX = 'custody.ingest.';
const FORM_OF_TYPE: Readonly<Record<string, ReportForm>> = {
  'application/jsonl': 'jws',
  'application/x-ndjson': 'jws',
  'application/vnd.cupola.scan-reports': 'binary',
};
const ENVELOPE_HEAD = 'CUPOLAS';
/** Bytes of requests that are worked on at once; beyond it they are told to come again. */
const MOST_BYTES_AT_ONCE = 64 * 1024 * 1024;

/** Reports by request and reply: the bodies and answers of `POST /v1/ingest/scan-reports`, on a subject for each satellite. */
export class IngestSubjects {
  readonly #subscription: Subscription;
  readonly #intake: ReportIntake;
  readonly #log: ServiceLog;
  #underWayBytes = 0;

  constructor(connection: NatsConnection, intake: ReportIntake, log: ServiceLog) {
    this.#intake = intake;
    this.#log = log;
    this.#subscription = connection.subscribe(`${PREFIX}*`, {
      callback: (error, message) => {
        if (error === null) void this.#answer(message);
        else log.error({ error: error.message }, 'reports cannot be heard on NATS');
      },
    });
  }

  /** What is under way is answered; nothing new is heard. */
  async close(): Promise<void> {
    await this.#subscription.drain().catch(() => {});
  }

  async #answer(message: Msg): Promise<void> {
    this.#underWayBytes += message.data.length;
    try {
      reply(message, 'application/json', await this.#taken(message));
    } catch (error) {
      if (!(error instanceof Refusal)) {
        this.#log.error({ error: String(error) }, 'a request on NATS failed');
      }
      const [code, detail, retryAfterS] =
        error instanceof Refusal
          ? [error.code, error.message, error.retryAfterS]
          : (['internal', 'told in the log', null] as const);
      reply(message, 'application/problem+json', problemDocument(code, detail, message.subject), retryAfterS);
    } finally {
      this.#underWayBytes -= message.data.length;
    }
  }

  async #taken(message: Msg): Promise<object> {
    const sender = nameOfToken(message.subject.slice(PREFIX.length));
    if (sender === null) throw new Refusal('invalid-request', 'the subject names no satellite');
    this.#intake.requireOpen();
    if (this.#underWayBytes > MOST_BYTES_AT_ONCE) {
      throw new Refusal('engine-behind', 'too many reports are being worked on', 1);
    }
    const form = formOf(message);
    if (form === null) {
      throw new Refusal('unsupported-media-type', `send ${Object.keys(FORM_OF_TYPE).join(' or ')}`);
    }
    // Memory of its own: the client may use that of the message again.
    return this.#intake.take(form, Uint8Array.from(message.data), sender);
  }
}

/** By its header, or by how it begins when there is none. */
function formOf(message: Msg): ReportForm | null {
  const type = message.headers?.get('Content-Type') ?? '';
  if (type !== '') return FORM_OF_TYPE[type.split(';')[0]?.trim().toLowerCase() ?? ''] ?? null;
  const head = Buffer.from(message.data.subarray(0, ENVELOPE_HEAD.length)).toString('latin1');
  return head === ENVELOPE_HEAD ? 'binary' : 'jws';
}

function reply(message: Msg, type: string, answer: object, retryAfterS: number | null = null): void {
  const head = headers();
  head.set('Content-Type', type);
  if (retryAfterS !== null) head.set('Retry-After', String(retryAfterS));
  message.respond(JSON.stringify(answer), { headers: head });
}
