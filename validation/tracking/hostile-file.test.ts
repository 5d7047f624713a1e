import { describe, expect, it } from 'vitest';
import { present } from '@cupola/core/foundation';
import { LIGHT_TIME_HEADER, detectionRows } from './neutral-files.ts';
import { raidScene } from './raid-scene.ts';
import { trackedLines } from './tracked-lines.ts';

const scene = raidScene({ seed: 4, objects: 3, scans: 25 });
const good = detectionRows(scene);
const goodLines = good.map((row) => JSON.stringify(row));
const plain = trackedLines([LIGHT_TIME_HEADER, ...goodLines]);

/** Bad lines among the good ones, around the 700th; `trackedLines` must put all of them aside and nothing else. */
function amongTheGood(bad: readonly string[]): {
  readonly lines: readonly string[];
  readonly at: readonly number[];
} {
  const lines = [LIGHT_TIME_HEADER];
  const at: number[] = [];
  goodLines.forEach((line, k) => {
    lines.push(line);
    const next = bad[(k - 660) / 2];
    if (next === undefined) return;
    lines.push(next);
    at.push(lines.length);
  });
  expect(at).toHaveLength(bad.length);
  return { lines, at };
}

/** A line of the middle of the file, with some of it replaced by the text of JSON. */
function spoilt(field: string, json: string): string {
  const row = present(good[700]);
  const text = JSON.stringify({ ...row, [field]: '@' });
  return text.replace('"@"', json);
}

const MALFORMED: readonly (readonly [string, string])[] = [
  ['no JSON at all', 'hello'],
  ['half a line', present(goodLines[10]).slice(0, 70)],
  ['two rows in one line', `${present(goodLines[10])}${present(goodLines[11])}`],
  ['a list', '[]'],
  ['a number', '7'],
  ['null', 'null'],
  ['a second header', LIGHT_TIME_HEADER],
  ['NaN for a direction', spoilt('losUnitEcef', '[NaN,0,0]')],
  ['infinity for a direction', spoilt('losUnitEcef', '[Infinity,0,0]')],
  ['a number too large to be one', spoilt('losUnitEcef', '[1e999,0,0]')],
  ['null for a direction', spoilt('losUnitEcef', 'null')],
  ['a direction of two numbers', spoilt('losUnitEcef', '[0.6,0.8]')],
  ['a direction of four', spoilt('losUnitEcef', '[0.6,0.8,0,0]')],
  ['a direction of words', spoilt('losUnitEcef', '["0.6","0.8","0"]')],
  ['no direction', spoilt('losUnitEcef', '[0,0,0]')],
  ['a direction twice as long', spoilt('losUnitEcef', '[0,0,2]')],
  ['a direction in degrees', spoilt('losUnitEcef', '[45,120,0]')],
  ['a place in the Earth', spoilt('sensorPosEcef', '[1e6,2e6,3e6]')],
  ['a place in kilometres', spoilt('sensorPosEcef', '[7000,0,0]')],
  ['a place at the end of the world', spoilt('sensorPosEcef', '[1e300,0,0]')],
  ['a place whose length is no number', spoilt('sensorPosEcef', '[1e308,1e308,1e308]')],
  ['no place', spoilt('sensorPosEcef', 'null')],
  ['a sigma of zero', spoilt('sigmaRad', '0')],
  ['a sigma of minus zero', spoilt('sigmaRad', '-0')],
  ['a sigma below zero', spoilt('sigmaRad', '-1e-4')],
  ['a sigma in degrees', spoilt('sigmaRad', '5.7')],
  ['a sigma that is null', spoilt('sigmaRad', 'null')],
  ['a sigma that squares to nothing', spoilt('sigmaRad', '1e-200')],
  ['a time that is a date', spoilt('t', '"2026-07-24T00:00:00Z"')],
  ['a time beyond all numbers', spoilt('t', '1e308')],
  ['a time years ago', spoilt('t', '-1e8')],
  ['a time years ahead', spoilt('t', '1e8')],
  ['a time an hour ahead', spoilt('t', '3500')],
  ['a time a minute ahead', spoilt('t', '90')],
  ['a name that is a number', spoilt('sensorId', '7')],
  ['an empty name', spoilt('sensorId', '""')],
  ['a name without end', spoilt('sensorId', JSON.stringify('x'.repeat(201)))],
  ['no name', spoilt('sensorId', 'null')],
  ['an arrival before the scan', spoilt('tArrived', '-5')],
  ['an arrival that is a word', spoilt('tArrived', '"now"')],
  ['one sensor elsewhere at the same time', spoilt('sensorPosEcef', '[9e6,0,0]')],
  ['a copy', present(goodLines[640])],
];

