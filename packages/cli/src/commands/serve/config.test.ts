import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Command } from 'commander';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { present } from '@cupola/core/foundation';
import { problemList } from '../../problem-text.ts';
import { serveCommandLines } from './command-line.ts';
import { ConfigReader } from './config-file.ts';
import { effectiveSettings, settingsText } from './effective-settings.ts';
import type { EffectiveSetting } from './effective-settings.ts';
import { conflictProblems } from './settled-serve.ts';

let folder = '';
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'cupola-config-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

interface Settled {
  readonly problems: readonly string[];
  readonly settings: readonly EffectiveSetting[];
  readonly text: string;
}

/** What a service would be started with. */
async function settled(args: readonly string[], env: Record<string, string> = {}): Promise<Settled> {
  const parent = new Command('cupola').exitOverride();
  serveCommandLines(parent);
  const serve = present(parent.commands.find((each) => each.name() === 'serve'));
  const parsers = new Map(serve.options.map((each) => [each.attributeName(), each.parseArg]));
  let answer: Settled = { problems: [], settings: [], text: '' };
  serve.action((_, flags: { readonly config?: string }) => {
    const read = new ConfigReader(serve, parsers).read(flags.config ?? '');
    const problems = [...read.problems, ...conflictProblems(serve)];
    const settings = effectiveSettings(serve, { value: read.scenario, origin: 'file' });
    answer = {
      problems: problems.map((each) => problemList([each])),
      settings,
      text: settingsText(settings),
    };
  });
  Object.assign(process.env, env);
  try {
    await parent.parseAsync(['serve', ...args], { from: 'user' });
  } finally {
    for (const name of Object.keys(env)) delete process.env[name];
  }
  return answer;
}

function written(name: string, text: string): string {
  const file = join(folder, name);
  writeFileSync(file, text);
  return file;
}

const CONFIG = `scenario: small.yaml
port: 9001
host: 127.0.0.2
live: true
pace: max
allowHost: [custody.example, other.example]
keepLogHours: 48
postgres: postgres://me:se@cret@db.example/custody
nats: nats://user:word@one.example:4222,tls://two.example:4222
`;

function values({ settings }: Settled): readonly unknown[] {
  return settings.flatMap(({ name, value }) => (name === 'config' ? [] : [[name, value]]));
}

test('flags come before the environment, the environment before the file, the file before defaults; passwords are not told', async () => {
  const file = written('service.yaml', CONFIG);
  const env = { CUPOLA_PORT: '9002', CUPOLA_HOST: '127.0.0.3' };
  const { problems, settings, text } = await settled(['--config', file, '--port', '9003'], env);
  expect(problems).toEqual([]);
  const told = settings.map(({ name, value, origin }) => [name, [value, origin]] as const);
  expect(Object.fromEntries(told)).toMatchObject({
    scenario: ['small.yaml', 'file'],
    port: [9003, 'flag'],
    host: ['127.0.0.3', 'environment'],
    live: [true, 'file'],
    pace: [Number.POSITIVE_INFINITY, 'file'],
    allowHost: [['custody.example', 'other.example'], 'file'],
    keepLogHours: [48, 'file'],
    clock: ['wall', 'default'],
    postgres: ['postgres://***@db.example/custody', 'file'],
    nats: ['nats://***@one.example:4222,tls://two.example:4222', 'file'],
  });
  expect(text).toContain('pace: "max" # file\n');
  expect(text).not.toMatch(/cret|word/);
});

test('what is printed is a file that says the same', async () => {
  const first = await settled(['--config', written('plain.yaml', 'port: 9001\nlogLevel: error\n')]);
  const second = await settled(['--config', written('again.yaml', first.text)]);
  expect(values(second)).toEqual(values(first));
  expect(first.text).toContain('port: 9001 # file');
});

test('everything wrong in a file is told at once, with its line and what was meant', async () => {
  const { problems } = await settled([
    '--config',
    written(
      'wrong.yaml',
      'prot: 80\nport: 99999\nlive: yes please\nkeep-log-hours: 5\nlogLevel: loud\nallowHost: [{ a: 1 }]\npostgres: [secret, 2]\n',
    ),
  ]);
  const expected = [
    /wrong\.yaml:1 {2}prot = 80[^]*did you mean "port"/,
    /wrong\.yaml:2 {2}port = 99999[^]*1 to 65535/,
    /wrong\.yaml:3 {2}live[^]*true or false/,
    /wrong\.yaml:4 [^]*did you mean "keepLogHours"/,
    /logLevel = "loud"[^]*error, warn, info/,
    /allowHost[^]*a list of texts/,
    /postgres = \(nothing\)[^]*one value/,
  ];
  expect(problems).toHaveLength(expected.length);
  for (const [index, each] of expected.entries()) expect(problems[index]).toMatch(each);
});

test.each([
  ['live: true\nreplay: there\n', /not from both/],
  ['port: [1\n', /expected: YAML/],
  ['- port\n', /no list of names with values/],
  ['printConfig: true\n', /there is no setting/],
  ['scenario: 4\n', /it is no text/],
])('%j is refused', async (text, reason) => {
  const { problems } = await settled(['--config', written('refused.yaml', text)]);
  expect(problems.join('')).toMatch(reason);
  expect((await settled(['--config', join(folder, 'nowhere.yaml')])).problems.join('')).toMatch(/ENOENT/);
});
