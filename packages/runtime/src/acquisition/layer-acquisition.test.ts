import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, describe, expect, it } from 'vitest';
import { loadMission } from '../mission/load-mission.ts';
import { loadOperatedMission } from '../mission/load-operated-mission.ts';
import { acquisitionSections } from '../report/sections/acquisition-sections.ts';
import { layerAcquisitionSummary, performLayerAcquisition } from './layer-acquisition.ts';

const CASE = fileURLToPath(new URL('../../../../scenarios/subscribe-or-own.yaml', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'layer-acquisition-'));
afterAll(() => rmSync(folder, { recursive: true }));

/** A scenario of one shell that names a case, and its case where it is not one that comes with the program. */
function scenarioNaming(name: string, text?: string): string {
  const file = join(folder, 'scenario.yaml');
  const shell = '{ kind: delta, count: 40, planes: 4, phasing: 1, altitudeKm: 1000, inclinationDeg: 80 }';
  writeFileSync(
    file,
    `cupola: 1\ntitle: One shell\nepoch: 2026-07-24T00:00:00Z\ndurationMin: 10\nseed: 1\n` +
      `satellites: [{ id: shell, sensors: [wide-mwir], walker: ${shell} }]\nacquisition: ${name}\n`,
  );
  if (text !== undefined) writeFileSync(join(folder, name), text);
  return file;
}

describe('a scenario that names an acquisition case', () => {
  const small = readFileSync(CASE, 'utf8')
    .replace('draws: 10000', 'draws: 500')
    .replace(
      'deployment:',
      'deployment:\n  draws: 50\n  coverage: { points: 50, hours: 1, dates: [2030-01-01, 2034-01-01] }',
    )
    .replaceAll('../data/', fileURLToPath(new URL('../../../../data/', import.meta.url)));

  it('finds one that comes with the program, and runs under another id when it changes', () => {
    const own = loadMission(scenarioNaming('case.yaml', small), []);
    const other = loadMission(scenarioNaming('case.yaml', small.replace('seed: 20261', 'seed: 20262')), []);
    const built = loadMission(scenarioNaming('subscribe-or-own.yaml'), []);
    if (!own.ok || !other.ok || !built.ok) throw new Error('all three are right');
    expect(built.mission.acquisitionFile).toBe(CASE);
    expect(Object.keys(built.mission.data)).toContain('data/acquisition/assumptions.yaml');
    expect(own.mission.runId).not.toBe(other.mission.runId);
  });

  it('tells what is wrong with the case before anything runs', () => {
    expect(loadMission(scenarioNaming('nowhere.yaml'), [])).toMatchObject({
      ok: false,
      problems: [{ path: 'acquisition', value: 'nowhere.yaml', message: 'there is no such file' }],
    });
    const wrong = loadMission(scenarioNaming('wrong.yaml', small.replace('years: 20', 'years: -1')), []);
    expect(wrong).toMatchObject({
      ok: false,
      problems: [{ path: 'years', value: -1, file: join(folder, 'wrong.yaml') }],
    });
  });

  it('is found and not checked for who only operates it, under the same id', () => {
    const checked = loadMission(scenarioNaming('case.yaml', small), []);
    const operated = loadOperatedMission(scenarioNaming('case.yaml', small), []);
    expect(checked.ok).toBe(true);
    expect(operated).toEqual(checked);
    const wrong = small.replace('years: 20', 'years: -1');
    expect(loadOperatedMission(scenarioNaming('wrong.yaml', wrong), []).ok).toBe(true);
    expect(loadOperatedMission(scenarioNaming('nowhere.yaml'), [])).toMatchObject({
      ok: false,
      problems: [{ path: 'acquisition', value: 'nowhere.yaml', message: 'there is no such file' }],
    });
  });

  it('says what the layer costs, how it gets up and what is offered, and that the case is of another number', async () => {
    const mission = loadMission(scenarioNaming('case.yaml', small), []);
    if (!mission.ok || mission.mission.acquisitionFile === null) throw new Error('the case is right');
    const done = await performLayerAcquisition(mission.mission.acquisitionFile, 1);
    if (!done.ok) throw new Error(JSON.stringify(done.problems));
    const summary = layerAcquisitionSummary(done.acquisition);
    expect(summary.satellites).toBe(600);
    expect(summary.total.p20).toBeLessThan(summary.total.mean);
    expect(summary.deployment?.launches).toBeGreaterThan(0);
    expect(summary.offers?.buyer.subscription.mean).toBeGreaterThan(0);
    const sections = acquisitionSections(done.acquisition, 40);
    expect(sections.map(({ id }) => id)).toEqual(['cost', 'deployment', 'offers']);
    const body = sections.map((section) => section.body).join('');
    expect(body).toContain('The case is of 600 satellites; the run flies 40 of its own design.');
    expect(body).not.toMatch(/NaN|undefined/);
    const alone = acquisitionSections({ ...done.acquisition, deployment: null, offers: null }, 600);
    expect(alone.map(({ id }) => id)).toEqual(['cost']);
    expect(alone[0]?.body).not.toContain('The case is of');
  });
});
