import { mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, expect, test } from 'vitest';
import { told } from '../told-command.test-data.ts';

const IRIDIUM = fileURLToPath(
  new URL('../../../../../data/catalogues/iridium-next_2026-07-24.tle', import.meta.url),
);
const LISTS =
  '--design-counts 40..120:20 --design-planes 8,10 --design-altitude-km 780 --design-inclination-deg 60,86 --min-elevation-deg 8.2 --hours 6 --points 300'.split(
    ' ',
  );

async function coverage(...args: readonly string[]): Promise<{ code: number; out: string; err: string }> {
  const { status, out, err } = await told('coverage', ...args);
  return { code: status, out, err };
}

const scratch = mkdtempSync(join(tmpdir(), 'cupola-design-'));
afterAll(() => rmSync(scratch, { recursive: true, force: true }));

test('a design question is answered with front, knee, marginal values and the error of the shortcut', async () => {
  const { code, out } = await coverage(IRIDIUM, '--design', '--json', ...LISTS);
  expect(code).toBe(0);
  const { design }: { design: Design } = JSON.parse(out);
  expect(design.candidates.length + design.skipped).toBe(20);
  expect(design.front.length).toBeGreaterThan(2);
  expect(design.marginal).toHaveLength(design.front.length - 1);
  expect(design.front.filter(({ full }) => full !== null)).toHaveLength(Math.min(5, design.front.length));
  expect(design.shortcutError.worstRowMax).toBeLessThan(0.03);
  expect(design.knee === null || design.knee.full !== null).toBe(true);
  expect(design.given.satellites).toBeGreaterThan(60);
});

test('several shells, both kinds, and a fixed one beside them', async () => {
  const lists =
    '--design --design-kind delta,star --design-shells 2 --design-beside delta:40/5/1:1400:30 --design-counts 80..160:40 --design-planes 4 --design-altitude-km 1100 --design-inclination-deg 55,87 --min-elevation-deg 15 --hours 12 --points 100'.split(
      ' ',
    );
  const { code, out } = await coverage(...lists, '--json');
  expect(code).toBe(0);
  const { design }: { design: Design } = JSON.parse(out);
  expect(design.candidates).toHaveLength(12);
  expect(design.keptStep).toBe(6);
  for (const { satellites, shells } of design.front) {
    expect(shells.map(({ beside }) => beside)).toEqual([false, false, true]);
    expect(shells.reduce((sum, each) => sum + each.satellites, 0)).toBe(satellites);
  }
});

test('with --out the answer is a page and tables; a folder with other things is left alone', async () => {
  const folder = join(scratch, 'designs');
  const lists = LISTS.map((word) => (word === '40..120:20' ? '40,80' : word));
  const { code, out } = await coverage('--design', '--json', ...lists, '--out', folder);
  expect(code).toBe(0);
  const answer: { design: object; files: string[] } = JSON.parse(out);
  expect(readdirSync(folder).toSorted()).toEqual(answer.files.toSorted());
  expect(JSON.parse(readFileSync(join(folder, 'answer.json'), 'utf8'))).toMatchObject(answer.design);
  expect(readFileSync(join(folder, 'design.html'), 'utf8')).toContain('--design --design-counts 40,80');
  writeFileSync(join(folder, 'mine.txt'), '');
  const refused = await coverage('--design', ...lists, '--out', folder);
  expect(refused.code).toBe(2);
  expect(refused.err).toContain('mine.txt');
});

interface Design {
  readonly candidates: readonly unknown[];
  readonly skipped: number;
  readonly keptStep: number;
  readonly front: readonly {
    readonly satellites: number;
    readonly full: unknown;
    readonly shells: readonly { readonly satellites: number; readonly beside: boolean }[];
  }[];
  readonly knee: { readonly full: unknown } | null;
  readonly marginal: readonly unknown[];
  readonly shortcutError: { readonly worstRowMax: number };
  readonly given: { readonly satellites: number };
}

test('any list means a design, and what is missing is told in one go', async () => {
  const { code, out, err } = await coverage('--design-counts', '7', '--from', '2026-07-24T00:00:00Z');
  expect(code).toBe(2);
  expect(out).toBe('');
  for (const path of ['--min-elevation-deg', '--design-planes', '--design-altitude-km', '--from']) {
    expect(err).toContain(`${path} = `);
  }
});

test('without a file and without lists there is nothing to look at', async () => {
  const { code, err } = await coverage('--hours', '2');
  expect(code).toBe(2);
  expect(err).toContain('which satellites is not said');
});
