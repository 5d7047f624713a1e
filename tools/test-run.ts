import { chmodSync, existsSync, mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/**
 * A folder for what is made once in a run of the tests (`made-once.test-data.ts`); afterwards it is removed, and servers that were started in it end.
 * Threads and programs that tests start take what was compiled before, as `cupola` does itself.
 */
export default function setup(): () => void {
  const folder = mkdtempSync(join(tmpdir(), 'cupola-tests-'));
  // A database server runs as nobody when the tests run as root.
  chmodSync(folder, 0o711);
  process.env['CUPOLA_TEST_RUN'] = folder;
  process.env['NODE_COMPILE_CACHE'] ??= join(tmpdir(), 'node-compile-cache');
  return () => {
    for (const name of readdirSync(folder)) endServer(join(folder, name, 'server.pid'));
    try {
      rmSync(folder, { recursive: true, force: true, maxRetries: 10, retryDelay: 50 });
    } catch {
      // Somebody still writes into it: it stays, which is no failure of the tests.
    }
  };
}

/** At once: nothing of it is needed any more. */
function endServer(pidFile: string): void {
  if (!existsSync(pidFile)) return;
  try {
    process.kill(Number(readFileSync(pidFile, 'utf8')), 'SIGQUIT');
  } catch {
    // It has ended by itself.
  }
}
