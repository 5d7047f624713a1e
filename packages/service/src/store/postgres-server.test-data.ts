import { execFileSync, spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { chownSync, existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';

/** Making and removing a server may take so long on a busy machine, ms. */
export const SERVER_MS = 60_000;
const START_TRIES = 300;
const TRY_MS = 100;
/** A server refuses to run as root: then it runs as nobody. */
const NOBODY = 65_534;

/** Where a server's programs are: where distributions put them, or on the path. */
function serverFolder(): string | null {
  const own = '/usr/lib/postgresql';
  const versions = existsSync(own) ? readdirSync(own).toSorted((a, b) => Number(b) - Number(a)) : [];
  const folders = [
    process.env['CUPOLA_POSTGRES_BIN'] ?? '',
    ...versions.map((version) => join(own, version, 'bin')),
    ...(process.env['PATH'] ?? '').split(':'),
  ];
  return folders.find((folder) => folder !== '' && existsSync(join(folder, 'initdb'))) ?? null;
}

const POSTGRES_FOLDER = serverFolder();
/** Is there a server to test with? Where all tests have to run it has to be there. */
export const HAS_POSTGRES: boolean = POSTGRES_FOLDER !== null || process.env['CUPOLA_ALL_TESTS'] === '1';

/** A PostgreSQL server of a test's own, on a free port of this machine. */
export class PostgresServer {
  readonly #folder: string;
  readonly #programs: string;
  readonly #port: number;
  #process: ChildProcess | null = null;
  #databases = 0;

  private constructor(folder: string, programs: string, port: number) {
    this.#folder = folder;
    this.#programs = programs;
    this.#port = port;
  }

  static async make(): Promise<PostgresServer> {
    if (POSTGRES_FOLDER === null)
      throw new Error('no PostgreSQL server is installed: the package postgresql');
    const folder = mkdtempSync(join(tmpdir(), 'cupola-postgres-'));
    const who = userOf(folder);
    execFileSync(
      join(POSTGRES_FOLDER, 'initdb'),
      ['-D', join(folder, 'data'), '-U', 'chief', '-A', 'trust', '-E', 'UTF8', '--no-locale', '--no-sync'],
      { ...who, cwd: folder, stdio: 'pipe' },
    );
    const server = new PostgresServer(folder, POSTGRES_FOLDER, await freePort());
    await server.start();
    await server.#asChief('create role keeper login');
    return server;
  }

  async start(): Promise<void> {
    const settings = [
      `port=${this.#port}`,
      'listen_addresses=127.0.0.1',
      `unix_socket_directories=${this.#folder}`,
      'fsync=off',
    ];
    this.#process = spawn(
      join(this.#programs, 'postgres'),
      ['-D', join(this.#folder, 'data'), ...settings.flatMap((each) => ['-c', each])],
      { ...userOf(this.#folder), cwd: this.#folder, stdio: 'ignore' },
    );
    for (let tries = 0; tries < START_TRIES; tries++) {
      // oxlint-disable-next-line no-await-in-loop -- until it answers
      const answers = await this.#asChief('select 1').then(
        () => true,
        () => false,
      );
      if (answers) return;
      // oxlint-disable-next-line no-await-in-loop -- until it answers
      await sleep(TRY_MS);
    }
    throw new Error('the PostgreSQL server does not answer');
  }

  /** At once: whoever is connected is cut off. */
  async stop(): Promise<void> {
    const running = this.#process;
    if (running === null) return;
    this.#process = null;
    const ended = new Promise((resolve) => {
      running.once('exit', resolve);
    });
    running.kill('SIGINT');
    await ended;
  }

  /** An empty database, owned by a role that is nobody special. @returns Its URL. */
  async database(): Promise<string> {
    const name = `test${++this.#databases}`;
    await this.#asChief(`create database ${name} owner keeper`);
    return `postgres://keeper@127.0.0.1:${this.#port}/${name}`;
  }

  urlAsChief(url: string): string {
    return url.replace('keeper@', 'chief@');
  }

  async remove(): Promise<void> {
    await this.stop();
    rmSync(this.#folder, { recursive: true });
  }

  async #asChief(statement: string): Promise<void> {
    const client = new pg.Client({ connectionString: `postgres://chief@127.0.0.1:${this.#port}/postgres` });
    client.on('error', () => {});
    await client.connect();
    await client.query(statement).finally(() => client.end());
  }
}

function userOf(folder: string): { readonly uid?: number; readonly gid?: number } {
  if (process.getuid?.() !== 0) return {};
  chownSync(folder, NOBODY, NOBODY);
  return { uid: NOBODY, gid: NOBODY };
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address();
      probe.close(() => resolve(typeof address === 'object' && address !== null ? address.port : 0));
    });
  });
}
