import { readFileSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { PROBLEMS } from '@cupola/contract';
import { liveOptions, smallConfig } from '../serve/small-service.test-data.ts';
import { startService } from '../serve/start-service.ts';
import type { RunningService } from '../serve/start-service.ts';

const DOCS = join(import.meta.dirname, '../../../../docs');
const PAGE = readFileSync(join(DOCS, 'service.md'), 'utf8');
/** Doors of profiles have tables of their own, on their pages. */
const PROFILES = ['/compat/udl/', '/compat/osdk/'];

/** Cells of the table with these headings, without its head. */
function rowsOf(headings: string): readonly (readonly string[])[] {
  const [, after = ''] = PAGE.split(`${headings}\n`);
  const [table = ''] = after.split('\n\n');
  return table
    .split('\n')
    .slice(1)
    .map((line) => line.split(' | ').map((cell) => cell.replace(/^\| | \|$/g, '')));
}

function codesIn(cell: string): readonly string[] {
  return [...cell.matchAll(/`([^`]+)`/g)].map(([, code = '']) => code);
}

/** A method holds for the doors behind it, up to the next method of its cell. */
function doorsIn(cell: string): readonly string[] {
  let method = 'GET';
  return codesIn(cell).map((code) => {
    const [first = '', second] = code.split(' ');
    if (second !== undefined) method = first;
    return `${method} ${second ?? first}`;
  });
}

/** From the tree that the router prints: four columns a level. */
function doorsOf(tree: string): readonly string[] {
  const above: string[] = [];
  return tree.split('\n').flatMap((line) => {
    const [, indent = '', label = '', methods] =
      /^((?:[│ ] {3})*)[├└]── (.*?)(?: \(([A-Z, ]+)\))?$/.exec(line) ?? [];
    if (label === '') return [];
    above.splice(indent.length / 4, Infinity, label);
    const path = above.join('').replace(/:(\w+)/g, '{$1}');
    return (methods?.split(', ') ?? [])
      .filter((method) => method !== 'HEAD' && method !== 'OPTIONS')
      .map((method) => `${method} ${path}`);
  });
}

let folder = '';
let running: RunningService;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'cupola-documented-'));
  running = await startService(liveOptions(folder, smallConfig()));
});
afterAll(async () => {
  await running.stop();
  rmSync(folder, { recursive: true });
});

it('tells of every problem, with its status', () => {
  const told = rowsOf('| code | status | when |').flatMap(([codes = '', status]) =>
    codesIn(codes).map((code) => `${code} ${status}`),
  );
  expect(told.toSorted()).toEqual(
    Object.entries(PROBLEMS)
      .map(([code, { status }]) => `${code} ${status}`)
      .toSorted(),
  );
});

it('tells of every door, and of none that is not there', () => {
  const told = rowsOf('| door | tells |').flatMap(([doors = '', about = '']) =>
    // What a row says besides of a door that only refuses.
    [...doorsIn(doors), ...(about.includes('answer 405') ? doorsIn(about) : [])],
  );
  const open = doorsOf(running.app.printRoutes({ commonPrefix: false }));
  expect(open.length).toBeGreaterThan(70);
  const ofProfiles = PROFILES.map((each) => `GET ${each}...`);
  expect(told).toEqual(expect.arrayContaining(ofProfiles));
  expect(told.filter((each) => !ofProfiles.includes(each)).toSorted()).toEqual(
    open.filter((each) => PROFILES.every((profile) => !each.includes(profile))).toSorted(),
  );
});

/** Pages for people, the description itself, and doors that only refuse. */
const UNDESCRIBED = [
  'GET /',
  'GET /page.js',
  'GET /page.css',
  'GET /openapi.json',
  'GET /report',
  'POST /report',
  'GET /mcp',
  'DELETE /mcp',
];

function isRefusing(door: string): boolean {
  return !door.startsWith('GET ') && door.includes(' /compat/udl/');
}

it('describes every door, and none that is not there', async () => {
  const answer = await running.app.inject({
    url: '/openapi.json',
    headers: { host: new URL(running.url).host },
  });
  const { paths } = answer.json<{ paths: Record<string, Record<string, unknown>> }>();
  const described = Object.entries(paths).flatMap(([path, item]) =>
    Object.keys(item).map((method) => `${method.toUpperCase()} ${path}`),
  );
  const open = doorsOf(running.app.printRoutes({ commonPrefix: false }));
  expect(open.filter(isRefusing).length).toBeGreaterThan(30);
  expect(described.toSorted()).toEqual(
    open.filter((each) => !UNDESCRIBED.includes(each) && !isRefusing(each)).toSorted(),
  );
});

it('refuses a parameter that it does not know instead of passing it over', async () => {
  const answer = await running.app.inject({
    url: '/v1/tracks?custdy=held&limit=0',
    headers: { host: new URL(running.url).host, authorization: `Bearer ${running.firstKey}` },
  });
  expect(answer.statusCode).toBe(400);
  expect(answer.json()).toMatchObject({
    code: 'invalid-request',
    errors: [{ path: 'querystring.limit' }, { message: 'Unrecognized key: "custdy"' }],
  });
});
