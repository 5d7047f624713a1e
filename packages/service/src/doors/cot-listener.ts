import { createServer } from 'node:net';
import type { Server, Socket } from 'node:net';
import { createServer as createTlsServer } from 'node:tls';
import { TLSSocket } from 'node:tls';
import { OutsideFailure } from '@cupola/runtime/outside-failure';
import { usFromS } from '@cupola/core/foundation';
import type { Visitor } from '../access/visitor.ts';
import { fingerprintOf, isCertificateInForce } from '../keys/client-certificate.ts';
import type { ClientCertificate } from '../keys/client-certificate.ts';
import { OwnPositions } from '../picture/own-positions.ts';
import { CotClient } from '../profiles/cot/cot-client.ts';
import { cotForm, satelliteEvents } from '../profiles/cot/cot-form.ts';
import type { CotClock, CotSource } from '../profiles/cot/cot-form.ts';
import type { Service } from '../serve/service.ts';
import { storedCertificates } from '../store/certificate-store.ts';
import { PRODUCT_OF_TYPE, SLOW_BYTES } from '../stream/stream-hub.ts';
import type { StreamType, Subscriber } from '../stream/stream-hub.ts';
import type { DoorKeeper } from './door-keeper.ts';
import { CotMetrics } from './cot-metrics.ts';
import { filterOf } from './queries.ts';
import { Refusal } from './refusal.ts';

export interface CotPlan {
  /** Not encrypted, for whoever reaches the port: all of them come as one key. Null: no such port. */
  readonly plain: { readonly host: string; readonly port: number; readonly keyId: string } | null;
  /** Mutual TLS: each client comes as the key that its certificate is bound to. Null: no such port. */
  readonly tls: {
    readonly host: string;
    readonly port: number;
    /** PEM: the service's certificate and key, and who signs clients' certificates. */
    readonly certificate: string;
    readonly key: string;
    readonly clientCa: string;
  } | null;
  /** CoT type of a track, `{aff}` in the place of the affiliation. */
  readonly missileType: string;
  readonly clock: CotClock;
  /** Whoever has pinged and is silent for so long is let go, ms. */
  readonly idleMs: number;
}

const MOST_CLIENTS = 500;
const LOOK_EVERY_MS = 1_000;
const SATELLITES_EVERY_MS = 30_000;
/** What has not closed by itself so long after the end is cut off. */
const LINGER_MS = 1_000;
const HANDSHAKE_TIMEOUT_MS = 10_000;
const TYPES: readonly StreamType[] = ['track', 'alert'];

interface Connected {
  readonly client: CotClient;
  readonly subscriber: Subscriber;
  readonly visitor: Visitor;
}

/** Displays that speak Cursor on Target: what is, then what changes, as far as their key is entitled to it. */
export class CotListener {
  readonly #service: Service;
  readonly #keeper: DoorKeeper;
  readonly #plan: CotPlan;
  readonly #source: CotSource;
  readonly #positions: OwnPositions;
  readonly #metrics: CotMetrics;
  readonly #connected = new Set<Connected>();
  readonly #servers: Server[] = [];
  /** All that are open, let in or not yet. */
  readonly #sockets = new Set<Socket>();
  readonly #timers: readonly NodeJS.Timeout[];
  #certificates: ReadonlyMap<string, ClientCertificate> = new Map();
  #count = 0;
  /** Of the ports that were bound; null where there is none. */
  readonly ports: { plain: number | null; tls: number | null } = { plain: null, tls: null };

