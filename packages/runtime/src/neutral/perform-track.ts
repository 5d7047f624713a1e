import { DetectionReader, trackLine } from '@cupola/contract';
import type { RejectedRow } from '@cupola/core/messages';
import { trackFile } from '@cupola/core/mission';
import type { Problem } from '@cupola/core/scenario';
import { pause } from '../interruption.ts';
import type { Interruption } from '../interruption.ts';
import { readLines } from './lines.ts';
import { LookBack, lookBackProblems } from './look-back.ts';
import type { LookBackFiles, SmoothedSummary } from './look-back.ts';
import { rejectionsOf } from './rejections.ts';
import type { Rejection } from './rejections.ts';
import { WholeFile } from '../whole-file.ts';
import { outFileProblems } from './out-file-problems.ts';

export interface TrackSummary {
  /** Detections that were used, and scan times they belong to. */
  readonly detections: number;
  readonly scans: number;
  readonly tracksConfirmed: number;
  readonly rejected: readonly Rejection[];
  /** Only when whole flights were asked for. */
  readonly smoothed?: SmoothedSummary;
}

export interface TrackTiming {
  /** Of the whole command, reading and writing included. */
  readonly cpuS: number;
  readonly wallS: number;
  /** 95th percentile of the wall time of one scan in the tracker; null without scans. */
  readonly scanP95Ms: number | null;
}

export type TrackOutcome =
  | { readonly ok: true; readonly summary: TrackSummary; readonly timing: TrackTiming }
  | { readonly ok: false; readonly problems: readonly Problem[] };

/** Tracks a file of detections into a file of tracks, and into those of looking back; each is written whole or not at all. */
export async function performTrack(
  detectionsFile: string,
  tracksFile: string,
  files: LookBackFiles,
  interruption: Interruption,
): Promise<TrackOutcome> {
  const startMs = performance.now();
  const startCpu = process.cpuUsage();
  const problems = outFileProblems(tracksFile, '--tracks', [detectionsFile]);
  problems.push(...lookBackProblems(files, detectionsFile, tracksFile));
  const reader = new DetectionReader();
  const unread = readLines(detectionsFile, 'DETECTIONS', (text, line) => reader.take(text, line));
  if (unread !== null) problems.push(unread);
  problems.push(...reader.problems.map((problem) => ({ ...problem, file: detectionsFile })));
  if (reader.lineCount > 0 && reader.rejected.length === reader.lineCount) {
    problems.push(...noUsableRow(detectionsFile, reader.rejected));
  }
  if (problems.length > 0) return { ok: false, problems };

  const out = new WholeFile(tracksFile, interruption);
  const rejected = [...reader.rejected];
  const trackIds = new Set<string>();
  const scanMs: number[] = [];
  let detections = 0;
  let scans = 0;
  let lookBack: LookBack | null = null;
  let smoothed: SmoothedSummary | null = null;
  try {
    lookBack = new LookBack(files, interruption);
    const steps = trackFile(reader.table());
    for (;;) {
      const beforeMs = performance.now();
      const next = steps.next();
      if (next.done === true) break;
      const step = next.value;
      if (step.scanCount > 0) scanMs.push((performance.now() - beforeMs) / step.scanCount);
      detections += step.detectionCount;
      scans += step.scanCount;
      for (const row of step.rejected) rejected.push(row);
      for (const track of step.tracks) trackIds.add(track.trackId);
      out.write(step.tracks.map(trackLine).join(''));
      lookBack.take(step.inertial, step.looks);
      await pause();
    }
    smoothed = await lookBack.finish();
    out.finish();
  } catch (error) {
    out.giveUp();
    lookBack?.giveUp();
    throw error;
  }
  const used = process.cpuUsage(startCpu);
  return {
    ok: true,
    summary: {
      detections,
      scans,
      tracksConfirmed: trackIds.size,
      rejected: rejectionsOf(detectionsFile, rejected),
      ...(smoothed === null ? {} : { smoothed }),
    },
    timing: {
      cpuS: (used.user + used.system) / 1e6,
      wallS: (performance.now() - startMs) / 1000,
      scanP95Ms: scanMs.toSorted((a, b) => a - b)[Math.floor(0.95 * scanMs.length)] ?? null,
    },
  };
}

/** A file of which no row can be used is not the file that was meant. */
export function noUsableRow(file: string, rejected: readonly RejectedRow[]): Problem[] {
  return rejectionsOf(file, rejected).map((each) => ({
    file,
    line: each.lines[0] ?? 1,
    path: '',
    value: `${each.count} rows`,
    expected: 'rows as docs/formats/neutral.md describes them',
    message: each.reason,
  }));
}
