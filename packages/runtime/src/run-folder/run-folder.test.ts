import {
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { INTERRUPTED_EXIT_CODE, Interruption } from '../interruption.ts';
import type { FolderFile } from '../whole-folder.ts';
import { runFolderProblems, writeRunFolder } from './run-folder.ts';

let root = '';
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'cupola-run-folder-'));
});
afterEach(() => {
  rmSync(root, { recursive: true, force: true });
});

const quiet = (): Interruption => new Interruption(() => {});
const FILES: readonly FolderFile[] = [
  { name: 'manifest.json', content: () => '{"runId":"x","simulated":true}\n' },
  { name: 'tracks.parquet', content: () => Uint8Array.of(1, 2, 3) },
];

test('a run folder appears whole under its name, with nothing beside it', async () => {
  await writeRunFolder(join(root, 'runs', 'a'), FILES, quiet());
  expect(readdirSync(join(root, 'runs'))).toEqual(['a']);
  expect(readdirSync(join(root, 'runs', 'a')).toSorted()).toEqual(['manifest.json', 'tracks.parquet']);
  expect([...readFileSync(join(root, 'runs', 'a', 'tracks.parquet'))]).toEqual([1, 2, 3]);
});

test('a former run is replaced whole', async () => {
  const folder = join(root, 'a');
  await writeRunFolder(folder, [...FILES, { name: 'events.jsonl', content: () => 'old' }], quiet());
  expect(runFolderProblems(folder)).toEqual([]);
  await writeRunFolder(folder, FILES, quiet());
  expect(readdirSync(root)).toEqual(['a']);
  expect(readdirSync(folder).toSorted()).toEqual(['manifest.json', 'tracks.parquet']);
});

test('a folder with other things in it, or a file, is a problem; a new path and an empty folder are not', () => {
  mkdirSync(join(root, 'empty'));
  mkdirSync(join(root, 'photos'));
  writeFileSync(join(root, 'photos', 'x.jpg'), '');
  expect(runFolderProblems(join(root, 'new'))).toEqual([]);
  expect(runFolderProblems(join(root, 'empty'))).toEqual([]);
  expect(runFolderProblems(join(root, 'photos'))).toMatchObject([
    { path: '--out', value: join(root, 'photos') },
  ]);
  expect(runFolderProblems(join(root, 'photos', 'x.jpg'))).toHaveLength(1);
});

test('a folder that only looks like a run is left alone', () => {
  const extension = join(root, 'extension');
  mkdirSync(extension);
  writeFileSync(join(extension, 'manifest.json'), '{"name":"a web extension"}');
  expect(runFolderProblems(extension)).toMatchObject([
    { message: expect.stringContaining('no former run folder') },
  ]);
  writeFileSync(join(extension, 'manifest.json'), '{"runId":"x","simulated":true}');
  writeFileSync(join(extension, 'thesis.txt'), 'mine');
  expect(runFolderProblems(extension)).toMatchObject([{ message: expect.stringContaining('thesis.txt') }]);
});

test('an empty name, the folder one is in and those above it, and a link are refused', () => {
  expect(runFolderProblems('')).toHaveLength(1);
  expect(runFolderProblems('.')).toHaveLength(1);
  expect(runFolderProblems('..')).toHaveLength(1);
  mkdirSync(join(root, 'real'));
  symlinkSync(join(root, 'real'), join(root, 'link'));
  expect(runFolderProblems(join(root, 'link'))).toMatchObject([{ message: expect.stringContaining('link') }]);
});

test('a content that cannot be made leaves what was there before', async () => {
  const folder = join(root, 'a');
  await writeRunFolder(folder, FILES, quiet());
  const broken: FolderFile = {
    name: 'report.html',
    content: () => {
      throw new Error('no report');
    },
  };
  await expect(writeRunFolder(folder, [...FILES, broken], quiet())).rejects.toThrow('no report');
  expect(readdirSync(root)).toEqual(['a']);
  expect(readdirSync(folder)).toHaveLength(2);
});

test('a disk that does not take it is a failure from outside', async () => {
  writeFileSync(join(root, 'file'), '');
  await expect(writeRunFolder(join(root, 'file', 'a'), FILES, quiet())).rejects.toMatchObject({
    code: 'disk',
  });
});

test('an interruption between two files removes what was written so far and exits with 130', async () => {
  const exits: number[] = [];
  const interruption = new Interruption((code) => exits.push(code));
  const interrupting: FolderFile = {
    name: 'second.txt',
    content: () => {
      expect(readdirSync(root)).toHaveLength(1);
      interruption.stop();
      expect(readdirSync(root)).toEqual([]);
      return '';
    },
  };
  await expect(writeRunFolder(join(root, 'a'), [...FILES, interrupting], interruption)).rejects.toMatchObject(
    { code: 'disk' },
  );
  expect(exits).toEqual([INTERRUPTED_EXIT_CODE]);
  expect(readdirSync(root)).toEqual([]);
});
