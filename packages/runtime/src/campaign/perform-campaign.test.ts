import {
  appendFileSync,
  cpSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { RunAnswer } from '@cupola/core/campaign';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Interruption } from '../interruption.ts';
import { CAMPAIGN_FILE_NAMES } from './campaign-folder.ts';
import { loadCampaign } from './load-campaign.ts';
import type { LoadedCampaign } from './load-campaign.ts';
import { performCampaign } from './perform-campaign.ts';
import type { CampaignDone } from './perform-campaign.ts';
import { RunLog } from './run-log.ts';

const scratch = mkdtempSync(join(tmpdir(), 'cupola-campaign-'));
afterAll(() => rmSync(scratch, { recursive: true, force: true }));

const SCENARIO = `
cupola: 1
title: Small
epoch: 2026-07-24T00:00:00Z
durationMin: 5
seed: 1
satellites:
  - { id: few, sensors: [wide-mwir], walker: { kind: delta, count: 60, planes: 6, phasing: 1, altitudeKm: 1000, inclinationDeg: 80 } }
`;
const CAMPAIGN = `
campaign: 1
title: Small campaign
scenario: base.yaml
seeds: { from: 1, count: 2 }
set: { network.looksPerObject: 6 }
epochWithinDays: 30
sweep: [{ name: lost, path: outages.lossShare, values: [0, 0.3] }]
mix:
  - { id: short, weight: 1, vehicles: [srbm], launch: [iran], lofted: { apogeeKm: [80, 120], rangeKm: [250, 350] } }
  - { id: none, weight: 0, vehicles: [srbm], launch: [iran], aim: { insideKm: [100, 3000] } }
end: { notBeforeLaunchS: 90, latestS: 120 }
`;

function load(campaign = CAMPAIGN): LoadedCampaign {
  writeFileSync(join(scratch, 'base.yaml'), SCENARIO);
  const file = join(scratch, 'campaign.yaml');
  writeFileSync(file, campaign);
  const outcome = loadCampaign(file);
  if (!outcome.ok) throw new Error(JSON.stringify(outcome.problems));
  return outcome.loaded;
}

async function perform(name: string, workers: number, told: number[] = []): Promise<CampaignDone> {
  const outcome = await performCampaign(load(), {
    workers,
    folder: join(scratch, name),
    interruption: new Interruption(() => {}),
    onRun: (done, toDo) => told.push(toDo - done),
  });
  if (!outcome.ok) throw new Error(JSON.stringify(outcome.problems));
  return outcome;
}

function bytes(folder: string): Record<string, string> {
  return Object.fromEntries(
    readdirSync(folder)
      .filter((name) => name !== 'timing.json')
      .map((name) => [name, readFileSync(join(folder, name), 'base64')]),
  );
}

function runsOf(folder: string): readonly RunAnswer[] {
  return readFileSync(join(folder, 'runs.jsonl'), 'utf8')
    .trim()
    .split('\n')
    .map((line): RunAnswer => JSON.parse(line));
}

describe('a campaign', () => {
  let done: CampaignDone;
  beforeAll(async () => {
    done = await perform('one', 1);
  });

  it('answers every run, in order, each seed with the same event under every variant', () => {
    const runs = runsOf(done.folder);
    expect(runs.map(({ run, variant, seed }) => [run, variant, seed])).toEqual([
      [0, 0, 1],
      [1, 0, 2],
      [2, 1, 1],
      [3, 1, 2],
    ]);
    expect(done.summary).toMatchObject({ runs: 4, completed: 4, failed: [] });
    expect(runs.map(({ objects }) => objects[0]?.kind)).toEqual(['short', 'short', 'short', 'short']);
    expect(runs[2]?.epoch).toBe(runs[0]?.epoch);
    expect(runs[2]?.objects[0]?.impactLatDeg).toBe(runs[0]?.objects[0]?.impactLatDeg);
    expect(runs[1]?.objects[0]?.impactLatDeg).not.toBe(runs[0]?.objects[0]?.impactLatDeg);
    expect(readdirSync(done.folder).toSorted()).toEqual(CAMPAIGN_FILE_NAMES.toSorted());
    expect(readdirSync(scratch).filter((name) => name.startsWith('.'))).toEqual([]);
  });

  it('ends runs by its own rule', () => {
    for (const { endS } of runsOf(done.folder)) expect(endS).toBe(120);
  });

  it('is the same to the byte on two threads', async () => {
    const two = await perform('two', 2);
    expect(bytes(two.folder)).toEqual(bytes(done.folder));
  });

  it('goes on from the runs that a killed one has left, also after a torn line', async () => {
    const log = new RunLog(join(scratch, 'three'), load().campaignId);
    expect(log.open()).toEqual([]);
    for (const answer of [runsOf(done.folder)[2]!, runsOf(done.folder)[1]!]) log.add(answer);
    const file = join(scratch, `.three.sweep-${load().campaignId}`, 'runs.jsonl');
    appendFileSync(file, '{"run":0,"varia');
    const told: number[] = [];
    const three = await perform('three', 1, told);
    expect(told).toEqual([1, 0]);
    expect(three.timing.runsDone).toBe(2);
    expect(bytes(three.folder)).toEqual(bytes(done.folder));
  });

  it('that is whole is not run again', async () => {
    cpSync(done.folder, join(scratch, 'again'), { recursive: true });
    const again = await perform('again', 1);
    expect(again.timing.runsDone).toBe(0);
    expect(bytes(again.folder)).toEqual(bytes(done.folder));
  });
});

describe('a campaign that cannot be', () => {
  it('tells what is wrong with its scenario in each variant, once', () => {
    const wrong = CAMPAIGN.replace('looksPerObject: 6', 'looksPerObjekt: 6').replace('[0, 0.3]', '[0, 1.5]');
    writeFileSync(join(scratch, 'wrong.yaml'), wrong);
    const outcome = loadCampaign(join(scratch, 'wrong.yaml'));
    if (outcome.ok) throw new Error('it was taken');
    expect(outcome.problems.map(({ path, file }) => [path, file?.endsWith('base.yaml')])).toEqual([
      ['network.looksPerObjekt', true],
      ['outages.lossShare', true],
    ]);
    expect(outcome.problems[0]?.message).not.toContain('lost');
    expect(outcome.problems[1]?.message).toContain('lost 1.5');
  });

  it('tells of a missing file, and of a scenario in its place', () => {
    for (const name of ['nowhere.yaml', 'base.yaml']) {
      const outcome = loadCampaign(join(scratch, name));
      expect(outcome.ok ? [] : outcome.problems.length).toBeGreaterThan(0);
    }
  });

  it('says for each run that nothing can fly so', async () => {
    const impossible = load(
      CAMPAIGN.replace('weight: 1', 'weight: 0').replace('id: none, weight: 0', 'id: none, weight: 1'),
    );
    const outcome = await performCampaign(impossible, {
      workers: 1,
      folder: join(scratch, 'impossible'),
      interruption: new Interruption(() => {}),
      onRun: () => {},
    });
    if (!outcome.ok) throw new Error('refused');
    expect(outcome.summary.completed).toBe(0);
    expect(outcome.summary.failed).toHaveLength(4);
    expect(outcome.summary.failed[0]?.failure).toContain('no places');
  });
});
