import { looksReader, tracksReader, truthReader } from '@cupola/contract';
import type { RowReader } from '@cupola/contract';
import { scoreTracks } from '@cupola/core/metrics';
import type { SetDistanceRules, TrackScore } from '@cupola/core/metrics';
import type { Problem } from '@cupola/core/scenario';
import { STANDARD_STREAM, readLines } from './lines.ts';
import { noUsableRow, rejectionsOf } from './rejections.ts';
import type { Rejection } from './rejections.ts';

export interface ScoreFiles {
  readonly truth: string;
  readonly tracks: string;
  /** Detections with their causes, for the bound. */
  readonly bound: string | null;
}

export type ScoreSummary = TrackScore & { readonly rejected: readonly Rejection[] };

export type ScoreOutcome =
  | { readonly ok: true; readonly summary: ScoreSummary; readonly timing: { readonly wallS: number } }
  | { readonly ok: false; readonly problems: readonly Problem[] };

const ONE_STREAM: Problem = {
  path: 'TRUTH, TRACKS',
  value: STANDARD_STREAM,
  expected: 'one file at the most from standard input',
  message: 'standard input can be read only once',
};

/** Scores a file of tracks against a file of truth. */
export async function performScore(files: ScoreFiles, rules: SetDistanceRules): Promise<ScoreOutcome> {
  const startMs = performance.now();
  const streamed = Object.values(files).filter((file) => file === STANDARD_STREAM);
  if (streamed.length > 1) return { ok: false, problems: [ONE_STREAM] };
  const truth = await read(files.truth, 'TRUTH', truthReader());
  const tracks = await read(files.tracks, 'TRACKS', tracksReader());
  const looks = files.bound === null ? null : await read(files.bound, '--bound', looksReader());
  const parts = [truth, tracks, ...(looks === null ? [] : [looks])];
  const problems = parts.flatMap((part) => part.problems);
  if (problems.length === 0 && truth.reader.rows.length === 0) {
    problems.push({
      file: files.truth,
      path: '',
      value: null,
      expected: 'at least one row with t, truthId, posEcef and velEcef',
      message: 'there is no truth to score against',
    });
  }
  if (problems.length > 0) return { ok: false, problems };
  const score = scoreTracks(truth.reader.rows, tracks.reader.rows, looks?.reader.rows ?? null, rules);
  return {
    ok: true,
    summary: { ...score, rejected: parts.flatMap((part) => part.rejected) },
    timing: { wallS: (performance.now() - startMs) / 1000 },
  };
}

interface Part<T> {
  readonly reader: RowReader<T>;
  readonly problems: readonly Problem[];
  readonly rejected: readonly Rejection[];
}

async function read<T>(file: string, argument: string, reader: RowReader<T>): Promise<Part<T>> {
  const unread = await readLines(file, argument, (text, line) => reader.take(text, line));
  const problems = reader.problems.map((problem) => ({ ...problem, file }));
  const rejected = rejectionsOf(file, reader.rejected);
  const nothingUsable = reader.lineCount > 0 && reader.rejected.length === reader.lineCount;
  return {
    reader,
    problems: [
      ...(unread === null ? [] : [unread]),
      ...problems,
      ...(nothingUsable ? noUsableRow(rejected) : []),
    ],
    rejected,
  };
}
