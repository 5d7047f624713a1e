import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';

const BIN = fileURLToPath(new URL('../bin/cupola.js', import.meta.url));
const STARLINK = fileURLToPath(new URL('../../../data/catalogues/starlink_2026-07-24.tle', import.meta.url));

test.skipIf(process.platform === 'win32')('a reader that goes away is no failure', () => {
  const script = `"${process.execPath}" "${BIN}" catalogue "${STARLINK}" --to omm-xml | head -1; echo "\${PIPESTATUS[0]}"`;
  const { stdout, stderr } = spawnSync('bash', ['-c', script], { encoding: 'utf8' });
  expect(stdout).toBe('<?xml version="1.0" encoding="UTF-8"?>\n0\n');
  expect(stderr).not.toContain('EPIPE');
});
