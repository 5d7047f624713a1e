import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { RunShelf } from './run-shelf.ts';
import { ScenarioShelf } from './scenario-shelf.ts';

let folder = '';
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'cupola-shelves-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

function writeRun(name: string, title: string): void {
  const run = join(folder, name);
  mkdirSync(run, { recursive: true });
  writeFileSync(join(run, 'manifest.json'), JSON.stringify({ simulated: true, runId: 'r1', title, seed: 7 }));
  const decision = { threats: 3, declaredThreats: 2 };
  const summary = { durationMin: 5, satellites: 240, events: [{}, {}, {}], decision };
  writeFileSync(join(run, 'summary.json'), JSON.stringify(summary));
}

it('lists run folders, passes over what is none, and sees what comes and changes', () => {
  const shelf = new RunShelf(folder);
  expect(shelf.list()).toEqual([]);
  writeRun('b', 'one');
  writeRun('a', 'other');
  mkdirSync(join(folder, 'empty'));
  mkdirSync(join(folder, 'broken'));
  writeFileSync(join(folder, 'broken', 'summary.json'), '{');
  writeFileSync(join(folder, 'file'), 'no folder');
  expect(shelf.list().map((each) => [each.id, each.title, each.objects, each.declaredThreats])).toEqual([
    ['a', 'other', 3, 2],
    ['b', 'one', 3, 2],
  ]);
  expect(shelf.find('a')?.links).toEqual({ summary: '/v1/runs/a/summary', report: null });
  writeFileSync(join(folder, 'c'), '');
  rmSync(join(folder, 'b'), { recursive: true });
  expect(shelf.list().map((each) => each.id)).toEqual(['a']);
  for (const id of ['..', '../a', 'a/../a', '.', '', 'b', `a\0`]) expect(shelf.find(id)).toBeNull();
  expect(new RunShelf(join(folder, 'gone')).list()).toEqual([]);
});

it('lists the scenarios that come with the program, and not what is something else', () => {
  const shelf = new ScenarioShelf(fileURLToPath(new URL('../../../../scenarios/', import.meta.url)));
  const ids = shelf.list().map((each) => each.id);
  expect(ids).toContain('custody-600');
  expect(ids).not.toContain('calibration');
  expect(ids).not.toContain('subscribe-or-own');
  expect(shelf.find('custody-600')).toMatchObject({ dataMode: 'SIMULATED', durationMin: 85 });
  expect(shelf.find('../scenarios/custody-600')).toBeNull();
});
