import { readFileSync } from 'node:fs';
import { connect, credsAuthenticator } from '@nats-io/transport-node';
import type { NatsConnection } from '@nats-io/transport-node';
import { OutsideFailure } from '@cupola/runtime/outside-failure';
import type { ServiceLog } from '../../serve/service-plan.ts';
import { addressOf, placesOf } from './nats-address.ts';

export interface NatsServers {
  /** `nats://` or `tls://`, host, port; a user and a password may stand in them. */
  readonly urls: readonly string[];
  /** Credentials of a NATS account (`.creds`); null when none are asked for, or they stand in the addresses. */
  readonly credsFile: string | null;
  /** Certificates of the authority that signed those of the servers; null: the system's. */
  readonly caFile: string | null;
}

const CONNECT_MS = 5_000;
const RECONNECT_EVERY_MS = 500;
const PING_EVERY_MS = 5_000;
/** A server that answers none of so many pings is left for another. */
const MOST_UNANSWERED_PINGS = 2;

/**
 * Connects to whichever of the servers answers, and goes on to another when it is lost, for as long as it takes.
 *
 * @throws OutsideFailure when none answers at first, or the credentials are not taken.
 */
export async function connectNats(servers: NatsServers, log: ServiceLog | null): Promise<NatsConnection> {
  const addresses = servers.urls.map(addressOf);
  const user = addresses.find((each) => each.user !== '');
  try {
    const connection = await connect({
      servers: addresses.map((each) => each.place),
      name: 'cupola',
      timeout: CONNECT_MS,
      maxReconnectAttempts: -1,
      reconnectTimeWait: RECONNECT_EVERY_MS,
      pingInterval: PING_EVERY_MS,
      maxPingOut: MOST_UNANSWERED_PINGS,
      // A server that is being set up anew may not know its users for a moment.
      ignoreAuthErrorAbort: true,
      ...(user === undefined ? {} : { user: user.user, pass: user.password }),
      ...(servers.credsFile === null
        ? {}
        : { authenticator: credsAuthenticator(readFileSync(servers.credsFile)) }),
      ...(addresses.some((each) => each.isSecure)
        ? { tls: servers.caFile === null ? {} : { caFile: servers.caFile } }
        : {}),
    });
    if (log !== null) void tellStatus(connection, log);
    return connection;
  } catch (error) {
    throw new OutsideFailure('network', `cannot reach NATS at ${placesOf(servers.urls)}`, error);
  }
}

async function tellStatus(connection: NatsConnection, log: ServiceLog): Promise<void> {
  for await (const status of connection.status()) {
    if (status.type === 'disconnect') log.warn({ server: status.server }, 'NATS is lost');
    if (status.type === 'reconnect') log.info({ server: status.server }, 'NATS is back');
    if (status.type === 'error') log.error({ error: status.error.message }, 'NATS refuses');
    if (status.type === 'slowConsumer') log.warn({ pending: status.pending }, 'a subject is read too slowly');
  }
}
