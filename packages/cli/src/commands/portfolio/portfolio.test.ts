import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';

const BIN = fileURLToPath(new URL('../../../bin/cupola.js', import.meta.url));
const FILE = `portfolio: 1
title: Three bids
currency: USD M
baseYear: 2026
firstFiscalYear: 2027
budget: { totalUsdM: 100, byYearUsdM: [100] }
capabilities: [{ id: track, weight: 1, need: 5, curve: [[10, 0.6], [30, 1]] }]
bids:
  - { id: a, members: one, costUsdM: { 2027: 60 }, gives: { track: 10 }, risk: 0.2, trl: 6, monthsToField: 24 }
  - { id: b, members: two, costUsdM: { 2027: 40 }, gives: { track: 8 }, risk: 0.2, trl: 6, monthsToField: 24 }
  - { id: c, members: one, costUsdM: { 2027: 70 }, gives: { track: 9 }, risk: 0.2, trl: 6, monthsToField: 24 }
answer: { frontPoints: 3, coreWeights: 2 }
`;

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'cupola-portfolio-'));
  writeFileSync(join(folder, 'bids.yaml'), FILE);
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

function portfolio(...args: readonly string[]) {
  return spawnSync(process.execPath, [BIN, 'portfolio', 'bids.yaml', ...args], {
    cwd: folder,
    encoding: 'utf8',
  });
}

describe('cupola portfolio', () => {
  it('chooses, proves, says why not, and tells points as they come', () => {
    const { status, stdout, stderr } = portfolio('--json', '--ndjson', '--why', 'c', '--out', 'out');
    expect(status).toBe(0);
    const answer = JSON.parse(stdout);
    expect(answer.chosen.map(({ id }: { id: string }) => id)).toEqual(['a', 'b']);
    // 10 at 0.06 each, 8 at 0.02.
    expect(answer.value).toBeCloseTo(76, 9);
    expect(answer.valueProvenGap).toBeLessThanOrEqual(0.005);
    expect(answer.whyNot).toMatchObject([{ id: 'c', dominatedBy: ['a'] }]);
    expect(answer.whyNot[0].reason).toContain('budget of 100 USD M');
    expect(answer.forced).toMatchObject([{ id: 'c', forced: 'in', value: 54 }]);
    const told = stderr
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line));
    expect(told.filter(({ kind }) => kind === 'front')).toHaveLength(answer.front.length);
    const costs = answer.front.map(({ costUsdM }: { costUsdM: number }) => costUsdM);
    expect(costs).toEqual([60, 60, 100]);
    expect(readdirSync(join(folder, 'out')).toSorted()).toEqual([
      'answer.json',
      'bids.csv',
      'front.csv',
      'portfolio.html',
    ]);
    const html = readFileSync(join(folder, 'out', 'portfolio.html'), 'utf8');
    expect(html).not.toMatch(/\b(src|href)="(?!#)|url\(|@import|https?:|NaN|undefined|Infinity|\[object/);
  });

  it('names what cannot be kept together, and says no', () => {
    const { status, stdout } = portfolio('--json', '--set', 'budget.totalUsdM=30');
    expect(status).toBe(1);
    expect(JSON.parse(stdout)).toMatchObject({
      feasible: false,
      conflict: [{ id: 'budget' }, { id: 'need:track' }],
      conflictIsSmallest: true,
    });
  });

  it('refuses a wrong file with everything that is wrong', () => {
    const { status, stderr, stdout } = portfolio(
      '--set',
      'bids.1.id=a',
      '--set',
      'bids.2.costUsdM={ 2027: -1 }',
    );
    expect({ status, stdout }).toEqual({ status: 2, stdout: '' });
    expect(stderr).toContain('2 problems');
    expect(portfolio('--why', 'z').status).toBe(2);
  });
});
