import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';

const BIN = fileURLToPath(new URL('../../../bin/cupola.js', import.meta.url));

function size(...args: readonly string[]): { code: number | null; answer: Record<string, unknown> } {
  const ended = spawnSync(process.execPath, [BIN, 'size', ...args, '--json'], { encoding: 'utf8' });
  const answer: Record<string, unknown> = JSON.parse(ended.stdout);
  return { code: ended.status, answer };
}

test('the published method on top, real orbits beside it', () => {
  const { code, answer } = size('--missiles', '1', '--confidence', '0.96', '--flyout-s', '120');
  expect(code).toBe(0);
  expect(answer).toMatchObject({
    interceptors: 998,
    shotsPerTarget: 2,
    closedForm: { flat: { interceptors: 998 } },
    realOrbits: { area: 'latitude 0', inclinationDeg: 90 },
  });
  expect(answer['absenteeRatio']).toBeCloseTo(498.57, 2);
  expect(Array.isArray(answer['why'])).toBe(true);
});

test('a study beside ours', () => {
  const { code, answer } = size('--study', 'aei-2025-midcourse');
  expect(code).toBe(0);
  expect(answer).toMatchObject({
    study: 'aei-2025-midcourse',
    theirs: { interceptors: 2000 },
    interceptors: 79,
    contradictions: [{ relation: 'R1-R3' }],
  });
});

test('a page for people, a table and the answer in a folder: of a fleet and of a study', () => {
  const folder = mkdtempSync(join(tmpdir(), 'cupola-size-'));
  try {
    const fleet = [
      '--missiles',
      '1',
      '--confidence',
      '0.9',
      '--flyout-s',
      '150',
      '--area',
      '40,127',
      '--area',
      '10,0',
    ];
    for (const [name, asked, told] of [
      ['fleet', fleet, 'Shells that no other beats'],
      ['study', ['--study', 'cbo-2004-fast'], 'Why they differ'],
    ] as const) {
      const out = join(folder, name);
      expect(size(...asked, '--out', out).code).toBe(0);
      expect(readdirSync(out).toSorted()).toEqual(['answer.json', 'fleets.csv', 'size.html']);
      const html = readFileSync(join(out, 'size.html'), 'utf8');
      expect(html).toContain('SIMULATED');
      expect(html).toContain(told);
      expect(html).not.toMatch(/\b(src|href)="(?!#)|url\(|@import|https?:|NaN|undefined|Infinity|\[object/);
    }
    expect(size('--study', 'list', '--out', join(folder, 'list')).code).toBe(2);
    expect(size(...fleet, '--out', folder)).toMatchObject({
      code: 2,
      answer: { problems: [{ path: '--out' }] },
    });
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});

test('no time is answered: nothing is enough, and why', () => {
  const { code, answer } = size(
    '--missiles',
    '1',
    '--confidence',
    '0.9',
    '--flyout-s',
    '0',
    '--area',
    '10,10',
  );
  expect(code).toBe(0);
  expect(answer).toMatchObject({
    interceptors: null,
    absenteeRatio: null,
    realOrbits: { atConfidence: null },
  });
  expect(answer['why']).toEqual([expect.stringContaining('no time to fly')]);
});

test.each([
  [
    [
      '--missiles',
      '0',
      '--confidence',
      '1.2',
      '--flyout-s',
      '400',
      '--kill-prob',
      '1.5',
      '--altitude-km',
      '170',
    ],
    ['--missiles', '--confidence', '--kill-prob', '--flyout-s', '--altitude-km'],
  ],
  [
    ['--missiles', '1', '--confidence', '0.99', '--flyout-s', '100', '--common-prob', '0.9'],
    ['--confidence'],
  ],
  [
    ['--study', 'mda-2003', '--missiles', '3'],
    ['--missiles', '--study'],
  ],
  [['--study', 'aei-clculator'], ['--study']],
  [[], ['--missiles', '--confidence', '--flyout-s']],
])('%j is refused', (args, paths) => {
  const { code, answer } = size(...args);
  expect(code).toBe(2);
  const problems: unknown = answer['problems'];
  expect(problems).toMatchObject(paths.map((path) => ({ path })));
  expect(problems).toHaveLength(paths.length);
});
