import { readFileSync, readdirSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';

const CORE = dirname(fileURLToPath(import.meta.url));
const PACKAGES = resolve(CORE, '../..');

const KNOWLEDGE = ['foundation', 'physics', 'messages', 'vehicles', 'sensors'];
const OWN_ASSETS = [...KNOWLEDGE, 'constellation', 'coverage'];

/** Who may import whom (ARCHITECTURE.md has the table with its reasons). A room may always import itself. */
const ROOMS: Readonly<Record<string, readonly string[]>> = {
  foundation: [],
  physics: ['foundation'],
  messages: ['foundation'],
  vehicles: ['foundation', 'physics', 'messages'],
  sensors: ['foundation', 'physics', 'messages'],
  constellation: ['foundation', 'physics', 'messages'],
  coverage: OWN_ASSETS.filter((room) => room !== 'coverage'),
  truth: ['foundation', 'physics', 'messages', 'vehicles'],
  sensing: [...KNOWLEDGE, 'constellation', 'truth'],
  tracking: KNOWLEDGE,
  reconstruction: ['foundation', 'physics', 'messages', 'vehicles', 'tracking'],
  custody: OWN_ASSETS,
  engagement: OWN_ASSETS,
  metrics: [...OWN_ASSETS, 'truth', 'sensing', 'tracking', 'custody', 'engagement'],
  acquisition: ['foundation', 'physics', 'messages', 'constellation', 'coverage'],
  scenario: ['foundation', 'sensors', 'vehicles'],
  campaign: ['foundation', 'physics', 'vehicles', 'truth', 'custody', 'metrics', 'scenario'],
};

/** What `operate` may reach, by any path and types included. */
const OPERATE_ROOMS = [...OWN_ASSETS, 'tracking', 'custody', 'engagement'];

const PACKAGE_IMPORTS: Readonly<Record<string, readonly string[]>> = {
  core: [],
  contract: ['core'],
  runtime: ['core', 'contract'],
  service: ['core', 'contract', 'runtime'],
  cli: ['core', 'contract', 'runtime', 'service'],
};

const IMPORT = /(?:from|import)\s+'([^']+)'/g;

function sources(folder: string): readonly string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith('.ts') && !/\.(test|test-d|bench)\.ts$/.test(path))
    .map((path) => join(folder, path));
}

function importsOf(file: string): readonly string[] {
  return [...readFileSync(file, 'utf8').matchAll(IMPORT)].map((match) => match[1] ?? '');
}

function roomOf(file: string): string {
  return relative(CORE, file).split('/')[0] ?? '';
}

function importedFiles(file: string): readonly string[] {
  return importsOf(file)
    .filter((path) => path.startsWith('.'))
    .map((path) => resolve(dirname(file), path));
}

/** All files that one imports, by any path, types included. */
function reachedFrom(path: string): ReadonlySet<string> {
  const reached = new Set<string>();
  const queue = [join(CORE, path)];
  for (let file = queue.pop(); file !== undefined; file = queue.pop()) {
    if (reached.has(file)) continue;
    reached.add(file);
    queue.push(...importedFiles(file));
  }
  return reached;
}

describe('rooms of core', () => {
  it('import only whom the table allows', () => {
    const wrong = sources(CORE).flatMap((file) => {
      const room = roomOf(file);
      if (room === 'mission') return [];
      const allowed = ROOMS[room];
      return importedFiles(file)
        .map(roomOf)
        .filter((target) => target !== room && !(allowed ?? []).includes(target))
        .map((target) => `${relative(CORE, file)} imports ${target}`);
    });
    expect(wrong).toEqual([]);
  });

  it('keep truth from operate by every path, types included', () => {
    const reached = reachedFrom('mission/operate.ts');
    const rooms = new Set([...reached].map(roomOf).filter((room) => room !== 'mission'));
    expect([...rooms].filter((room) => !OPERATE_ROOMS.includes(room))).toEqual([]);
    const missionFiles = [...reached]
      .filter((file) => roomOf(file) === 'mission')
      .map((file) => relative(CORE, file));
    expect(missionFiles.toSorted()).toEqual([
      'mission/decision-turns.ts',
      'mission/late-reports.ts',
      'mission/obey-commands.ts',
      'mission/operate.ts',
      'mission/scan-history.ts',
    ]);
  });

  it('keep truth from what is said of live engagements, too', () => {
    const reached = reachedFrom('mission/engagement-ahead.ts');
    const rooms = new Set([...reached].map(roomOf));
    expect([...rooms].filter((room) => ![...OPERATE_ROOMS, 'mission'].includes(room))).toEqual([]);
    expect([...reached].filter((file) => roomOf(file) === 'mission')).toHaveLength(1);
  });

  it('are pure: no clock, no randomness, no Node, no DOM', () => {
    const banned =
      /\bDate\.now|new Date\(\)|Math\.random|performance\.|process\.|\bwindow\b\.|\bdocument\.|setTimeout|setInterval|fetch\(|from 'node:|from "node:/;
    const wrong = sources(CORE).flatMap((file) => {
      const code = readFileSync(file, 'utf8').replace(/\/\*[\s\S]*?\*\/|\/\/.*/g, '');
      const found = banned.exec(code);
      return found === null ? [] : [`${relative(CORE, file)}: ${found[0]}`];
    });
    expect(wrong).toEqual([]);
  });

  it('use only pure dependencies', () => {
    const outside = new Set(
      sources(CORE)
        .flatMap(importsOf)
        .filter((path) => !path.startsWith('.')),
    );
    expect([...outside].toSorted()).toEqual(['satellite.js']);
  });
});

describe('packages', () => {
  it('import only whom the table allows, and declare it', () => {
    const wrong = Object.entries(PACKAGE_IMPORTS).flatMap(([name, allowed]) => {
      // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- npm has read the same file
      const manifest = JSON.parse(readFileSync(join(PACKAGES, name, 'package.json'), 'utf8')) as {
        dependencies?: Record<string, string>;
      };
      return sources(join(PACKAGES, name, 'src'))
        .flatMap((file) => importsOf(file).map((path) => ({ file, path })))
        .filter(({ path }) => path.startsWith('@cupola/'))
        .filter(({ path }) => {
          const target = path.split('/')[1] ?? '';
          return !allowed.includes(target) || manifest.dependencies?.[`@cupola/${target}`] === undefined;
        })
        .map(({ file, path }) => `${relative(PACKAGES, file)} imports ${path}`);
    });
    expect(wrong).toEqual([]);
  });
});
