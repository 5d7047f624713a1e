import { createServer } from 'node:net';

/** Below those that a system gives out by itself, which it would give to somebody else while a server is not there yet, or not there for a while. */
const LOWEST = 10_240;
const HIGHEST = 32_767;
/** Files run side by side: each thread takes ports of its own. */
const MOST_THREADS = 16;
const MOST_TRIES = 1_000;
const taken = new Set<number>();

/** Ports of this machine that nobody listens on, to be had for as long as the tests last. */
export async function freePorts(count: number): Promise<readonly number[]> {
  const thread = Number(process.env['VITEST_POOL_ID'] ?? 0) % MOST_THREADS;
  const found: number[] = [];
  for (let tries = 0; found.length < count && tries < MOST_TRIES; tries++) {
    const drawn = LOWEST + Math.floor(Math.random() * (HIGHEST - LOWEST - MOST_THREADS));
    const port = drawn - (drawn % MOST_THREADS) + thread;
    // oxlint-disable-next-line no-await-in-loop -- until there are enough
    if (taken.has(port) || !(await isFree(port))) continue;
    taken.add(port);
    found.push(port);
  }
  if (found.length < count) throw new Error('no port is free');
  return found;
}

export async function freePort(): Promise<number> {
  const [port = 0] = await freePorts(1);
  return port;
}

function isFree(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const probe = createServer();
    probe.once('error', () => resolve(false));
    probe.listen(port, '127.0.0.1', () => probe.close(() => resolve(true)));
  });
}
