import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

const TRY_MS = 50;
const MOST_TRIES = 3_000;
const known = new Map<string, Promise<unknown>>();

/**
 * What is dear is made once in a run of the tests, by whichever file asks first; others, in other threads, wait for it and read what is told of it.
 *
 * @param make - Makes it in a folder that stays until all tests are over. Who starts a server writes its process to `server.pid` there.
 * @returns What `make` tells, as JSON keeps it.
 */
export function madeOnce<Told>(name: string, make: (folder: string) => Promise<Told>): Promise<Told> {
  const before = known.get(name);
  const made = before ?? madeOrAwaited(name, make);
  known.set(name, made);
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- one name, one kind
  return made as Promise<Told>;
}

async function madeOrAwaited(name: string, make: (folder: string) => Promise<unknown>): Promise<unknown> {
  const run = process.env['CUPOLA_TEST_RUN'];
  if (run === undefined) throw new Error('there is no run of the tests: tools/test-run.ts');
  const folder = join(run, name);
  const done = join(folder, 'told.json');
  if (isMine(folder)) {
    const told = await make(folder).then(
      (value) => ({ value }),
      (error: unknown) => ({ failure: String(error) }),
    );
    writeFileSync(`${done}.part`, JSON.stringify(told));
    renameSync(`${done}.part`, done);
  }
  for (let tries = 0; tries < MOST_TRIES; tries++) {
    if (existsSync(done)) {
      const told: { value?: unknown; failure?: string } = JSON.parse(readFileSync(done, 'utf8'));
      if (told.failure !== undefined) throw new Error(`${name} could not be made: ${told.failure}`);
      return told.value;
    }
    // oxlint-disable-next-line no-await-in-loop -- until the other thread has made it
    await sleep(TRY_MS);
  }
  throw new Error(`${name} is not made yet`);
}

function isMine(folder: string): boolean {
  try {
    mkdirSync(folder);
    return true;
  } catch {
    return false;
  }
}
