import { spawn, spawnSync } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { connect } from '@nats-io/transport-node';
import { StorageType, jetstreamManager } from '@nats-io/jetstream';
import { freePorts } from '../../serve/free-ports.test-data.ts';

/** Why tests with real servers cannot run here; null when they can. Where everything has to run, its absence is a failure. */
export const WITHOUT_NATS: string | null = missing();

function missing(): string | null {
  const { error } = spawnSync('nats-server', ['--version']);
  if (error === undefined) return null;
  if (process.env['CUPOLA_ALL_TESTS'] === '1') throw new Error('nats-server is not installed, and must be');
  // oxlint-disable-next-line no-console -- plainly told, not passed over
  console.warn('Not run, because nats-server is not installed here: tests with real NATS servers.');
  return 'nats-server is not installed';
}

/** Servers of a cluster find one another within seconds; on a busy machine it takes longer. */
const READY_TRIES = 600;
const READY_TRY_MS = 100;

interface Server {
  readonly name: string;
  readonly url: string;
  readonly arguments: readonly string[];
  process: ChildProcess | null;
}

/** Real servers on this machine: one by itself, or a cluster. */
export class NatsServers {
  readonly #folder: string;
  readonly servers: readonly Server[];

  private constructor(folder: string, servers: readonly Server[]) {
    this.#folder = folder;
    this.servers = servers;
  }

  /** @param more - Lines of configuration beside the necessary. */
  static async start(count: number, more = ''): Promise<NatsServers> {
    const folder = mkdtempSync(join(tmpdir(), 'cupola-nats-'));
    const ports = await freePorts(2 * count);
    const routes = ports.slice(count).map((port) => `nats://127.0.0.1:${port}`);
    const servers = Array.from({ length: count }, (_, index) => {
      const name = `n${index + 1}`;
      const file = join(folder, `${name}.conf`);
      const cluster =
        count === 1
          ? ''
          : `cluster { name: test, listen: "127.0.0.1:${ports[count + index]}", routes: [${routes.map((each) => `"${each}"`).join(', ')}] }`;
      writeFileSync(
        file,
        `server_name: ${name}\nlisten: "127.0.0.1:${ports[index]}"\njetstream { store_dir: "${join(folder, name)}", max_file_store: 1G, max_memory_store: 64M }\n${cluster}\n${more}\n`,
      );
      return { name, url: `nats://127.0.0.1:${ports[index]}`, arguments: ['-c', file], process: null };
    });
    const started = new NatsServers(folder, servers);
    for (const { name } of servers) started.startOne(name);
    return started;
  }

  get urls(): readonly string[] {
    return this.servers.map(({ url }) => url);
  }

  startOne(name: string): void {
    const server = this.#named(name);
    server.process = spawn('nats-server', server.arguments, { stdio: 'ignore' });
  }

  /** @param signal - SIGKILL: as if its machine had lost power. */
  async stopOne(name: string, signal: NodeJS.Signals = 'SIGKILL'): Promise<void> {
    const server = this.#named(name);
    const child = server.process;
    server.process = null;
    if (child === null || child.exitCode !== null) return;
    const ended = new Promise((resolve) => void child.once('exit', resolve));
    child.kill(signal);
    await ended;
  }

  /** Kept when JetStream makes streams with a copy on every server. @param login - A user of `more`. */
  async ready(login: { readonly user: string; readonly pass: string } | null = null): Promise<void> {
    for (let attempt = 0; attempt < READY_TRIES; attempt++) {
      // oxlint-disable no-await-in-loop -- until it answers
      try {
        const connection = await connect({
          servers: this.urls.map((each) => each.replace('nats://', '')),
          ...login,
        });
        try {
          const manager = await jetstreamManager(connection);
          const name = `ready-${attempt}`;
          const copies = { storage: StorageType.Memory, num_replicas: this.servers.length };
          await manager.streams.add({ name, subjects: [name], ...copies });
          await manager.streams.delete(name);
          return;
        } finally {
          await connection.close();
        }
      } catch {
        await sleep(READY_TRY_MS);
      }
      // oxlint-enable no-await-in-loop
    }
    throw new Error('the servers do not answer');
  }

  async end(): Promise<void> {
    await Promise.all(this.servers.map(({ name }) => this.stopOne(name)));
    rmSync(this.#folder, { recursive: true, force: true });
  }

  #named(name: string): Server {
    const server = this.servers.find((each) => each.name === name);
    if (server === undefined) throw new Error(`there is no server ${name}`);
    return server;
  }
}
