import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { z } from 'zod';
import { liveOptions, smallConfig } from '../serve/small-service.test-data.ts';
import { startService } from '../serve/start-service.ts';
import type { RunningService } from '../serve/start-service.ts';
import { REQUEST_EXAMPLES } from './examples.ts';

const operation = z.object({
  operationId: z.string(),
  summary: z.string().min(3),
  security: z.array(z.unknown()).optional(),
  responses: z.record(z.string(), z.object({ content: z.record(z.string(), z.unknown()).optional() })),
  requestBody: z
    .object({ content: z.record(z.string(), z.object({ example: z.unknown().optional() })) })
    .optional(),
});
const description = z.object({
  openapi: z.literal('3.1.0'),
  paths: z.record(z.string(), z.record(z.string(), operation)),
});
type Operation = z.output<typeof operation>;

let folder = '';
let running: RunningService;
let text = '';
let operations: readonly (readonly [name: string, Operation])[] = [];
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'cupola-description-'));
  running = await startService(liveOptions(folder, smallConfig()));
  text = await (await fetch(new URL('/openapi.json', running.url))).text();
  const { paths } = description.parse(JSON.parse(text));
  operations = Object.entries(paths).flatMap(([path, item]) =>
    Object.entries(item).map(([method, each]) => [`${method} ${path}`, each] as const),
  );
});
afterAll(async () => {
  await running.stop();
  rmSync(folder, { recursive: true });
});

it('names every operation once, with a name that a client can have', () => {
  const ids = operations.map(([, { operationId }]) => operationId);
  expect(new Set(ids).size).toBe(ids.length);
  expect(ids.filter((id) => !/^[a-z][A-Za-z0-9]*$/.test(id))).toEqual([]);
  expect(ids).toContain('getTracksByIdCustody');
  expect(ids).toContain('postSensorsByIdRetask');
});

it('says of every door under /v1 which problems it answers with, in their own form', () => {
  const own = operations.filter(([name]) => name.includes(' /v1'));
  expect(own.length).toBeGreaterThan(30);
  const silent = own.filter(
    ([, { responses }]) => !['400', '401', '403', '500'].every((each) => each in responses),
  );
  expect(silent.map(([name]) => name)).toEqual([]);
  const forms = own.flatMap(([, { responses }]) =>
    Object.entries(responses)
      .filter(([status]) => Number(status) >= 400)
      .flatMap(([, { content }]) => Object.keys(content ?? {})),
  );
  expect([...new Set(forms)]).toEqual(['application/problem+json']);
});

it('shows a body of every action', () => {
  const shown = operations.filter(
    ([, { requestBody }]) => requestBody?.content['application/json']?.example !== undefined,
  );
  expect(shown.map(([name]) => name)).toEqual(expect.arrayContaining(Object.keys(REQUEST_EXAMPLES)));
});

it('passes the rules of a linter that others use, examples included', async () => {
  const file = join(folder, 'openapi.json');
  const rules = join(folder, 'redocly.yaml');
  writeFileSync(file, text);
  writeFileSync(
    rules,
    'extends: [recommended]\nrules:\n  no-server-example.com: off\n  operation-4xx-response: error\n  no-invalid-media-type-examples: error\n  operation-operationId: error\n  operation-operationId-unique: error\n',
  );
  const manifest = createRequire(import.meta.url).resolve('@redocly/cli/package.json');
  const linted = await promisify(execFile)(
    process.execPath,
    [join(dirname(manifest), 'bin/cli.js'), 'lint', file, '--config', rules, '--format', 'json'],
    {
      // It must not ask anybody for newer versions, nor tell anybody.
      env: { ...process.env, REDOCLY_TELEMETRY: 'off', REDOCLY_SUPPRESS_UPDATE_NOTICE: 'true', CI: 'true' },
      maxBuffer: 64 * 1024 * 1024,
      timeout: 170_000,
    },
  ).catch((error: unknown) => {
    const { stdout = '' } = z.object({ stdout: z.string().optional() }).parse(error);
    return { stdout };
  });
  const { totals, problems } = z
    .object({
      totals: z.object({ errors: z.number(), warnings: z.number() }),
      problems: z.array(
        z.object({
          ruleId: z.string(),
          message: z.string(),
          location: z.array(z.object({ pointer: z.string() })),
        }),
      ),
    })
    .parse(JSON.parse(linted.stdout));
  expect(problems.map((each) => `${each.ruleId} at ${each.location[0]?.pointer}: ${each.message}`)).toEqual(
    [],
  );
  expect(totals).toMatchObject({ errors: 0, warnings: 0 });
});
