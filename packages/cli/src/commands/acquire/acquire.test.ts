import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { told } from '../told-command.test-data.ts';

const FILE = fileURLToPath(new URL('../../../../../scenarios/subscribe-or-own.yaml', import.meta.url));

async function acquire(...args: readonly string[]) {
  const { status, out } = await told('acquire', FILE, ...args, '--json');
  return { code: status, answer: JSON.parse(out) };
}

test('one document with all offers, and what changes from another case', async () => {
  const { code, answer } = await acquire(
    '--set',
    'draws=200',
    '--set',
    'offers.subscription.lockYears=5',
    '--against',
    FILE,
  );
  expect(code).toBe(0);
  expect(answer.offers).toHaveLength(3);
  const [subscription] = answer.against.offers;
  expect(subscription.steps.map(({ what }: { what: string }) => what)).toEqual(['service fee', 'oversight']);
  const sum = subscription.steps.reduce(
    (total: number, { usd }: { usd: number }) => total + usd,
    subscription.fromUsd,
  );
  expect(sum / subscription.toUsd).toBeCloseTo(1, 9);
  expect(subscription.toUsd).toBeGreaterThan(subscription.fromUsd);
});

test('everything that is wrong is told at once', async () => {
  const { code, answer } = await acquire(
    '--set',
    'offers.subscription.payments=[{ fiscalYear: 2090, usdM: 1, what: x }]',
    '--set',
    'offers.subscription.switching.integrationUsdM=-5',
    '--set',
    'money.discountYear=1993',
    '--set',
    'assumptions.learningSlope={ value: 0 }',
  );
  expect(code).toBe(2);
  expect(answer.problems.map(({ path }: { path: string }) => path).toSorted()).toEqual([
    'assumptions.learningSlope.value',
    'money.discountYear',
    'offers.subscription.payments.0.fiscalYear',
    'offers.subscription.switching.integrationUsdM',
  ]);
});

test('a case without contracts is refused in words', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'cupola-acquire-'));
  try {
    const file = join(folder, 'case.yaml');
    writeFileSync(
      file,
      'acquisition: 1\ntitle: No offers\nbaseYear: 2026\nfirstFiscalYear: 2027\nyears: 5\nseed: 1\nsatellites: { count: 1, firstLaunchFiscalYear: 2027, buildYears: 1 }\n',
    );
    const ended = await told('acquire', file);
    expect(ended.status).toBe(2);
    expect(ended.err).toContain('offers = (nothing)');
    expect(ended.err).toContain('expected: a section `offers`');
  } finally {
    rmSync(folder, { recursive: true });
  }
});
