import { execFileSync, spawn } from 'node:child_process';
import { readFileSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Webhook } from 'standardwebhooks';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { newSecret } from '../delivery/webhooks/signature.ts';
import { ExerciseFeed } from '../feeds/exercise-feed.ts';
import { SMALL_INPUTS, liveOptions, smallConfig } from '../serve/small-service.test-data.ts';
import { startService } from '../serve/start-service.ts';
import type { RunningService } from '../serve/start-service.ts';

const ROOT = join(import.meta.dirname, '../../../..');
const PAGE = readFileSync(join(ROOT, 'docs/service/getting-started.md'), 'utf8');
const HAS_PYTHON = runs('python3', '--version');
const WAITS_MS = 90_000;

function runs(command: string, argument: string): boolean {
  try {
    execFileSync(command, [argument], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}

/** The block of the page that has such a line. */
function block(language: string, line: string): string {
  const found = PAGE.split(`\`\`\`${language}\n`)
    .slice(1)
    .map((each) => each.split('\n```')[0] ?? '')
    .find((each) => each.includes(line));
  if (found === undefined) throw new Error(`the page has no ${language} with ${line}`);
  return found;
}

interface Program {
  /** What it wrote, once that is as wanted. */
  readonly wrote: (wanted: RegExp) => Promise<RegExpExecArray>;
  readonly end: () => void;
}

/** Runs an example as its reader would, beside the packages that are installed here. */
function started(command: string, args: readonly string[], env: Readonly<Record<string, string>>): Program {
  const child = spawn(command, args, { cwd: ROOT, env: { ...process.env, ...env } });
  let text = '';
  const take = (chunk: Buffer): void => void (text += chunk.toString());
  child.stdout.on('data', take);
  child.stderr.on('data', take);
  return {
    end: () => void child.kill(),
    wrote: async (wanted) => {
      for (let waitedMs = 0; waitedMs < WAITS_MS; waitedMs += 50) {
        const found = wanted.exec(text);
        if (found !== null) return found;
        // oxlint-disable-next-line no-await-in-loop -- until it has written it
        await new Promise((resolve) => setTimeout(resolve, 50));
      }
      throw new Error(`instead of ${wanted} it wrote:\n${text}`);
    },
  };
}

let folder = '';
let running: RunningService;
let env: Readonly<Record<string, string>> = {};
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'cupola-first-steps-'));
  running = await startService({
    ...liveOptions(folder, smallConfig()),
    feedFrom: () => new ExerciseFeed(SMALL_INPUTS, Number.POSITIVE_INFINITY),
  });
  await vi.waitUntil(() => running.service.picture.tracks.size > 0, { timeout: WAITS_MS });
  env = { SERVICE: running.url.slice(0, -1), KEY: running.firstKey ?? '' };
});
afterAll(async () => {
  await running.stop();
  rmSync(folder, { recursive: true });
});

it('follows the stream in JavaScript as the page says', async () => {
  const program = started(
    process.execPath,
    ['--input-type=module', '-e', block('js', 'new EventSource')],
    env,
  );
  try {
    expect((await program.wrote(/^track (.+)\n/m))[1]).toBe('T0001');
  } finally {
    program.end();
  }
});

it.skipIf(!HAS_PYTHON)('lists tracks and follows the stream in Python as the page says', async () => {
  const program = started('python3', ['-c', block('python', 'def pages')], env);
  try {
    expect((await program.wrote(/^TEST T0001 \w+ -?[\d.]+ -?[\d.]+\n[^]*?^track .+\n/m))[0]).toMatch(
      /track T0001\n$/,
    );
  } finally {
    program.end();
  }
});

it.skipIf(!HAS_PYTHON)(
  'believes in Python what a signer nobody here wrote has signed, and nothing else',
  async () => {
    const secret = newSecret();
    const program = started('python3', ['-c', block('python', 'def is_genuine')], {
      SECRET: secret,
      PORT: '0',
    });
    try {
      const [, port] = await program.wrote(/listening on (\d+)\s/);
      const body = JSON.stringify({ datamode: 'TEST', type: 'cupola.alert.opened', subject: 'T0001' });
      const send = async (at: Date, sent: string, signer = secret): Promise<number> => {
        const headers = {
          'webhook-id': 'msg_1',
          'webhook-timestamp': String(Math.floor(at.getTime() / 1000)),
          'webhook-signature': `v1,bm90IHRoaXM= ${new Webhook(signer).sign('msg_1', at, body)}`,
        };
        return (await fetch(`http://127.0.0.1:${port}/`, { method: 'POST', headers, body: sent })).status;
      };
      const now = new Date();
      expect(await send(now, body)).toBe(204);
      await program.wrote(/^TEST cupola\.alert\.opened T0001$/m);
      expect(await send(now, `${body} `)).toBe(401);
      expect(await send(now, body, newSecret())).toBe(401);
      expect(await send(new Date(now.getTime() - 600_000), body)).toBe(401);
      expect((await fetch(`http://127.0.0.1:${port}/`, { method: 'POST', body })).status).toBe(401);
    } finally {
      program.end();
    }
  },
);
