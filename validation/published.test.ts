import { expect, test } from 'vitest';
import { validationInput } from '../packages/cli/src/commands/validate/validate.ts';
import { runCases } from '../packages/cli/src/validate/run-cases.ts';

const input = validationInput();
const { cases, byEvidence } = runCases(input);
const computed = cases.filter((one) => one.status !== 'not-built');

test.each(computed.map((one) => [one.id, one.title, one] as const))('%s %s', (_, __, one) => {
  expect.soft(one.note === null || one.status === 'known-failing', one.note ?? '').toBe(true);
  expect(one.status, `expected ${JSON.stringify(one.expected)}, got ${JSON.stringify(one.actual)}`).not.toBe(
    'fail',
  );
});

test('every runner and every known failure belongs to a published case', () => {
  const ids = new Set(input.cases.map((one) => one.id));
  expect(Object.keys(input.runners).filter((id) => !ids.has(id))).toEqual([]);
  expect([...input.knownFailing.keys()].filter((id) => !ids.has(id))).toEqual([]);
});

test('every case is counted once, under its own evidence', () => {
  const counts = Object.values(byEvidence);
  expect(counts.reduce((sum, count) => sum + count.total, 0)).toBe(input.cases.length);
  for (const count of counts) {
    expect(count.pass + count.fail + count.knownFailing + count.notBuilt).toBe(count.total);
  }
});
