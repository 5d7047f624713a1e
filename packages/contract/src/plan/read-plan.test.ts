import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { readPlan } from './read-plan.ts';

const example = readFileSync(
  new URL('../../../../docs/service/regional-warning.yaml', import.meta.url),
  'utf8',
);

it('reads the plan of the documentation, and what it stored itself', () => {
  const outcome = readPlan(example);
  if (!outcome.ok) throw new Error(JSON.stringify(outcome.problems));
  expect(outcome.plan).toMatchObject({
    id: 'regional-warning',
    version: 1,
    latencyS: 10,
    features: ['actions', 'tokens'],
  });
  const again = readPlan(JSON.stringify(outcome.document));
  expect(again).toEqual(outcome);
});

it.each([
  ['latencyS', 'latncyS', 'unknown key "latncyS"; did you mean "latencyS"?'],
  ['[tracks, decisions', '[trakcs, decisions', 'did you mean "tracks"?'],
  ['[tracks, decisions', '[tracks, tracks', '"tracks" stands twice'],
  ['[120, 30, 150, 50]', '[120, 50, 150, 30]', 'its south 50 is north of its north 30'],
  ['latencyS: 10', 'latencyS: 10 s', 'the unit stands in the key'],
  ['historyS: 604800', 'historyS: -1', '`historyS` is -1'],
  ['kind: hard', 'kind: firm', '`kind` is "firm"'],
])('tells what is wrong: %s as %s', (from, to, message) => {
  const outcome = readPlan(example.replace(from, to));
  expect(outcome.ok ? [] : outcome.problems.map((each) => each.message).join('; ')).toContain(message);
});

it('gives nothing that is not said, and tells everything that is missing at once', () => {
  const outcome = readPlan('plan: 1\nid: x\n');
  const paths = outcome.ok ? [] : outcome.problems.map((each) => each.path);
  expect(paths).toEqual(
    expect.arrayContaining(['version', 'title', 'products', 'regions', 'latencyS', 'historyS', 'rate']),
  );
});
