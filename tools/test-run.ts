import { chmodSync, existsSync, mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

const END_TRIES = 100;
const TRY_MS = 50;

/**
 * A folder for what is made once in a run of the tests (`made-once.test-data.ts`); afterwards it is removed, and servers that were started in it end. Threads and
 * programs that tests start take what was compiled before, as `cupola` does itself.
 */
export default function setup(): () => Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'cupola-tests-'));
  // A database server runs as nobody when the tests run as root.
  chmodSync(folder, 0o711);
  process.env['CUPOLA_TEST_RUN'] = folder;
  process.env['NODE_COMPILE_CACHE'] ??= join(tmpdir(), 'node-compile-cache');
  return async () => {
    const files = readdirSync(folder).map((name) => join(folder, name, 'server.pid'));
    const servers = files
      .filter((each) => existsSync(each))
      .map((each) => Number(readFileSync(each, 'utf8')));
    await Promise.all(servers.map(ended));
    rmSync(folder, { recursive: true, force: true });
  };
}

async function ended(pid: number): Promise<void> {
  for (let tries = 0; tries < END_TRIES; tries++) {
    try {
      process.kill(pid, tries === 0 ? 'SIGQUIT' : 0);
    } catch {
      return;
    }
    // oxlint-disable-next-line no-await-in-loop -- until it is gone
    await sleep(TRY_MS);
  }
}
