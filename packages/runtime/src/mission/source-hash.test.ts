import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { cupolaVersion, foldersHash, sourceHash } from './source-hash.ts';

test('the hash follows the sources, and neither their place nor their tests', () => {
  const root = mkdtempSync(join(tmpdir(), 'cupola-hash-'));
  try {
    const one = join(root, 'one');
    mkdirSync(join(one, 'packages/core/src/room'), { recursive: true });
    writeFileSync(join(one, 'packages/core/src/room/a.ts'), 'export const A = 1;\n');
    const hash = sourceHash(one);
    expect(hash).toMatch(/^[0-9a-f]{16}$/);
    cpSync(one, join(root, 'two'), { recursive: true });
    expect(sourceHash(join(root, 'two'))).toBe(hash);
    writeFileSync(join(one, 'packages/core/src/room/a.test.ts'), 'anything');
    expect(sourceHash(one)).toBe(hash);
    writeFileSync(join(one, 'packages/core/src/room/a.ts'), 'export const A = 2;\n');
    expect(sourceHash(one)).not.toBe(hash);
    const rooms = foldersHash(['packages/core/src/room'], one);
    writeFileSync(join(one, 'packages/core/src/elsewhere.ts'), 'export const B = 1;\n');
    expect(foldersHash(['packages/core/src/room'], one)).toBe(rooms);
    writeFileSync(join(one, 'packages/core/src/room/b.ts'), 'export const B = 1;\n');
    expect(foldersHash(['packages/core/src/room'], one)).not.toBe(rooms);
  } finally {
    rmSync(root, { recursive: true, force: true });
  }
});

test('the version is the one of the package', () => {
  expect(cupolaVersion()).toMatch(/^\d+\.\d+\.\d+$/);
});
