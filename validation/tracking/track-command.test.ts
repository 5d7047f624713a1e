import { mkdtempSync, readFileSync, readdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Interruption, performTrack } from '@cupola/runtime';
import type { TrackOutcome } from '@cupola/runtime';
import { shuffled, withLateReports } from './late-reports.ts';
import { LIGHT_TIME_HEADER, detectionRows } from './neutral-files.ts';
import { raidScene } from './raid-scene.ts';
import { trackedLines } from './tracked-lines.ts';

const good = detectionRows(raidScene({ seed: 4, objects: 3, scans: 31 }));
const goodLines = [LIGHT_TIME_HEADER, ...good.map((row) => JSON.stringify(row))];
const expected = trackedLines(goodLines).rows.join('');

let folder = '';
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'cupola-track-'));
});
afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

function inFolder(name: string, lines: readonly string[]): string {
  const file = join(folder, name);
  writeFileSync(file, lines.join('\n'));
  return file;
}

const TRACKS_ONLY = { points: null, smoothed: null, events: null };

function nobodyReads(): Promise<boolean> {
  return Promise.reject(new Error('nothing goes to standard output'));
}

function toFile(detections: string, tracks: string): Promise<TrackOutcome> {
  return performTrack(detections, join(folder, tracks), TRACKS_ONLY, new Interruption(), nobodyReads);
}

describe('the command track', () => {
  it('writes every row that becomes final, and counts', async () => {
    const outcome = await toFile(inFolder('good.jsonl', goodLines), 'good-tracks.jsonl');
    expect(outcome).toMatchObject({
      ok: true,
      summary: {
        detections: good.length,
        scans: 31,
        mostSensorsAtOnce: 6,
        tracksConfirmed: 3,
        rejected: [],
      },
    });
    expect(readFileSync(join(folder, 'good-tracks.jsonl'), 'utf8')).toBe(expected);
  });

  it('writes the same when lines say that they stand far out of order of arrival', async () => {
    const lines = shuffled(withLateReports(good, 3, 10), 3).map((row) => JSON.stringify(row));
    const outcome = await toFile(inFolder('late.jsonl', [LIGHT_TIME_HEADER, ...lines]), 'late-tracks.jsonl');
    expect(outcome).toMatchObject({ ok: true, summary: { detections: good.length, rejected: [] } });
    expect(readFileSync(join(folder, 'late-tracks.jsonl'), 'utf8')).toBe(expected);
  });

  it('hands rows over as they become final when asked for standard output, and ends when nobody reads', async () => {
    const detections = inFolder('streamed.jsonl', goodLines);
    let written = '';
    const all = await performTrack(detections, '-', TRACKS_ONLY, new Interruption(), (text) => {
      written += text;
      return Promise.resolve(true);
    });
    expect(all.ok).toBe(true);
    expect(written).toBe(expected);
    const gone = await performTrack(detections, '-', TRACKS_ONLY, new Interruption(), () =>
      Promise.resolve(false),
    );
    expect(gone.ok).toBe(true);
  });

  it('makes an empty file of an empty one', async () => {
    expect(await toFile(inFolder('empty.jsonl', []), 'no-tracks.jsonl')).toMatchObject({
      ok: true,
      summary: { detections: 0, scans: 0, tracksConfirmed: 0, rejected: [] },
      timing: { scanP95Ms: null },
    });
    expect(readFileSync(join(folder, 'no-tracks.jsonl'), 'utf8')).toBe('');
  });

  it('refuses a header of another format, and leaves nothing', async () => {
    const file = inFolder('other.jsonl', ['{"cupola":"detections/9"}', ...goodLines.slice(1)]);
    const outcome = await toFile(file, 'other-tracks.jsonl');
    expect(outcome).toMatchObject({ ok: false, problems: [{ path: 'cupola', value: 'detections/9', file }] });
    expect(readdirSync(folder).filter((name) => name.includes('other-tracks'))).toEqual([]);
  });

  it('does not write over the file that it reads, whatever link leads there', async () => {
    const detections = inFolder('linked.jsonl', goodLines);
    symlinkSync(detections, join(folder, 'link.jsonl'));
    const outcome = await toFile(join(folder, 'link.jsonl'), 'linked.jsonl');
    expect(outcome).toMatchObject({ ok: false, problems: [{ message: 'it is the file that is read' }] });
    expect(readFileSync(detections, 'utf8')).toBe(goodLines.join('\n'));
  });

  it('counts one sensor at most where each has instants of its own', async () => {
    const jittered = good.map((row) => ({ ...row, t: row.t + Number(row.sensorId.slice(-1)) / 1000 }));
    const lines = jittered.map((row) => JSON.stringify(row));
    const outcome = await toFile(inFolder('jittered.jsonl', [LIGHT_TIME_HEADER, ...lines]), 'none.jsonl');
    expect(outcome).toMatchObject({ ok: true, summary: { mostSensorsAtOnce: 1, tracksConfirmed: 0 } });
  });
});
