import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, expect, test } from 'vitest';

const BIN = fileURLToPath(new URL('../../../bin/cupola.js', import.meta.url));
const IRIDIUM = fileURLToPath(
  new URL('../../../../../data/catalogues/iridium-next_2026-07-24.tle', import.meta.url),
);
const ASKED = ['--hours', '1', '--step-s', '60', '--points', '40', '--min-elevation-deg', '10'];

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'cupola-windows-'));
});
afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

function coverage(flags: readonly string[]): { status: number | null; stdout: string; stderr: string } {
  return spawnSync(process.execPath, [BIN, 'coverage', IRIDIUM, ...ASKED, ...flags], {
    cwd: folder,
    encoding: 'utf8',
  });
}

test('coverage --windows answers exactly and writes every window', () => {
  const { status, stdout } = coverage(['--windows', '--windows-out', 'w.jsonl', '--json']);
  expect(status).toBe(0);
  const answer: unknown = JSON.parse(stdout);
  const lines = readFileSync(join(folder, 'w.jsonl'), 'utf8').trim().split('\n');
  expect(answer).toMatchObject({
    samples: 60,
    gaps: { exact: true },
    revisit: { exact: true },
    response: { exact: true },
    windows: { count: lines.length, toleranceS: 0.01, file: 'w.jsonl' },
  });
  const first: unknown = JSON.parse(lines[0] ?? '');
  expect(first).toMatchObject({
    point: 0,
    riseS: 0,
    startOpen: true,
    satelliteId: expect.stringMatching(/^\d{5}$/) as unknown,
  });
});

test('flags of windows without windows, or wrong ones, are refused together', () => {
  const without = coverage(['--windows-out', 'w.csv', '--min-duration-s', '5']);
  expect(without.status).toBe(2);
  expect(without.stderr).toContain('--windows-out');
  expect(without.stderr).toContain('--min-duration-s');
  const wrong = coverage(['--windows', '--windows-out', 'w.txt', '--min-duration-s', '-1']);
  expect(wrong.status).toBe(2);
  expect(wrong.stderr).toContain('.jsonl');
  expect(wrong.stderr).toContain('--min-duration-s');
  expect(readdirSync(folder)).toEqual([]);
});

test('the page and answer.json beside --windows tell the exact times, and which figures are by samples', () => {
  const { status, stdout } = coverage(['--windows', '--out', 'page', '--json']);
  expect(status).toBe(0);
  const told: Record<string, unknown> = JSON.parse(stdout);
  const kept: Record<string, unknown> = JSON.parse(readFileSync(join(folder, 'page', 'answer.json'), 'utf8'));
  expect(kept['windows']).toEqual(told['windows']);
  expect(kept['gaps']).toEqual(told['gaps']);
  const html = readFileSync(join(folder, 'page', 'coverage.html'), 'utf8');
  expect(html).toContain('Times, from rise and set');
  expect(html).toContain('Times by samples, as in the figure');
  expect(html).not.toContain('no rise or set is refined');
});
