import { readFileSync, readdirSync } from 'node:fs';
import { campaignJsonSchema, readCampaign, readScenario, scenarioJsonSchema } from '@cupola/contract';
import { canonicalText } from '@cupola/core/scenario';
import { expect, test } from 'vitest';
import { KNOWN_IDS } from './known-ids.ts';

const SCENARIOS = new URL('../../../scenarios/', import.meta.url);

test('the published JSON Schema is current (vitest -u writes it anew)', async () => {
  await expect(scenarioJsonSchema(KNOWN_IDS)).toMatchFileSnapshot('../../../scenarios/scenario.schema.json');
});

test('so is that of campaigns', async () => {
  await expect(campaignJsonSchema(KNOWN_IDS)).toMatchFileSnapshot('../../../scenarios/campaign.schema.json');
});

const files = readdirSync(SCENARIOS)
  .filter((name) => name.endsWith('.yaml'))
  .map((name) => ({ name, text: readFileSync(new URL(name, SCENARIOS), 'utf8') }));
const isCampaign = ({ text }: { readonly text: string }): boolean => /^campaign: 1$/m.test(text);
const isAcquisition = ({ text }: { readonly text: string }): boolean =>
  /^(acquisition|portfolio): 1$/m.test(text);
const campaigns = files.filter(isCampaign).map(({ name }) => name);
const names = files.filter((file) => !isCampaign(file) && !isAcquisition(file)).map(({ name }) => name);

test.each(campaigns)('%s is a campaign of a scenario beside it, and names the schema for editors', (name) => {
  const text = readFileSync(new URL(name, SCENARIOS), 'utf8');
  expect(text).toMatch(/^# yaml-language-server: \$schema=\.\/campaign\.schema\.json\n# /);
  const outcome = readCampaign(text, KNOWN_IDS);
  expect(outcome).toMatchObject({ ok: true });
  expect(outcome.ok ? names : []).toContain(outcome.ok ? outcome.campaign.scenario : name);
});

test.each(names)('%s is a scenario, and names the schema for editors', (name) => {
  const text = readFileSync(new URL(name, SCENARIOS), 'utf8');
  expect(text).toMatch(/^# yaml-language-server: \$schema=\.\/scenario\.schema\.json\n# /);
  expect(readScenario(text, KNOWN_IDS)).toMatchObject({ ok: true });
});

test('the scenarios that compare layers differ in their satellites, and in what is asked of the flagship besides', () => {
  const compared = names.filter((name) => /^custody-|-hosts\.yaml$/.test(name));
  const events = compared.map((name) => {
    const outcome = readScenario(readFileSync(new URL(name, SCENARIOS), 'utf8'), KNOWN_IDS);
    if (!outcome.ok) return name;
    const { engagement: _, ...rest } = outcome.scenario;
    return canonicalText({ ...rest, title: '', satellites: [], interceptors: [], acquisition: '' });
  });
  expect(compared.length).toBe(5);
  expect(new Set(events).size).toBe(1);
});
