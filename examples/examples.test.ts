import { spawnSync } from 'node:child_process';
import { readFileSync, readdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';

const FOLDER = dirname(fileURLToPath(import.meta.url));

describe('examples', () => {
  const examples = readdirSync(FOLDER).filter((file) => /^\d\d-.*\.ts$/.test(file));

  it.each(examples)('%s prints what is checked in', (file) => {
    const run = spawnSync(process.execPath, [join(FOLDER, file)], { encoding: 'utf8' });
    expect(run.stderr).toBe('');
    expect(run.stdout).toBe(readFileSync(join(FOLDER, file.replace(/\.ts$/, '.out.txt')), 'utf8'));
  });
});
