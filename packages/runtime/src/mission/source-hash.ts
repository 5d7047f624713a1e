import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { shortDigest } from './digest.ts';

const REPOSITORY: string = fileURLToPath(new URL('../../../../', import.meta.url));
const PACKAGES = ['core', 'contract', 'runtime', 'cli'] as const;
const TEST_FILE = /\.(test|test-d|test-data)\.ts$/;

/**
 * Hash of what decides a run's bytes besides its input: the sources of the packages that take part, tests left out, and the list of
 * pinned dependencies. Paths are relative and sorted, so the place of the repository does not matter.
 */
export function sourceHash(repository: string = REPOSITORY): string {
  const paths = PACKAGES.flatMap((name) => sourcesUnder(repository, `packages/${name}/src`));
  if (existsSync(join(repository, 'package-lock.json'))) paths.push('package-lock.json');
  return filesDigest(paths, repository);
}

/** Hash of the sources in some folders of the repository, tests left out. */
export function foldersHash(folders: readonly string[], repository: string = REPOSITORY): string {
  const paths = folders.flatMap((folder) => sourcesUnder(repository, folder));
  return filesDigest(paths, repository);
}

function filesDigest(paths: readonly string[], repository: string): string {
  return shortDigest(paths.toSorted().flatMap((path) => [path, readFileSync(join(repository, path))]));
}

function sourcesUnder(repository: string, folder: string): string[] {
  if (!existsSync(join(repository, folder))) return [];
  return readdirSync(join(repository, folder), { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith('.ts') && !TEST_FILE.test(path))
    .map((path) => `${folder}/${path.replaceAll('\\', '/')}`);
}

/** Version of the program. */
export function cupolaVersion(): string {
  const text = readFileSync(join(REPOSITORY, 'packages/runtime/package.json'), 'utf8');
  const { version }: { version: string } = JSON.parse(text);
  return version;
}
