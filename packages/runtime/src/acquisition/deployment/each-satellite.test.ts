import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { packingOf, byDeploymentInput } from '@cupola/core/acquisition';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { eachSatellite, loadSizeCampaign } from './each-satellite.ts';
import type { EachSatellite } from './each-satellite.ts';
import { eachSatelliteFigure, eachSatelliteTables, eachSatelliteWords } from './each-satellite-figure.ts';
import { loadDeployment } from './load-deployment.ts';

const FILE = fileURLToPath(new URL('../../../../../scenarios/subscribe-or-own.yaml', import.meta.url));
const QUICK = [
  'deployment.hosts={ catalogue: ../data/catalogues/iridium-next_2026-07-24.tle, select: { count: 6 }, from: 2027-10-01 }',
  'deployment.coverage={ hours: 0.2, stepS: 300, points: 100 }',
];

function campaignText(sizes: readonly (number | string)[], noise: readonly number[]): string {
  const choices = sizes.map((label) => `{ label: ${label}, set: { satellites.0.walker.count: 100 } }`);
  return `campaign: 1
title: Sizes
scenario: none.yaml
seeds: { from: 1, count: 3 }
sweep:
  - { name: noise, path: sensors.0.sigmaMicrorad, values: [${noise.join(', ')}] }
  - { name: satellites, choices: [${choices.join(', ')}] }
`;
}

/** Custody grows less and less with satellites; seed 3 says nothing of the first size. */
function runsText(sizes: number, noises: number): string {
  const rows: string[] = [];
  for (let variant = 0; variant < sizes * noises; variant++) {
    for (const seed of [1, 2, 3]) {
      const midcourse =
        seed === 3 && variant % sizes === 0 ? null : 1 - 0.2 / (1 + (variant % sizes)) ** 2 - 0.01 * seed;
      rows.push(
        JSON.stringify({
          run: rows.length,
          variant,
          seed,
          objects: [
            {
              weapon: true,
              inRegions: true,
              firstDeclaredS: 250 - (variant % sizes),
              custody: { boost: 1, midcourse, glide: null, reentry: 1 },
              positionErrorKm: { midcourse: 0.01 },
            },
          ],
        }),
      );
    }
  }
  return `${rows.join('\n')}\n`;
}

let folder = '';
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'cupola-each-'));
  writeFileSync(join(folder, 'campaign.yaml'), campaignText([400, 100, 200], [1, 2]));
  writeFileSync(join(folder, 'runs.jsonl'), runsText(3, 2));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function answer(): EachSatellite {
  const campaign = loadSizeCampaign(folder);
  const load = loadDeployment(FILE, { settings: QUICK, custody: false });
  if (!campaign.ok || !load.ok) throw new Error(JSON.stringify([campaign, load]));
  const { plan, assumptions } = load.loaded.deployment;
  const packing = packingOf(
    plan,
    byDeploymentInput((id) => assumptions[id].value),
  );
  if (!packing.ok) throw new Error(packing.error.code);
  return eachSatellite(load.loaded, packing.packing, campaign.campaign);
}

describe('what each satellite buys', () => {
  it('is told for each combination of what else was swept, sizes ascending', () => {
    const { satellites, groups, costSteps } = answer();
    expect(satellites).toEqual([100, 200, 400]);
    expect(groups.map(({ name }) => name)).toEqual(['noise 1', 'noise 2']);
    expect(costSteps.at(-1)?.satellites).toBe(400);
    const midcourse = groups[0]?.worth.find(({ name }) => name === 'midcourse held');
    // The file has 400 first, so that is where its curve is lowest; seed 3 says nothing there.
    expect(midcourse?.draws).toBe(2);
    expect(midcourse?.values.at(-1)?.mean).toBeCloseTo(100 * (0.8 - 0.015), 9);
  });

  it('has a price for what gets better, and none for what does not', () => {
    const worth = answer().groups[0]?.worth ?? [];
    const coverage = worth.find(({ name }) => name === 'two satellites in view');
    expect(coverage?.steps[0]?.usdMPerUnit).toBeGreaterThan(0);
    const error = worth.find(({ name }) => name === 'midcourse error');
    expect(error?.steps.map(({ usdMPerUnit }) => usdMPerUnit)).toEqual([null, null]);
    expect(error?.knee.satellites).toBeNull();
  });

  it('is drawn and written without an empty number', () => {
    const each = answer();
    const markup = eachSatelliteFigure(each) + eachSatelliteTables(each);
    expect(markup).not.toMatch(/NaN|undefined|Infinity|\[object/);
    expect(eachSatelliteWords(each)).toHaveLength(10);
  });
});

describe('a folder that is no campaign over sizes', () => {
  it('is refused with what is missing', () => {
    const none = loadSizeCampaign(join(folder, 'none'));
    expect(none.ok ? [] : none.problems.map(({ path }) => path)).toEqual(['--campaign', '--campaign']);
    const other = mkdtempSync(join(tmpdir(), 'cupola-other-'));
    writeFileSync(join(other, 'campaign.yaml'), campaignText(['few', 'many'], [0.5, 0.25]));
    writeFileSync(join(other, 'runs.jsonl'), runsText(2, 2));
    expect(loadSizeCampaign(other)).toMatchObject({
      ok: false,
      problems: [{ path: '--campaign', value: ['noise', 'satellites'] }],
    });
    writeFileSync(join(other, 'runs.jsonl'), '{"run": \n');
    writeFileSync(join(other, 'campaign.yaml'), campaignText([1, 2], [0.5, 0.25]));
    expect(loadSizeCampaign(other).ok).toBe(false);
    rmSync(other, { recursive: true, force: true });
  });
});
