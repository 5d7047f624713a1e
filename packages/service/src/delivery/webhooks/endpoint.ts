import type { Product } from '@cupola/contract';
import { ALERT_LEVELS } from '../../picture/records.ts';
import type { AlertLevel, EventRecord } from '../../picture/records.ts';

/** Where the messages of a tenant go, and which. */
export interface Endpoint {
  readonly id: string;
  readonly tenantId: string;
  /** Messages are held while this key is not in force; null: made at the console of the machine. */
  readonly keyId: string | null;
  readonly url: string;
  readonly name: string;
  readonly types: readonly string[];
  readonly filter: EndpointFilter;
  readonly secret: string;
  /** Signs as well until its time, so that a receiver can change over. */
  readonly previousSecret: string | null;
  readonly previousUntilUs: number | null;
  readonly createdAtUs: number;
  readonly disabledAtUs: number | null;
  readonly disabledReason: string | null;
  /** Of the first failure since the last success; null when there was none. */
  readonly failingSinceUs: number | null;
}

export interface EndpointFilter {
  /** Only what is of this track. */
  readonly trackId: string | null;
  /** Of alerts only those of these levels; null: all. */
  readonly levels: readonly AlertLevel[] | null;
}

export const MOST_ENDPOINTS = 20;
export const MOST_NAME_LENGTH = 100;

const EVENT_KINDS: Readonly<Record<EventRecord['kind'], true>> = {
  'track-confirmed': true,
  'track-reacquired': true,
  'tracks-merged': true,
  'track-dropped': true,
  'phase-changed': true,
  'custody-changed': true,
  declared: true,
  revoked: true,
  excluded: true,
  reopened: true,
  'class-known': true,
  'bias-known': true,
  'command-obeyed': true,
  'command-refused': true,
  'reports-late': true,
  'bound-reached': true,
};

/** What an endpoint may ask for: `cupola.` stands before it in messages. `*` is everything of its kind. */
export const WEBHOOK_TYPES: readonly string[] = [
  'alert.*',
  'alert.opened',
  'alert.handled',
  'alert.closed',
  'event.*',
  ...Object.keys(EVENT_KINDS).map((kind) => `event.${kind}`),
];

/** Told to every endpoint of a tenant, whatever it asks for. */
export const OWN_TYPES = { test: 'cupola.webhook.test', disabled: 'cupola.webhook.disabled' } as const;

/** @param type - Of a CloudEvent. */
export function asksFor({ types }: Pick<Endpoint, 'types'>, type: string): boolean {
  const bare = type.replace(/^cupola\./, '');
  return types.includes(bare) || types.includes(`${bare.split('.')[0]}.*`);
}

export function productOf(webhookType: string): Product {
  return webhookType.startsWith('alert.') ? 'alerts' : 'events';
}

/** Secrets that sign at a time, the newest first. */
export function secretsInForce(
  { secret, previousSecret, previousUntilUs }: Endpoint,
  atUs: number,
): readonly string[] {
  const isPrevious = previousSecret !== null && previousUntilUs !== null && atUs < previousUntilUs;
  return isPrevious ? [secret, previousSecret] : [secret];
}

/** What is wrong with what somebody wants; empty when nothing is. */
export function wantedProblems({
  types,
  name,
  levels,
}: {
  readonly types: readonly string[];
  readonly name: string;
  readonly levels: readonly string[] | null;
}): readonly { readonly path: string; readonly message: string }[] {
  const unknownTypes = types.filter((each) => !WEBHOOK_TYPES.includes(each));
  const unknownLevels = (levels ?? []).filter((each) => !ALERT_LEVELS.some((level) => level === each));
  return [
    ...(types.length === 0 ? [{ path: 'types', message: 'it asks for nothing' }] : []),
    ...unknownTypes.map((each) => ({
      path: 'types',
      message: `"${each}" is none of ${WEBHOOK_TYPES.join(', ')}`,
    })),
    ...unknownLevels.map((each) => ({
      path: 'levels',
      message: `"${each}" is none of ${ALERT_LEVELS.join(', ')}`,
    })),
    ...(name.length > MOST_NAME_LENGTH ? [{ path: 'name', message: `longer than ${MOST_NAME_LENGTH}` }] : []),
  ];
}
