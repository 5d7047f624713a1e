import { execFileSync, spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { chownSync, existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { freePort } from '../serve/free-ports.test-data.ts';
import { madeOnce } from '../serve/made-once.test-data.ts';

const START_TRIES = 900;
const TRY_MS = 100;
/** On a busy machine a server may take long to make a process for a connection. */
const CONNECT_S = 60;
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

/** Who connects to which server as whom. */
function urlOf(port: number, user: string, database: string): string {
  return `postgres://${user}@127.0.0.1:${port}/${database}?connect_timeout=${CONNECT_S}`;
}

export function urlAsChief(url: string): string {
  return url.replace('keeper@', 'chief@');
}

/** An empty database, owned by a role that is nobody special, on the server that all files share. @returns Its URL. */
export async function emptyDatabase(): Promise<string> {
  const { port } = await madeOnce('postgres', async (folder) => {
    const server = await PostgresServer.in(folder);
    writeFileSync(join(folder, 'server.pid'), String(server.pid));
    return { port: server.port };
  });
  return databaseAt(port);
}

async function databaseAt(port: number): Promise<string> {
  const name = `test_${randomBytes(6).toString('hex')}`;
  await asChief(port, `create database ${name} owner keeper`);
  return urlOf(port, 'keeper', name);
}

/** A PostgreSQL server on a free port of this machine: for a test that stops it. */
export class PostgresServer {
  readonly #folder: string;
  readonly #programs: string;
  readonly port: number;
  #process: ChildProcess | null = null;

  private constructor(folder: string, programs: string, port: number) {
    this.#folder = folder;
    this.#programs = programs;
    this.port = port;
  }

  static make(): Promise<PostgresServer> {
    return PostgresServer.in(mkdtempSync(join(tmpdir(), 'cupola-postgres-')));
  }

  static async in(folder: string): Promise<PostgresServer> {
    const programs = programsFolder();
    const { data } = await madeOnce('postgres-data', emptyData);
    execFileSync('cp', ['-a', data, join(folder, 'data')]);
    const server = new PostgresServer(folder, programs, await freePort());
    await server.start();
    await asChief(server.port, 'create role keeper login');
    return server;
  }

  get pid(): number | undefined {
    return this.#process?.pid;
  }

  async start(): Promise<void> {
    const settings = [
      `port=${this.port}`,
      'listen_addresses=127.0.0.1',
      `unix_socket_directories=${this.#folder}`,
      'fsync=off',
      'autovacuum=off',
    ];
    const started = spawn(
      join(this.#programs, 'postgres'),
      ['-D', join(this.#folder, 'data'), ...settings.flatMap((each) => ['-c', each])],
      { ...userOf(this.#folder), cwd: this.#folder, stdio: 'ignore' },
    );
    this.#process = started;
    for (let tries = 0; tries < START_TRIES && started.exitCode === null; tries++) {
      // oxlint-disable-next-line no-await-in-loop -- until it answers
      const answers = await asChief(this.port, 'select 1').then(
        () => true,
        () => false,
      );
      if (answers) return;
      // oxlint-disable-next-line no-await-in-loop -- until it answers
      await sleep(TRY_MS);
    }
    throw new Error(`the PostgreSQL server does not answer; it ended with ${started.exitCode}`);
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

  /** An empty database, as of all files. @returns Its URL. */
  database(): Promise<string> {
    return databaseAt(this.port);
  }

  async remove(): Promise<void> {
    await this.stop();
    rmSync(this.#folder, { recursive: true });
  }
}

function programsFolder(): string {
  if (POSTGRES_FOLDER === null) throw new Error('no PostgreSQL server is installed: the package postgresql');
  return POSTGRES_FOLDER;
}

/** What a server begins with: making it takes longer than copying it. */
function emptyData(folder: string): Promise<{ data: string }> {
  const data = join(folder, 'data');
  execFileSync(
    join(programsFolder(), 'initdb'),
    ['-D', data, '-U', 'chief', '-A', 'trust', '-E', 'UTF8', '--no-locale', '--no-sync'],
    { ...userOf(folder), cwd: folder, stdio: 'pipe' },
  );
  return Promise.resolve({ data });
}

async function asChief(port: number, statement: string): Promise<void> {
  const client = new pg.Client({
    connectionString: urlOf(port, 'chief', 'postgres'),
    connectionTimeoutMillis: CONNECT_S * 1000,
  });
  client.on('error', () => {});
  await client.connect();
  await client.query(statement).finally(() => client.end());
}

function userOf(folder: string): { readonly uid?: number; readonly gid?: number } {
  if (process.getuid?.() !== 0) return {};
  chownSync(folder, NOBODY, NOBODY);
  return { uid: NOBODY, gid: NOBODY };
}
