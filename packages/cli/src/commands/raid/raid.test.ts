import { mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { told } from '../told-command.test-data.ts';

const ROOT = fileURLToPath(new URL('../../../../../', import.meta.url));
const FLEET = `${ROOT}scenarios/custody-600.yaml`;
const FEW = ['--draws', '500'];

/** Two missiles of a run: one tracked in time, one never. */
const SUMMARY = {
  events: [
    {
      id: 'a',
      weapon: true,
      launchedAtS: 100,
      burnoutAtS: 275,
      firstDetectedAtS: 130,
      confirmedAtS: 140,
      declaredAtS: 300,
    },
    {
      id: 'b',
      weapon: true,
      launchedAtS: 110,
      burnoutAtS: 285,
      firstDetectedAtS: null,
      confirmedAtS: null,
      declaredAtS: null,
    },
    {
      id: 'c',
      weapon: false,
      launchedAtS: 0,
      burnoutAtS: 500,
      firstDetectedAtS: 10,
      confirmedAtS: 20,
      declaredAtS: null,
    },
  ],
};

let folder = '';
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'cupola-raid-'));
  writeFileSync(join(folder, 'summary.json'), JSON.stringify(SUMMARY));
  writeFileSync(join(folder, 'other.json'), '{"events": 3}');
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

interface Row {
  readonly k: number;
  readonly meanLeak: number;
  readonly p10: number;
  readonly p90: number;
  readonly pNoLeak: number;
  readonly distribution: readonly number[];
}

interface Answer {
  readonly sizes: readonly Row[];
  readonly second: { readonly sizes: readonly Row[] } | null;
  readonly why: readonly string[];
  readonly problems?: readonly { readonly path: string }[];
}

async function raid(...args: readonly string[]): Promise<{ code: number; answer: Answer }> {
  const { status, out } = await told('raid', FLEET, ...args, '--json');
  const answer: Answer = JSON.parse(out);
  return { code: status, answer };
}

/** Paths of the problems, in order. */
async function paths(...args: readonly string[]): Promise<readonly string[]> {
  const { code, answer } = await raid(...args);
  expect(code).toBe(2);
  return (answer.problems ?? []).map(({ path }) => path);
}

test('a raid as the scenario’s own, by size', async () => {
  const { code, answer } = await raid('--sizes', '1..4', ...FEW);
  expect(code).toBe(0);
  expect(answer.sizes.map(({ k }) => k)).toEqual([1, 2, 3, 4]);
  answer.sizes.forEach(({ k, meanLeak, p10, p90, pNoLeak, distribution }) => {
    expect(distribution).toHaveLength(k + 1);
    expect(distribution.reduce((sum, prob) => sum + prob, 0)).toBeCloseTo(1, 9);
    expect(distribution[0]).toBeCloseTo(pNoLeak, 12);
    expect(p10).toBeLessThanOrEqual(p90);
    expect(meanLeak).toBeGreaterThan(k - 1);
    expect(meanLeak).toBeLessThan(k);
  });
  expect((await raid('--sizes', '1..4', ...FEW)).answer.sizes).toEqual(answer.sizes);
  expect((await raid('--sizes', '1..4', ...FEW, '--seed', '9')).answer.sizes).not.toEqual(answer.sizes);
});

test('delays of a run instead of assumed ones', async () => {
  const { answer } = await raid('--sizes', '1', ...FEW, '--custody', folder);
  expect(answer.why[0]).toBe(
    'of 2 missiles of the run, 1 lead to an order; 0 were declared a threat before burnout',
  );
  const [with40] = (await raid('--sizes', '1', ...FEW, '--detect-s', '40')).answer.sizes;
  const half = 0.5 * (1 + (with40?.meanLeak ?? 0));
  expect(Math.abs((answer.sizes[0]?.meanLeak ?? 0) - half)).toBeLessThan(0.1);
  const late = (await raid('--sizes', '1', ...FEW, '--custody', folder, '--order-on', 'declared')).answer;
  expect(late.sizes[0]?.meanLeak).toBe(1);
});

