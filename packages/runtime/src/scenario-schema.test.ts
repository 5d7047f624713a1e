import { readFileSync, readdirSync } from 'node:fs';
import { scenarioJsonSchema, readScenario } from '@cupola/contract';
import { expect, test } from 'vitest';
import { KNOWN_IDS } from './known-ids.ts';

const SCENARIOS = new URL('../../../scenarios/', import.meta.url);

test('the published JSON Schema is current (vitest -u writes it anew)', async () => {
  await expect(scenarioJsonSchema(KNOWN_IDS)).toMatchFileSnapshot('../../../scenarios/scenario.schema.json');
});

const names = readdirSync(SCENARIOS).filter((name) => name.endsWith('.yaml'));

test.each(names)('%s is a scenario, and names the schema for editors', (name) => {
  const text = readFileSync(new URL(name, SCENARIOS), 'utf8');
  expect(text).toMatch(/^# yaml-language-server: \$schema=\.\/scenario\.schema\.json\n# /);
  expect(readScenario(text, KNOWN_IDS)).toMatchObject({ ok: true });
});

test('the scenarios that compare layers differ in their satellites and nothing else', () => {
  const compared = names.filter((name) => /^custody-|-hosts\.yaml$/.test(name));
  const events = compared.map((name) => {
    const outcome = readScenario(readFileSync(new URL(name, SCENARIOS), 'utf8'), KNOWN_IDS);
    return outcome.ok ? JSON.stringify({ ...outcome.scenario, title: '', satellites: [] }) : name;
  });
  expect(compared.length).toBe(5);
  expect(new Set(events).size).toBe(1);
});
