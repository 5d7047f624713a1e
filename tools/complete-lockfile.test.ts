import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { missingPackages } from './complete-lockfile.ts';
import type { Lockfile } from './complete-lockfile.ts';

describe('package-lock.json', () => {
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- npm wrote it
  const lockfile = JSON.parse(
    readFileSync(new URL('../package-lock.json', import.meta.url), 'utf8'),
  ) as Lockfile;

  it('holds every platform package it names, so that npm ci takes it everywhere', () => {
    expect(missingPackages(lockfile)).toEqual([]);
  });

  it('brings the Node of every supported platform', () => {
    const nodes = Object.keys(lockfile.packages).filter((path) =>
      /^node_modules\/node-(bin-)?(darwin|linux|win)/.test(path),
    );
    expect(nodes).toHaveLength(5);
  });

  it('names no registry', () => {
    expect(JSON.stringify(lockfile)).not.toContain('"resolved":"http');
  });
});

describe('the Node that runs the tests', () => {
  it('is 24 or newer', () => {
    expect(Number(process.versions.node.split('.')[0])).toBeGreaterThanOrEqual(24);
  });
});
