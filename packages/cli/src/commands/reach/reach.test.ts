import { mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { told } from '../told-command.test-data.ts';
import type { Told } from '../told-command.test-data.ts';

const ROOT = fileURLToPath(new URL('../../../../../', import.meta.url));
const FLEET = `${ROOT}scenarios/custody-600.yaml`;
const POLAR = 'delta:200/20/1:300:90';

function reach(...args: readonly string[]): Promise<Told> {
  return told('reach', ...args);
}

interface Answer {
  readonly meanInReach: number;
  readonly atLeast: readonly { readonly k: number; readonly share: number }[];
  readonly gaps: { readonly count: number; readonly maxS: number };
  readonly radiusKm: number;
  readonly absenteeRatio: number | null;
  readonly why: readonly string[];
  readonly byArea: readonly { readonly meanInReach: number }[];
  readonly decision: { readonly timesInterceptors: number | null };
}

async function json(...args: readonly string[]): Promise<Answer> {
  const { status, out, err } = await reach(...args, '--json');
  expect({ status, err }).toEqual({ status: 0, err: '' });
  const answer: Answer = JSON.parse(out);
  return answer;
}

/** Paths of the problems, in order. */
async function refused(...args: readonly string[]): Promise<readonly string[]> {
  const { status, out } = await reach(...args, '--json');
  expect(status).toBe(2);
  const { problems }: { problems: readonly { readonly path: string }[] } = JSON.parse(out);
  return problems.map(({ path }) => path);
}

test('200 polar interceptors against one area, as the cases S32 have them', async () => {
  const answer = await json(POLAR, '--area', '40,127', '--flyout-s', '120');
  expect(answer.radiusKm).toBeCloseTo(589.2, 1);
  expect(Math.abs(answer.meanInReach - 0.32)).toBeLessThan(0.05);
  expect(answer.absenteeRatio).toBeCloseTo(200 / answer.meanInReach, 9);
  expect(answer.atLeast[0]?.share).toBeGreaterThan(0.25);
  expect(answer.gaps.count).toBeGreaterThan(10);
  expect(answer.decision.timesInterceptors).toBeGreaterThan(1.5);
  expect(answer.why).toEqual([]);
});

test('a scenario’s second fleet, several areas, and a whole flight', async () => {
  const areas = ['--area', '40.9,129.3', '--area', '35,51'];
  const place = await json(FLEET, ...areas, '--flyout-s', '105', '--step-s', '60');
  const [north, south] = place.byArea.map((area) => area.meanInReach);
  expect(place.meanInReach).toBeCloseTo(((north ?? 0) + (south ?? 0)) / 2, 9);
  const flight = ['--vehicle', 'icbm-solid', '--aim', '38.9,-77'];
  const met = await json(FLEET, ...areas, ...flight, '--flyout-s', '105', '--step-s', '60');
  expect(met.meanInReach).toBeGreaterThan(0.3);
  const later = await json(
    FLEET,
    ...areas,
    ...flight,
    '--flyout-s',
    '75',
    '--decide-s',
    '60',
    '--step-s',
    '60',
  );
  expect(later.meanInReach).toBeLessThan(met.meanInReach);
});

test('a flight from the pole that no orbit comes near: zero, with the reason', async () => {
  const flight = ['--vehicle', 'icbm-solid', '--aim', '38.9,-77', '--flyout-s', '100', '--step-s', '600'];
  const answer = await json(FLEET, '--area', '90,0', ...flight);
  expect(answer.meanInReach).toBe(0);
  expect(answer.why).toEqual([expect.stringContaining('no orbit of sbi comes within reach of latitude 87')]);
});

test('a glider is met in its glide, lower than other flights, and only one that glides', async () => {
  const glide = ['--area', '40.9,129.3', '--aim', '45,-100', '--phase', 'glide', '--decide-s', '300'];
  const asked = ['delta:400/20/1:500:60', ...glide, '--flyout-s', '300', '--hours', '2', '--step-s', '120'];
  const met = await json(...asked, '--vehicle', 'boost-glide');
  expect(met.meanInReach).toBeGreaterThan(0.5);
  expect(met.why).toEqual([]);
  const above = await json(...asked, '--vehicle', 'boost-glide', '--intercept-km', '100');
  expect(above.meanInReach).toBe(0);
  expect(above.why.join(' ')).toContain('lower than the lowest intercept at 100 km');
  expect(await refused(...asked, '--vehicle', 'icbm-solid')).toEqual(['--flyout-s']);
});

test('zero, with the reason: no time, no bridge, no orbit near', async () => {
  const none = async (...args: readonly string[]): Promise<string> => {
    const answer = await json(...args, '--hours', '2');
    expect(answer).toMatchObject({ meanInReach: 0, absenteeRatio: null, atLeast: [{ k: 1, share: 0 }] });
    return answer.why.join(' ');
  };
  expect(await none(FLEET, '--area', '40,0', '--flyout-s', '0')).toContain('no time to fly');
  expect(await none(FLEET, '--area', '40,0', '--flyout-s', '10')).toContain('does not bridge');
  expect(await none(FLEET, '--area', '90,0', '--flyout-s', '120')).toContain(
    'no orbit of sbi comes within reach',
  );
  const { why } = await json(POLAR, '--area', '-90,0', '--flyout-s', '120', '--hours', '24');
  expect(why).toEqual([]);
});

test('everything that is wrong is told at once', async () => {
  expect(
    await refused(
      `${ROOT}scenarios/custody-400.yaml`,
      '--area',
      '100,0',
      '--flyout-s',
      '-5',
      '--accel-g',
      '0',
      '--hours',
      '0',
    ),
  ).toEqual(['--hours', '--area', '--accel-g', '--flyout-s', 'interceptors']);
  expect(await refused(FLEET, '--area', '40,0', '--flyout-s', '400')).toEqual(['--flyout-s']);
  expect(await refused('delta:20/4/1:180:45', '--area', '40,0', '--flyout-s', '100')).toEqual([
    '--intercept-km',
  ]);
  expect(await refused('delta:21/4/1:300:45', '--flyout-s', '100')).toEqual(['--area', 'SATELLITES']);
  const flight = ['--area', '40.9,129.3', '--vehicle', 'icbm-solid', '--aim', '38.9,-77'];
  expect(await refused(FLEET, ...flight, '--flyout-s', '120')).toEqual(['--flyout-s']);
  expect(await refused(FLEET, ...flight, '--flyout-s', '20', '--vehicle', 'icbm-solit')).toEqual([
    '--vehicle',
  ]);
});

test('a page with maps and curves goes into a folder of its own, and into nobody else’s', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'reach-'));
  try {
    const out = join(folder, 'out');
    const asked = [POLAR, '--area', '40,127', '--flyout-s', '120', '--step-s', '600'];
    const { status } = await reach(...asked, '--map', '--cells', '200', '--out', out);
    expect(status).toBe(0);
    expect(readdirSync(out).toSorted()).toEqual(['answer.json', 'cells.csv', 'reach.html']);
    const html = readFileSync(join(out, 'reach.html'), 'utf8');
    expect(html).toContain('SIMULATED');
    expect(html).not.toMatch(/\b(src|href)="(?!#)|url\(|@import|https?:|NaN|undefined|Infinity|\[object/);
    expect(readFileSync(join(out, 'cells.csv'), 'utf8').split('\n').length).toBeGreaterThan(190);
    writeFileSync(join(folder, 'mine.txt'), 'mine');
    expect(await refused(...asked, '--out', folder)).toEqual(['--out']);
    expect(readFileSync(join(folder, 'mine.txt'), 'utf8')).toBe('mine');
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});
