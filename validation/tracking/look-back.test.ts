import { mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { looksReader, tracksReader, truthReader } from '@cupola/contract';
import { scoreTracks } from '@cupola/core/metrics';
import { Interruption, performTrack } from '@cupola/runtime';
import type { TrackOutcome } from '@cupola/runtime';
import { LIGHT_TIME_HEADER, detectionRows, truthLines } from './neutral-files.ts';
import { raidScene } from './raid-scene.ts';

/** What `cupola track --points --smoothed` writes of a scene of five objects over a minute. */
describe('looking back through files', () => {
  const scene = raidScene({ seed: 6, objects: 5, scans: 61 });
  const lines = [LIGHT_TIME_HEADER, ...detectionRows(scene).map((row) => JSON.stringify(row))];
  let folder = '';
  let outcome: TrackOutcome;
  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'cupola-look-back-'));
    writeFileSync(join(folder, 'd.jsonl'), lines.join('\n'));
    outcome = await performTrack(
      join(folder, 'd.jsonl'),
      join(folder, 'k.jsonl'),
      {
        points: { file: join(folder, 'p.jsonl'), everyS: 20 },
        smoothed: join(folder, 's.jsonl'),
        events: join(folder, 'e.jsonl'),
      },
      new Interruption(),
      () => Promise.reject(new Error('nothing goes to standard output')),
    );
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  function linesOf(name: string): readonly string[] {
    return readFileSync(join(folder, name), 'utf8').split('\n').slice(0, -1);
  }

  function score(name: string): ReturnType<typeof scoreTracks> {
    const tracks = tracksReader();
    linesOf(name).forEach((text, index) => tracks.take(text, index + 1));
    const truth = truthReader();
    truthLines(scene).forEach((text, index) => truth.take(text, index + 1));
    const looks = looksReader();
    lines.forEach((text, index) => looks.take(text, index + 1));
    expect(tracks.rejected).toEqual([]);
    return scoreTracks(truth.rows, tracks.rows, looks.rows, { cM: 10_000, p: 2 });
  }

  it('writes whole flights from the first look on, twice as good as the tracks of the moment', () => {
    const smoothed = score('s.jsonl');
    expect(smoothed).toMatchObject({ objects: 5, tracks: 5, falseTracks: 0, idSwitches: 0 });
    expect(smoothed.timeToFirstTrackS.median).toBe(0);
    expect(smoothed.ospaM ?? Number.NaN).toBeLessThan(0.5 * (score('k.jsonl').ospaM ?? Number.NaN));
  });

  it('sums the residuals of each sensor and fits each coast', () => {
    expect(outcome.ok && outcome.summary.smoothed).toMatchObject({ tracks: 5, notFixed: [] });
    const smoothed = outcome.ok ? outcome.summary.smoothed : undefined;
    expect(smoothed?.sensors.map((each) => each.sensorId)).toEqual(['s0', 's1', 's2', 's3', 's4', 's5']);
    for (const { chiSquare, freedom } of smoothed?.sensors ?? []) {
      expect(Math.abs(chiSquare / freedom - 1)).toBeLessThan(3.3 * Math.sqrt(2 / freedom));
    }
    expect(smoothed?.coasts.map((each) => each.trackId)).toHaveLength(5);
  });

  it('tells launch and impact of each track when it is confirmed and every 20 s', () => {
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- written a moment ago by the code under test
    const points = linesOf('p.jsonl').map((text) => JSON.parse(text) as { t: number; kind: string });
    const impacts = points.filter((point) => point.kind === 'impact');
    expect(impacts).toHaveLength(3 * 5);
    expect(points.every((point) => point.kind === 'impact' || point.kind === 'launch')).toBe(true);
  });

  it('says of each track why it began', () => {
    interface Told {
      readonly t: number;
      readonly kind: string;
      readonly reason: string;
    }
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- written a moment ago by the code under test
    const events = linesOf('e.jsonl').map((text) => JSON.parse(text) as Told);
    const begun = events.filter((event) => event.kind === 'track-confirmed');
    expect(begun).toHaveLength(5);
    for (const { t, reason } of begun) {
      expect(t).toBeLessThan(6);
      expect(reason).toContain('satellites agree on one motion');
    }
  });

  it('leaves nothing beside the files', () => {
    expect(readdirSync(folder).toSorted()).toEqual(['d.jsonl', 'e.jsonl', 'k.jsonl', 'p.jsonl', 's.jsonl']);
  });
});
