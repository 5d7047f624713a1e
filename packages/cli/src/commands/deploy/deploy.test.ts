import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { told } from '../told-command.test-data.ts';

const ROOT = fileURLToPath(new URL('../../../../../', import.meta.url));
const CASE = `${ROOT}scenarios/subscribe-or-own.yaml`;
const QUICK = [
  'deployment.draws=50',
  'deployment.hosts={ catalogue: ../data/catalogues/iridium-next_2026-07-24.tle, select: { count: 20 }, from: 2027-10-01 }',
  'deployment.coverage={ dates: [2028-01-01, 2032-01-01], hours: 0.2, stepS: 300, points: 100 }',
].flatMap((setting) => ['--set', setting]);

test('deploy answers as one document, and in words', async () => {
  const { status, out } = await told('deploy', CASE, ...QUICK, '--json');
  expect(status).toBe(0);
  const answer: unknown = JSON.parse(out);
  expect(answer).toMatchObject({
    simulated: true,
    launches: { planned: 40 },
    inService: expect.arrayContaining([expect.objectContaining({ date: '2032-01-01' })]),
    coverageByDate: [{ date: '2028-01-01', hosts: 20 }, { date: '2032-01-01' }],
    timing: expect.anything(),
  });
  const text = await told('deploy', CASE, ...QUICK);
  expect(text.out).toContain('for each extra plane');
  expect(text.out.split('\n')[1]).toMatch(/^With deployment\.draws=50, .* in place of what the file says\.$/);
});

test('deploy refuses what cannot be, everything at once', async () => {
  const { status, out } = await told(
    'deploy',
    CASE,
    '--json',
    '--set',
    'satellites.count=601',
    '--set',
    'deployment.launcher.pad=2',
  );
  expect(status).toBe(2);
  expect(JSON.stringify(JSON.parse(out))).toMatch(
    /deployment\.constellation\.planes.*did you mean \\"pads\\"/,
  );
});
