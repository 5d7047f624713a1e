import { mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { told } from '../told-command.test-data.ts';

async function size(...args: readonly string[]): Promise<{ code: number; answer: Record<string, unknown> }> {
  const { status, out } = await told('size', ...args, '--json');
  const answer: Record<string, unknown> = JSON.parse(out);
  return { code: status, answer };
}

test('the published method on top, real orbits beside it', async () => {
  const { code, answer } = await size('--missiles', '1', '--confidence', '0.96', '--flyout-s', '120');
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

test('a study beside ours', async () => {
  const { code, answer } = await size('--study', 'aei-2025-midcourse');
  expect(code).toBe(0);
  expect(answer).toMatchObject({
    study: 'aei-2025-midcourse',
    theirs: { interceptors: 2000 },
    interceptors: 79,
    contradictions: [{ relation: 'R1-R3' }],
  });
});

test('a page for people, a table and the answer in a folder: of a fleet and of a study', async () => {
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
    for (const [name, asked, words] of [
      ['fleet', fleet, 'Shells that no other beats'],
      ['study', ['--study', 'cbo-2004-fast'], 'Why they differ'],
    ] as const) {
      const out = join(folder, name);
      expect((await size(...asked, '--out', out)).code).toBe(0);
      expect(readdirSync(out).toSorted()).toEqual(['answer.json', 'fleets.csv', 'size.html']);
      const html = readFileSync(join(out, 'size.html'), 'utf8');
      expect(html).toContain('SIMULATED');
      expect(html).toContain(words);
      expect(html).not.toMatch(/\b(src|href)="(?!#)|url\(|@import|https?:|NaN|undefined|Infinity|\[object/);
    }
    expect((await size('--study', 'list', '--out', join(folder, 'list'))).code).toBe(2);
    expect(await size(...fleet, '--out', folder)).toMatchObject({
      code: 2,
      answer: { problems: [{ path: '--out' }] },
    });
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});

test('no time is answered: nothing is enough, and why', async () => {
  const { code, answer } = await size(
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
])('%j is refused', async (args, paths) => {
  const { code, answer } = await size(...args);
  expect(code).toBe(2);
  const problems: unknown = answer['problems'];
  expect(problems).toMatchObject(paths.map((path) => ({ path })));
  expect(problems).toHaveLength(paths.length);
});