describe('a hostile file', () => {
  it.each(MALFORMED)('%s is put aside with a reason, and tracks are the same bytes', (_, line) => {
    const { lines, at } = amongTheGood([line]);
    const outcome = trackedLines(lines);
    expect([...outcome.rejected.values()].flat()).toEqual(at);
    expect(outcome.rows).toEqual(plain.rows);
  });

  it('with everything at once is tracked as if nothing were wrong', () => {
    const { lines, at } = amongTheGood(MALFORMED.map(([, line]) => line));
    const outcome = trackedLines(lines);
    expect([...outcome.rejected.values()].flat().toSorted((a, b) => a - b)).toEqual(at);
    expect(outcome.rows).toEqual(plain.rows);
  });

  it('keeps the noisier of two copies that claim different noise', () => {
    const row = present(good[700]);
    const sharper = JSON.stringify({ ...row, sigmaRad: row.sigmaRad / 1000 });
    const { lines, at } = amongTheGood([sharper]);
    const outcome = trackedLines(lines);
    expect([...outcome.rejected]).toEqual([['copy of another row', at]]);
    expect(outcome.rows).toEqual(plain.rows);
  });

  it('may have a mark of its encoding, lines that end as elsewhere, and empty ones', () => {
    const text = `\uFEFF${[LIGHT_TIME_HEADER, ...goodLines].join('\r\n\r\n')}\r\n`;
    const decoded = new TextDecoder().decode(new TextEncoder().encode(text));
    expect(trackedLines(decoded.split('\n')).rows).toEqual(plain.rows);
  });

  it('of one row, of no row, and of rows that are all the same makes no track and no fuss', () => {
    const one = trackedLines(goodLines.slice(0, 1));
    expect(one).toMatchObject({ rows: [], detectionCount: 1, rejected: new Map() });
    expect(trackedLines([])).toMatchObject({ rows: [], detectionCount: 0 });
    const same = trackedLines(Array.from({ length: 100 }, () => present(goodLines[0])));
    expect(same).toMatchObject({ rows: [], detectionCount: 1 });
    expect(same.rejected.get('copy of another row')).toHaveLength(99);
  });

  it('with two satellites under one name loses what they say, not the tracks', () => {
    const twins = good.map((row) => (row.sensorId === 's5' ? { ...row, sensorId: 's4' } : row));
    const outcome = trackedLines([LIGHT_TIME_HEADER, ...twins.map((row) => JSON.stringify(row))]);
    const told = outcome.rejected.get('one sensor in two places at the same time') ?? [];
    expect([...outcome.rejected.keys()]).toEqual(['one sensor in two places at the same time']);
    expect(told.length + outcome.detectionCount).toBe(good.length);
    expect(new Set(outcome.rows.map(nameIn))).toEqual(new Set(['T0001', 'T0002', 'T0003']));
  });

  it('with a sensor whose clock is a day fast, all the time, loses that sensor only', () => {
    const fast = good.map((row) => (row.sensorId === 's2' ? { ...row, t: row.t + 86_400 } : row));
    const without = good.filter((row) => row.sensorId !== 's2');
    const outcome = trackedLines([LIGHT_TIME_HEADER, ...fast.map((row) => JSON.stringify(row))]);
    expect([...outcome.rejected.values()].flat()).toHaveLength(good.length - without.length);
    const expected = trackedLines([LIGHT_TIME_HEADER, ...without.map((row) => JSON.stringify(row))]);
    expect(outcome.rows).toEqual(expected.rows);
  });

  it.each(['-1e8', '1e8'])('that begins with a clock %s s off is tracked as if it did not', (t) => {
    const outcome = trackedLines([LIGHT_TIME_HEADER, spoilt('t', t), ...goodLines]);
    expect([...outcome.rejected.values()]).toEqual([[2]]);
    expect(outcome.rows).toEqual(plain.rows);
  });

  it('that ends with a clock years ahead does not carry tracks there', () => {
    const outcome = trackedLines([LIGHT_TIME_HEADER, ...goodLines, spoilt('t', '1e8')]);
    expect([...outcome.rejected.values()]).toEqual([[goodLines.length + 2]]);
    expect(outcome.rows).toEqual(plain.rows);
  });

  it('with a pause of years starts anew after it', () => {
    const later = good.map((row) => JSON.stringify({ ...row, t: row.t + 1e8 }));
    const outcome = trackedLines([LIGHT_TIME_HEADER, ...goodLines, ...later]);
    expect(outcome.rejected).toEqual(new Map());
    expect(outcome.rows.slice(0, plain.rows.length)).toEqual(plain.rows);
    expect(outcome.rows.slice(plain.rows.length).map(nameIn)).not.toContain('T0001');
    expect(new Set(outcome.rows.map(nameIn)).size).toBe(6);
  });

  it('with a sensor that is blinded by a hundred thousand false alarms loses that scan of it', () => {
    const row = { ...present(good[700]), sensorId: 'dazzled' };
    const glare = Array.from({ length: 100_000 }, (_, k) => {
      const angle = 1e-5 * k;
      return JSON.stringify({ ...row, losUnitEcef: [Math.cos(angle), Math.sin(angle), 0] });
    });
    const outcome = trackedLines([
      LIGHT_TIME_HEADER,
      ...goodLines.slice(0, 701),
      ...glare,
      ...goodLines.slice(701),
    ]);
    expect([...outcome.rejected].map(([reason, lines]) => [reason, lines.length])).toEqual([
      ['more than 5000 detections of one sensor in one scan', 100_000],
    ]);
    expect(outcome.rows).toEqual(plain.rows);
  });
});

function nameIn(line: string): unknown {
  const row: unknown = JSON.parse(line);
  return typeof row === 'object' && row !== null && 'trackId' in row ? row.trackId : null;
}
