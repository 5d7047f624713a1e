import { appendFileSync, mkdtempSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { present } from '@cupola/core/foundation';
import { FILE_HEAD, framed } from './frames.ts';
import { logEntries, logFiles } from './log-files.ts';
import { SegmentLog } from './segment-log.ts';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'cupola-log-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

const texts = (from = 0): readonly string[] =>
  [...logEntries(folder, from)].map(({ payload }) => String(payload));

async function written(payloads: readonly string[], fileBytes?: number): Promise<readonly number[]> {
  const log = await SegmentLog.open(folder, fileBytes);
  const positions = await Promise.all(payloads.map((each) => log.append(Buffer.from(each))));
  await log.close();
  return positions;
}

it('gives back what was appended, in order, from any position, over several files and openings', async () => {
  const first = await written(['one', 'two', 'x'], 20);
  const second = await written(['three', 'four'], 20);
  await written(['five'], 20);
  expect(logFiles(folder).length).toBeGreaterThan(1);
  expect(texts()).toEqual(['one', 'two', 'x', 'three', 'four', 'five']);
  expect(texts(first[1])).toEqual(['two', 'x', 'three', 'four', 'five']);
  expect(texts(second[1])).toEqual(['four', 'five']);
});

it('tells from an opened log what its files tell, from any position, also when something is appended or a file begun before', async () => {
  const positions = await written(['one', 'two', 'three', 'four', 'five'], 30);
  for (const appended of [[], ['six'], ['six', 'a seventh that is long', 'eight']]) {
    for (const from of [0, ...positions, ...positions.map((each) => each + 1)]) {
      // oxlint-disable no-await-in-loop -- each on what the one before left
      const log = await SegmentLog.open(folder, 30);
      for (const each of appended) await log.append(Buffer.from(each));
      const told: (readonly [number, string])[] = [];
      for await (const { position, payload } of log.entries(from)) told.push([position, String(payload)]);
      await log.close();
      // oxlint-enable no-await-in-loop
      expect(told).toEqual(
        [...logEntries(folder, from)].map((each) => [each.position, String(each.payload)]),
      );
    }
  }
});

it('loses nothing that was acknowledged, wherever the file is cut off', async () => {
  const payloads = ['alpha', 'beta', 'gamma gamma gamma'];
  const positions = await written(payloads);
  const file = present(logFiles(folder)[0]).path;
  const whole = readFileSync(file);
  await fc.assert(
    fc.asyncProperty(
      fc.integer({ min: FILE_HEAD.length, max: whole.length }),
      fc.uint8Array({ maxLength: 20 }),
      async (cut, noise) => {
        writeFileSync(file, Buffer.concat([whole.subarray(0, cut), noise]));
        const log = await SegmentLog.open(folder);
        await log.append(Buffer.from('after'));
        await log.close();
        const kept = payloads.filter(
          (each, index) => present(positions[index]) + framed(Buffer.from(each)).length <= cut,
        );
        // Noise may happen to be the bytes that were cut off.
        expect(texts().slice(0, kept.length)).toEqual(kept);
        expect(texts().at(-1)).toBe('after');
      },
    ),
    { numRuns: 60 },
  );
});

it('refuses a log that is damaged before its end, and says where', async () => {
  const positions = await written(['alpha', 'beta', 'gamma']);
  const file = present(logFiles(folder)[0]).path;
  const bytes = readFileSync(file);
  bytes[present(positions[1]) + 9] = 0;
  writeFileSync(file, bytes);
  await expect(SegmentLog.open(folder)).rejects.toThrow(`damaged at byte ${positions[1]}`);
  expect(() => texts()).toThrow('damaged');
});

it('refuses a file that is no log', async () => {
  writeFileSync(join(folder, '0000000000000000.log'), 'something else altogether');
  await expect(SegmentLog.open(folder)).rejects.toThrow('is no log');
});

it('refuses what the disk refuses, and goes on when the disk does', async () => {
  const log = await SegmentLog.open(folder, 10);
  await log.append(Buffer.from('first'));
  // The next append begins a new file, for which there is no folder any more.
  rmSync(folder, { recursive: true });
  await expect(log.append(Buffer.from('lost'))).rejects.toThrow('cannot write the log');
  await written([]);
  await log.append(Buffer.from('found'));
  await log.close();
  expect(texts().at(-1)).toBe('found');
});

it('tells how much was torn, and cuts it off', async () => {
  await written(['alpha']);
  const file = present(logFiles(folder)[0]).path;
  appendFileSync(file, framed(Buffer.from('never acknowledged')).subarray(0, 11));
  const log = await SegmentLog.open(folder);
  expect(log.tornBytes).toBe(11);
  await log.close();
  truncateSync(file, 3);
  const again = await SegmentLog.open(folder);
  await again.append(Buffer.from('anew'));
  await again.close();
  expect(texts()).toEqual(['anew']);
});
