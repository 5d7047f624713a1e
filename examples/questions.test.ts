import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, readdirSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const BIN = join(ROOT, 'packages/cli/bin/cupola.js');
const FOLDER = join(ROOT, 'examples/questions');
const PAGES = readdirSync(FOLDER).filter((name) => /^\d\d-.*\.md$/.test(name));

/** Some seconds, on a machine that does nothing else. */
const LONGEST_MS = 180_000;

interface Small {
  /** Flags that make each command of the page small. */
  readonly add: readonly string[];
  /** Of the last command's answer: a value, or the two ends of a range. */
  readonly expect: Readonly<Record<string, string | number | readonly [number, number]>>;
}

let folder = '';
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'cupola-questions-'));
  for (const name of ['scenarios', 'data']) symlinkSync(join(ROOT, name), join(folder, name));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function block(page: string, language: string): string {
  return new RegExp(`\`\`\`${language}\n([\\s\\S]*?)\`\`\``).exec(page)?.[1] ?? '';
}

/** Words of a command line; single quotes hold words together. */
function wordsOf(line: string): readonly string[] {
  return [...line.matchAll(/'([^']*)'|(\S+)/g)].map(([, quoted, plain]) => quoted ?? plain ?? '');
}

function cupola(
  args: readonly string[],
): Promise<{ readonly code: number | null; readonly out: string; readonly err: string }> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [BIN, ...args, '--json'], { cwd: folder });
    let out = '';
    let err = '';
    child.stdout.setEncoding('utf8').on('data', (text: string) => (out += text));
    child.stderr.setEncoding('utf8').on('data', (text: string) => (err += text));
    child.on('error', reject);
    child.on('close', (code) => resolve({ code, out, err }));
  });
}

function valueAt(answer: unknown, path: string): unknown {
  let value = answer;
  for (const step of path.split('.')) {
    if (typeof value !== 'object' || value === null) return undefined;
    value = Object.getOwnPropertyDescriptor(value, step)?.value;
  }
  return value;
}

describe('the twelve questions', () => {
  it('are twelve, and all stand on the first page', () => {
    expect(PAGES).toHaveLength(12);
    const first = readFileSync(join(FOLDER, 'README.md'), 'utf8');
    for (const page of PAGES) expect(first).toContain(`(${page})`);
  });

  it.each(PAGES)('%s answers what it says', { timeout: LONGEST_MS }, async (name) => {
    const page = readFileSync(join(FOLDER, name), 'utf8');
    const commands = block(page, 'sh').trim().split('\n');
    const small: Small = JSON.parse(block(page, 'json'));
    expect(small.add).toHaveLength(commands.length);
    let answer: unknown = null;
    for (const [index, command] of commands.entries()) {
      const words = wordsOf(`${command} ${small.add[index] ?? ''}`);
      expect(words.slice(0, 2)).toEqual(['npx', 'cupola']);
      const { code, out, err } = await cupola(words.slice(2));
      expect({ code, err: code === 0 ? '' : err }).toEqual({ code: 0, err: '' });
      answer = JSON.parse(out);
    }
    const misses = Object.entries(small.expect).filter(([path, wanted]) => {
      const value = valueAt(answer, path);
      if (!Array.isArray(wanted)) return value !== wanted;
      const [low, high] = wanted;
      return typeof value !== 'number' || value < low || value > high;
    });
    expect(misses.map(([path, wanted]) => ({ path, wanted, value: valueAt(answer, path) }))).toEqual([]);
  });
});
