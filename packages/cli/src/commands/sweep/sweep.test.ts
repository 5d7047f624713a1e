import { spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, expect, test } from 'vitest';

const BIN = fileURLToPath(new URL('../../../bin/cupola.js', import.meta.url));
const scratch = mkdtempSync(join(tmpdir(), 'cupola-sweep-'));
afterAll(() => rmSync(scratch, { recursive: true, force: true }));

writeFileSync(
  join(scratch, 'base.yaml'),
  `
cupola: 1
title: Small
epoch: 2026-07-24T00:00:00Z
durationMin: 1
seed: 1
satellites:
  - { id: few, sensors: [wide-mwir], walker: { kind: delta, count: 60, planes: 6, phasing: 1, altitudeKm: 1000, inclinationDeg: 80 } }
events:
  - { id: shot, vehicle: srbm, launch: { latDeg: 35, lonDeg: 51 }, aim: { latDeg: 33, lonDeg: 56 }, trajectory: { kind: minimum-energy } }
`,
);

function campaignFile(name: string, count: number): string {
  const file = join(scratch, name);
  writeFileSync(
    file,
    `campaign: 1\ntitle: Small\nscenario: base.yaml\nseeds: { from: 1, count: ${count} }\nsweep: [{ path: outages.lossShare, values: [0, 0.5] }]\n`,
  );
  return file;
}

test('a campaign is answered on one line per combination and as JSON', () => {
  const file = campaignFile('small.yaml', 1);
  const out = join(scratch, 'out');
  const { status, stdout } = spawnSync(process.execPath, [BIN, 'sweep', file, '--json', '--out', out], {
    encoding: 'utf8',
  });
  expect(status).toBe(0);
  const answer: { runs: number; completed: number; files: string[]; timing: { runsDone: number } } =
    JSON.parse(stdout);
  expect(answer).toMatchObject({ runs: 2, completed: 2, timing: { runsDone: 2 } });
  for (const name of answer.files) expect(existsSync(join(out, name))).toBe(true);
});

test('mistakes are told with exit code 2 and nothing is written', () => {
  const file = join(scratch, 'wrong.yaml');
  writeFileSync(file, 'campaign: 1\ntitle: Small\nscenario: base.yml\nseeds: { from: 1, count: 1 }\n');
  const { status, stderr } = spawnSync(process.execPath, [BIN, 'sweep', file, '--out', join(scratch, 'no')], {
    encoding: 'utf8',
  });
  expect(status).toBe(2);
  expect(stderr).toContain('there is no such file');
  expect(existsSync(join(scratch, 'no'))).toBe(false);
});

test('Ctrl-C keeps what is done, and leaves nothing under the final name', async () => {
  const file = campaignFile('long.yaml', 4000);
  const out = join(scratch, 'stopped');
  const child = spawn(process.execPath, [BIN, 'sweep', file, '--workers', '1', '--out', out]);
  let told = '';
  child.stderr.on('data', (chunk: Buffer) => {
    told += chunk.toString('utf8');
    if (told.includes('run 1 of') && !child.killed) child.kill('SIGINT');
  });
  const code = await new Promise((resolve) => {
    child.once('close', resolve);
  });
  expect(code).toBe(130);
  expect(told).toMatch(/\d+ runs are kept/);
  expect(existsSync(out)).toBe(false);
  expect(readdirSync(scratch).some((name) => name.startsWith('.stopped.sweep-'))).toBe(true);
});
