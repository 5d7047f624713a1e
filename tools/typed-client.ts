import { execFileSync, spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ExerciseFeed } from '../packages/service/src/feeds/exercise-feed.ts';
import {
  SMALL_INPUTS,
  liveOptions,
  smallConfig,
} from '../packages/service/src/serve/small-service.test-data.ts';
import { startService } from '../packages/service/src/serve/start-service.ts';

/*
 * Makes a typed client from the API description with the generator that others use, compiles a program with it and runs that against a service. In a
 * folder of its own, because the generator needs an older TypeScript than this project; it is installed there and let go again.
 */

const PACKAGES = { 'openapi-typescript': '7.13.0', 'openapi-fetch': '0.17.0', typescript: '5.9.3' };
const TSCONFIG = {
  compilerOptions: {
    strict: true,
    noUncheckedIndexedAccess: true,
    module: 'nodenext',
    target: 'es2023',
    lib: ['es2023', 'dom'],
    skipLibCheck: true,
    outDir: 'out',
    types: [],
  },
  files: ['client.ts'],
};
/** It compiles only when what is right is let through and what is wrong is not. */
const CLIENT = `
import createClient from 'openapi-fetch';
import type { paths } from './api.js';
declare const process: { readonly argv: readonly string[] };
const [, , baseUrl = '', key = ''] = process.argv;
const client = createClient<paths>({ baseUrl, headers: { authorization: \`Bearer \${key}\` } });
const tracks = await client.GET('/v1/tracks', { params: { query: { limit: 5 } } });
if (tracks.error !== undefined) throw new Error(tracks.error.detail);
const [first] = tracks.data.items;
if (first === undefined) throw new Error('there is no track');
// @ts-expect-error there is no such level of custody
const wrong = await client.GET('/v1/tracks', { params: { query: { custody: 'maybe' } } });
if (wrong.error?.code !== 'invalid-request') throw new Error('a wrong filter was let through');
const path = { id: first.id };
// @ts-expect-error an action says why
const silent = await client.POST('/v1/tracks/{id}/drop', { params: { path }, body: {} });
if (silent.error?.code !== 'invalid-request') throw new Error('an action without a reason was let through');
const query = { validateOnly: 'true' } as const;
const dry = await client.POST('/v1/tracks/{id}/confirm', { params: { path, query }, body: { reason: 'a check' } });
if (dry.data?.validateOnly !== true) throw new Error(dry.error?.detail ?? 'it was not validated only');
const launches = await client.GET('/v1/launches');
const launch: number | undefined = launches.data?.items[0]?.latitudeDeg;
if (launch === undefined) throw new Error('there is no launch');
`;

const folder = mkdtempSync(join(tmpdir(), 'cupola-typed-client-'));
const scenario = { ...SMALL_INPUTS.scenario, durationMin: 20 };
const running = await startService({
  ...liveOptions(folder, smallConfig()),
  feedFrom: () => new ExerciseFeed({ ...SMALL_INPUTS, scenario }, 20),
});
try {
  const manifest = { private: true, type: 'module', dependencies: PACKAGES };
  writeFileSync(join(folder, 'package.json'), JSON.stringify(manifest));
  writeFileSync(join(folder, 'tsconfig.json'), JSON.stringify(TSCONFIG));
  writeFileSync(join(folder, 'client.ts'), CLIENT);
  writeFileSync(
    join(folder, 'openapi.json'),
    await (await fetch(new URL('/openapi.json', running.url))).text(),
  );
  const run = (command: string, ...args: readonly string[]): void => {
    execFileSync(command, args, { cwd: folder, stdio: ['ignore', 'inherit', 'inherit'], timeout: 300_000 });
  };
  run('npm', 'install', '--ignore-scripts', '--no-audit', '--no-fund');
  run(process.execPath, 'node_modules/openapi-typescript/bin/cli.js', 'openapi.json', '-o', 'api.d.ts');
  run(process.execPath, 'node_modules/typescript/bin/tsc', '-p', '.');
  for (let waited = 0; running.service.picture.launches.byId.size === 0 && waited < 600; waited++) {
    // oxlint-disable-next-line no-await-in-loop -- until the exercise has come so far
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  // Not waited for in this thread, which serves it.
  const child = spawn(process.execPath, ['out/client.js', running.url.slice(0, -1), running.firstKey ?? ''], {
    cwd: folder,
    stdio: ['ignore', 'inherit', 'inherit'],
  });
  const code = await new Promise((resolve) => child.once('exit', resolve));
  process.stdout.write(
    code === 0 ? 'the typed client compiles and is answered\n' : 'the typed client failed\n',
  );
  process.exitCode = code === 0 ? 0 : 1;
} finally {
  await running.stop();
  rmSync(folder, { recursive: true });
}
