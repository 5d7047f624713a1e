import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';

const BIN = fileURLToPath(new URL('../../../bin/cupola.js', import.meta.url));
const FILE = fileURLToPath(new URL('../../../../../scenarios/subscribe-or-own.yaml', import.meta.url));

function acquire(...args: readonly string[]) {
  const ended = spawnSync(process.execPath, [BIN, 'acquire', FILE, ...args, '--json'], { encoding: 'utf8' });
  return { code: ended.status, answer: JSON.parse(ended.stdout) };
}

test('one document with all offers, and what changes from another case', { timeout: 120_000 }, () => {
  const { code, answer } = acquire(
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

test('everything that is wrong is told at once', { timeout: 120_000 }, () => {
  const { code, answer } = acquire(
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

test('a case without contracts is refused in words', { timeout: 120_000 }, () => {
  const folder = mkdtempSync(join(tmpdir(), 'cupola-acquire-'));
  try {
    const file = join(folder, 'case.yaml');
    writeFileSync(
      file,
      'acquisition: 1\ntitle: No offers\nbaseYear: 2026\nfirstFiscalYear: 2027\nyears: 5\nseed: 1\nsatellites: { count: 1, firstLaunchFiscalYear: 2027, buildYears: 1 }\n',
    );
    const ended = spawnSync(process.execPath, [BIN, 'acquire', file], { encoding: 'utf8' });
    expect(ended.status).toBe(2);
    expect(ended.stderr).toContain('offers = (nothing)');
    expect(ended.stderr).toContain('expected: a section `offers`');
  } finally {
    rmSync(folder, { recursive: true });
  }
});
