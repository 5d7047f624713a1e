import type { Kysely } from 'kysely';
import type { AlertLevel } from '../../picture/records.ts';
import { ALERT_LEVELS } from '../../picture/records.ts';
import type { Tables } from '../../store/tables.ts';
import { urlProblem } from './address-guard.ts';
import type { AllowedHosts } from './address-guard.ts';
import { MOST_ENDPOINTS, wantedProblems } from './endpoint.ts';
import type { Endpoint } from './endpoint.ts';
import { insertEndpoint, storedEndpoints } from './webhook-store.ts';

/** What somebody asks for when a webhook is made. */
export interface WebhookWish {
  readonly url: string;
  readonly types: readonly string[];
  readonly name: string;
  readonly track: string | null;
  readonly levels: readonly string[] | null;
}

export interface WishProblem {
  readonly path: string;
  readonly message: string;
}

/** Whose webhook it is, and by whom. */
export interface WebhookOwner {
  readonly tenantId: string;
  /** Null at the console of the machine. */
  readonly keyId: string | null;
  readonly actor: string;
}

/** Everything that is wrong with a wish, before anything is done. */
export async function wishProblems(
  db: Kysely<Tables>,
  { url, types, name, levels }: WebhookWish,
  tenantId: string,
  allowed: AllowedHosts,
): Promise<readonly WishProblem[]> {
  const wrongUrl = urlProblem(url, allowed);
  const count = (await storedEndpoints(db, tenantId)).length;
  return [
    ...(wrongUrl === null ? [] : [{ path: 'url', message: wrongUrl }]),
    ...wantedProblems({ types, name, levels }),
    ...(count < MOST_ENDPOINTS
      ? []
      : [{ path: '', message: `there are ${count} already, the most there can be` }]),
  ];
}

/** Makes a webhook of a wish without problems. @param id - The same of a wish that is sent again; null: a new one. */
export function makeWebhook(
  db: Kysely<Tables>,
  { url, types, name, track, levels }: WebhookWish,
  { tenantId, keyId, actor }: WebhookOwner,
  atUs: number,
  id: string | null = null,
): Promise<Endpoint> {
  const wantedLevels: readonly AlertLevel[] | null =
    levels === null ? null : ALERT_LEVELS.filter((each) => levels.includes(each));
  const filter = { trackId: track, levels: wantedLevels };
  return insertEndpoint(db, { tenantId, keyId, url, name, types, filter }, actor, atUs, id);
}

/** A webhook as it is shown: without its secrets. */
export interface WebhookRecord {
  readonly id: string;
  readonly name: string;
  readonly url: string;
  readonly types: readonly string[];
  readonly track: string | null;
  readonly levels: readonly string[] | null;
  readonly state: 'enabled' | 'disabled';
  readonly disabledAt: string | null;
  readonly disabledReason: string | null;
  readonly failingSince: string | null;
  /** Until then the secret before the newest one signs as well. */
  readonly previousSecretUntil: string | null;
  readonly createdAt: string;
}

export function webhookRecord(endpoint: Endpoint): WebhookRecord {
  return {
    id: endpoint.id,
    name: endpoint.name,
    url: endpoint.url,
    types: endpoint.types,
    track: endpoint.filter.trackId,
    levels: endpoint.filter.levels,
    state: endpoint.disabledAtUs === null ? 'enabled' : 'disabled',
    disabledAt: iso(endpoint.disabledAtUs),
    disabledReason: endpoint.disabledReason,
    failingSince: iso(endpoint.failingSinceUs),
    previousSecretUntil: iso(endpoint.previousUntilUs),
    createdAt: iso(endpoint.createdAtUs) ?? '',
  };
}

export function iso(atUs: number | null): string | null {
  return atUs === null ? null : new Date(atUs / 1000).toISOString();
}
