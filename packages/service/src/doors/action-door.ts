import { createHash, randomUUID } from 'node:crypto';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import type { Visitor } from '../access/visitor.ts';
import type { Stores } from '../store/stores.ts';
import { IdempotentAnswers } from './idempotent-answers.ts';

const MOST_NOTE_LENGTH = 500;

/** Why, in the operator's words. */
export const reasonField: z.ZodType<string> = z.string().trim().min(1).max(MOST_NOTE_LENGTH);

export const actionQuery: z.ZodObject<{
  validateOnly: z.ZodDefault<z.ZodEnum<{ true: 'true'; false: 'false' }>>;
}> = z.object({
  validateOnly: z.enum(['true', 'false']).default('false').describe('Say what would be, and do nothing'),
});

export const actionHeaders: z.ZodObject<{ 'idempotency-key': z.ZodOptional<z.ZodString> }> = z.object({
  'idempotency-key': z
    .string()
    .min(1)
    .max(200)
    .optional()
    .describe('The same key and request get the same answer, done once'),
});

/** Does actions once, however often they are sent. */
export class ActionDoor {
  readonly #answers: IdempotentAnswers;

  constructor(stores: Pick<Stores, 'of'>) {
    this.#answers = new IdempotentAnswers(stores);
  }

  async performed<Answer>(
    request: FastifyRequest,
    { key, tenantId }: Pick<Visitor, 'key' | 'tenantId'>,
    validateOnly: boolean,
    work: (id: string) => Promise<Answer>,
  ): Promise<Answer> {
    const name = request.headers['idempotency-key'];
    if (typeof name !== 'string' || validateOnly) return work(randomUUID());
    const asked = [request.url, JSON.stringify(request.body)];
    return this.#answers.once({ tenantId, keyId: key.id }, name, asked, () =>
      work(idOf([key.id, name, ...asked])),
    );
  }
}

/** The same for the same wish: what was done before a crash, and is sent again, is known by it. */
function idOf(wish: readonly string[]): string {
  return createHash('sha256').update(JSON.stringify(wish)).digest('hex').slice(0, 32);
}

/** Taken, and to be done: 202. */
export function accepted(reply: FastifyReply, validateOnly: boolean): void {
  void reply.code(validateOnly ? 200 : 202);
}
