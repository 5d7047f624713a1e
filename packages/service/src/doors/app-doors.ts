import type { IncomingMessage, ServerResponse } from 'node:http';
import type { FastifyBaseLogger, FastifyInstance, RawServerDefault } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import type { Webhooks } from '../delivery/webhooks/webhooks.ts';
import type { Service } from '../serve/service.ts';
import type { Tokens } from '../access/tokens.ts';
import type { DoorKeeper } from './door-keeper.ts';
import type { PageMemory } from './page-memory.ts';

/** Bytes of reports as they are sent, by those who may. */
export const MOST_BODY_BYTES: number = 16 * 1024 * 1024;
/** Of anything else, which is read before it is known who asks. */
export const MOST_REQUEST_BYTES: number = 1024 * 1024;

export type App = FastifyInstance<
  RawServerDefault,
  IncomingMessage,
  ServerResponse,
  FastifyBaseLogger,
  ZodTypeProvider
>;

/** What all routes are given. */
export interface Doors {
  readonly service: Service;
  readonly keeper: DoorKeeper;
  /** Of all doors, within one bound. */
  readonly pages: PageMemory;
  readonly tokens: Tokens;
  readonly webhooks: Webhooks;
  /** Of a finished run, shown at `/report`; null when there is none. */
  readonly report: ShownReport | null;
  readonly shelves: Shelves;
}

/** The report of a finished run. */
export interface ShownReport {
  readonly folder: string;
  /** To everybody who reaches the service; else to those who are entitled to runs. */
  readonly isPublic: boolean;
}

/** Folders whose runs and scenarios are listed; null: none are. */
export interface Shelves {
  readonly runs: string | null;
  readonly scenarios: string | null;
}