test('delays of one class or event of the run, or of all with what each class has', async () => {
  const [a, b, c] = SUMMARY.events;
  const events = [
    { ...a, event: 'raid', kind: 'icbm-solid' },
    { ...b, event: 'raid', kind: 'icbm-solid' },
    { ...a, id: 'd', event: 'regional', kind: 'srbm', confirmedAtS: 145 },
    c,
  ];
  const file = join(folder, 'classes.json');
  writeFileSync(file, JSON.stringify({ events }));
  const ask = async (...args: readonly string[]): Promise<Answer> =>
    (await raid('--sizes', '1', ...FEW, '--custody', file, ...args)).answer;
  expect((await ask()).why[1]).toContain('icbm-solid 2, 40, 1 never; srbm 1, 45');
  const one = await ask('--custody-of', 'srbm');
  expect(one.why).toEqual([
    'of 1 missiles of the run, 1 lead to an order; 0 were declared a threat before burnout',
  ]);
  expect(one.sizes).toEqual((await raid('--sizes', '1', ...FEW, '--detect-s', '45')).answer.sizes);
  expect((await ask('--custody-of', 'regional')).sizes).toEqual(one.sizes);
  expect(await paths('--sizes', '1', '--custody', file, '--custody-of', 'srmb')).toEqual(['--custody-of']);
  expect(await paths('--sizes', '1', '--custody-of', 'srbm')).toEqual(['--custody-of']);
});

test('a page for people, a table and the answer in a folder', async () => {
  const out = join(folder, 'out');
  const asked = ['--sizes', '1..6', '--area', '40,127', '--area', '33,53', '--flyout-s', '120', ...FEW];
  const { code, answer } = await raid(...asked, '--second-after-s', '600', '--out', out);
  expect(code).toBe(0);
  expect(readdirSync(out).toSorted()).toEqual(['answer.json', 'leakage.csv', 'raid.html']);
  const html = readFileSync(join(out, 'raid.html'), 'utf8');
  expect(html).toContain('SIMULATED');
  expect(html).not.toMatch(/\b(src|href)="(?!#)|url\(|@import|https?:|NaN|undefined|Infinity|\[object/);
  // First and second raid, three doctrines, four shares that are ready, six sizes each.
  expect(readFileSync(join(out, 'leakage.csv'), 'utf8').trimEnd().split('\n')).toHaveLength(1 + 6 * 9);
  const written: unknown = JSON.parse(readFileSync(join(out, 'answer.json'), 'utf8'));
  expect(written).toMatchObject({ sizes: answer.sizes, comparison: { doctrines: [{}, {}, {}] } });
  expect(await paths(...asked, '--out', folder)).toEqual(['--out']);
});

test('a pole that no orbit comes near is answered, with the reason', async () => {
  const { code, answer } = await raid('--sizes', '2', '--area', '90,0', '--flyout-s', '120', ...FEW);
  expect(code).toBe(0);
  expect(answer.sizes[0]?.meanLeak).toBe(2);
  expect(answer.why[0]).toContain('no orbit of sbi comes within reach of latitude 90');
});

test('everything that is wrong is told at once', async () => {
  expect(await paths('--sizes', '0..3', '--decoys', '2', '--kill-prob', '1.5', '--area', '91,0')).toEqual([
    '--sizes',
    '--flyout-s',
    '--area',
    '--kill-prob',
    '--decoys',
  ]);
  const place = ['--area', '40,127', '--flyout-s', '100'];
  expect(await paths('--sizes', '1', ...place, '--detect-s', '9', '--custody', folder)).toEqual([
    '--detect-s',
    '--custody',
    '--detect-s',
  ]);
  expect(await paths('--sizes', '1', '--flyout-s', '110')).toEqual(['--flyout-s']);
  expect(await paths('--sizes', '1', '--event', 'rocket')).toEqual(['--event']);
  expect(await paths('--sizes', '1', '--custody', join(folder, 'other.json'))).toEqual(['--custody']);
});