  private constructor(service: Service, keeper: DoorKeeper, plan: CotPlan) {
    this.#service = service;
    this.#keeper = keeper;
    this.#plan = plan;
    this.#source = {
      session: service.store.session.id,
      dataMode: service.plan.dataMode,
      missileType: plan.missileType,
      clock: plan.clock,
      viewFor: (visitor) => service.viewFor(visitor),
      utc: (atUs) => service.utc(atUs),
    };
    this.#positions = new OwnPositions(service.plan.config.ownSide);
    this.#metrics = new CotMetrics(service.metrics.registry, () =>
      [...this.#connected].map(({ client }) => client),
    );
    this.#timers = [
      setInterval(() => void this.#look(), LOOK_EVERY_MS),
      setInterval(() => this.#tellSatellites([...this.#connected]), SATELLITES_EVERY_MS),
    ];
    for (const timer of this.#timers) timer.unref();
  }

  /** @throws OutsideFailure when a port cannot be had or a certificate cannot be used. */
  static async open(service: Service, keeper: DoorKeeper, plan: CotPlan): Promise<CotListener> {
    const listener = new CotListener(service, keeper, plan);
    const { plain, tls } = plan;
    try {
      await listener.#refreshCertificates();
      if (plain !== null) {
        const server = createServer((socket) =>
          listener.#meet(socket, 'plain', () => keeper.admitKey(plain.keyId, 'read')),
        );
        listener.ports.plain = await listener.#listen(server, plain);
      }
      if (tls !== null) {
        const server = createTlsServer({
          cert: tls.certificate,
          key: tls.key,
          ca: tls.clientCa,
          requestCert: true,
          rejectUnauthorized: true,
          minVersion: 'TLSv1.2',
          handshakeTimeout: HANDSHAKE_TIMEOUT_MS,
        });
        server.on('secureConnection', (socket) =>
          listener.#meet(socket, 'tls', () => listener.#visitorBehind(socket)),
        );
        server.on('tlsClientError', (error) => {
          listener.#metrics.refused.inc({ reason: 'handshake' });
          service.plan.log.info({ error: error.message }, 'a CoT client failed its TLS handshake');
        });
        listener.ports.tls = await listener.#listen(server, tls);
      }
      return listener;
    } catch (error) {
      await listener.stop();
      if (error instanceof OutsideFailure) throw error;
      throw new OutsideFailure('network', `cannot serve Cursor on Target: ${String(error)}`, error);
    }
  }

  async stop(): Promise<void> {
    for (const timer of this.#timers) clearInterval(timer);
    for (const { client, subscriber } of this.#connected) {
      this.#service.hub.leave(subscriber);
      client.close();
    }
    setTimeout(() => {
      for (const socket of this.#sockets) socket.destroy();
    }, LINGER_MS).unref();
    await Promise.all(
      this.#servers.map(
        (server) =>
          new Promise<void>((resolve) => {
            server.close(() => resolve());
          }),
      ),
    );
  }

  #listen(server: Server, { host, port }: { readonly host: string; readonly port: number }): Promise<number> {
    this.#servers.push(server);
    server.maxConnections = MOST_CLIENTS;
    server.on('connection', (socket) => {
      this.#sockets.add(socket);
      socket.once('close', () => this.#sockets.delete(socket));
    });
    return new Promise((resolve, reject) => {
      server.once('error', (error) =>
        reject(new OutsideFailure('network', `cannot serve Cursor on Target on ${host}:${port}`, error)),
      );
      server.listen(port, host, () => {
        const address = server.address();
        resolve(typeof address === 'object' && address !== null ? address.port : port);
      });
    });
  }

  #meet(socket: Socket, door: 'plain' | 'tls', admit: () => Visitor): void {
    const { log } = this.#service.plan;
    const name = `${door}-${++this.#count}`;
    socket.on('error', (error) => log.info({ client: name, error: error.message }, 'a CoT connection broke'));
    try {
      const visitor = admit();
      const types = TYPES.filter((type) => visitor.entitlement.products.includes(PRODUCT_OF_TYPE[type]));
      if (types.length === 0) throw new Refusal('not-entitled', 'the plan has nothing that is told here');
      const most = visitor.entitlement.limits?.streams ?? Number.POSITIVE_INFINITY;
      if (this.#service.hub.subscribersOf(visitor.tenantId) >= most) {
        throw new Refusal('rate-limited', `the plan allows ${most} streams at once`);
      }
      this.#serve(name, socket, visitor, types);
      log.info({ client: name, key: visitor.key.id, form: 'CoT XML' }, 'a CoT client is served');
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      this.#metrics.refused.inc({ reason: error.code });
      log.info({ client: name, reason: error.message }, 'a CoT client is refused');
      socket.destroy();
    }
  }

  #serve(name: string, socket: Socket, visitor: Visitor, types: readonly StreamType[]): void {
    const client = new CotClient(`${visitor.key.id}/${name}`, socket, () => this.#isWelcome(visitor, socket));
    const request = { types, filter: filterOf({}), visitor, form: cotForm(this.#source, visitor) };
    const subscriber = this.#service.hub.subscribe(request, client);
    const connected = { client, subscriber, visitor };
    this.#connected.add(connected);
    this.#tellSatellites([connected]);
    socket.once('close', () => {
      this.#service.hub.leave(subscriber);
      this.#connected.delete(connected);
    });
  }

  /** @throws Refusal unless the certificate is bound to a key in force. */
  #visitorBehind(socket: TLSSocket): Visitor {
    const { keyId } = this.#certificateOf(socket);
    return this.#keeper.admitKey(keyId, 'read');
  }

  #certificateOf(socket: TLSSocket): ClientCertificate {
    const fingerprint = fingerprintOf(socket.getPeerCertificate().fingerprint256);
    const certificate = this.#certificates.get(fingerprint);
    if (certificate === undefined) {
      throw new Refusal('unauthenticated', `the certificate ${fingerprint} is bound to no key`);
    }
    if (!isCertificateInForce(certificate, Date.now() * 1000)) {
      throw new Refusal('unauthenticated', `the certificate ${fingerprint} is no longer in force`);
    }
    return certificate;
  }

  #isWelcome(visitor: Visitor, socket: Socket): boolean {
    if (!this.#keeper.isStillWelcome(visitor)) return false;
    if (!(socket instanceof TLSSocket)) return true;
    try {
      return this.#certificateOf(socket).keyId === visitor.key.id;
    } catch {
      return false;
    }
  }

  /** Certificates may have been revoked by another process; silent clients are let go. */
  async #look(): Promise<void> {
    await this.#refreshCertificates().catch((error: unknown) => {
      this.#service.plan.log.error({ error: String(error) }, 'certificates cannot be read');
    });
    for (const { client, subscriber } of this.#connected) {
      if (!client.isSilentFor(this.#plan.idleMs)) continue;
      this.#service.plan.log.info({ client: client.name }, 'a CoT client has gone silent');
      this.#service.hub.leave(subscriber);
      client.close();
    }
  }

  async #refreshCertificates(): Promise<void> {
    if (this.#plan.tls === null) return;
    const certificates = await storedCertificates(this.#service.plan.db);
    this.#certificates = new Map(certificates.map((each) => [each.fingerprint, each]));
  }

  #tellSatellites(to: readonly Connected[]): void {
    const { ownSide } = this.#service.plan.config;
    const texts = new Map<number, Buffer>();
    for (const { client, visitor } of to) {
      const { second } = this.#service.viewFor(visitor);
      const isTold = visitor.entitlement.products.includes('satellites') && client.waitingBytes < SLOW_BYTES;
      if (second === null || !isTold) continue;
      let told = texts.get(second);
      if (told === undefined) {
        const at = this.#service.utc(usFromS(second));
        const { dataMode } = this.#source;
        const placed = this.#positions.at(usFromS(second)).map((positionItrfM, index) => ({
          id: ownSide.satelliteIds[index] ?? '',
          group: ownSide.groupIds[index] ?? '',
          dataMode,
          at,
          positionItrfM,
        }));
        told = satelliteEvents(this.#source, placed);
        texts.set(second, told);
      }
      client.write(told);
      if (told.length > 0)
        this.#service.hub.meter?.(visitor.tenantId, 'satellites', ownSide.satelliteIds.length);
    }
  }
}
