import { mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { Interruption } from './interruption.ts';
import { OutsideFailure } from './outside-failure.ts';
import { writeWholeFile } from './whole-file.ts';

let folder = '';
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'cupola-whole-file-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function* failing(): Generator<string> {
  yield 'half';
  throw new Error('no more');
}

describe('a file', () => {
  const never = new Interruption();

  test('is there whole, and replaces a former one', async () => {
    const file = join(folder, 'deep', 'text.csv');
    let pieces = 0;
    await writeWholeFile(file, ['old'], never, () => {});
    await writeWholeFile(file, ['one ', Buffer.from('two')], never, () => pieces++);
    expect(readFileSync(file, 'utf8')).toBe('one two');
    expect(pieces).toBe(2);
    expect(readdirSync(join(folder, 'deep'))).toEqual(['text.csv']);
  });

  test('is not there when its making fails, and the former one stays', async () => {
    const file = join(folder, 'failing.csv');
    writeFileSync(file, 'former');
    await expect(writeWholeFile(file, failing(), never, () => {})).rejects.toThrow('no more');
    expect(readFileSync(file, 'utf8')).toBe('former');
    expect(readdirSync(folder).filter((name) => name.includes('partial'))).toEqual([]);
  });

  test('cannot be put where a file stands in the way: the disk is named', async () => {
    const file = join(folder, 'plain');
    writeFileSync(file, '');
    await expect(writeWholeFile(join(file, 'x.csv'), [], never, () => {})).rejects.toThrow(OutsideFailure);
  });
});
