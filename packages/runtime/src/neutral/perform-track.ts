import { statSync } from 'node:fs';
import type { Problem } from '@cupola/core/scenario';
import type { Interruption } from '../interruption.ts';
import { STANDARD_STREAM } from './lines.ts';
import { LookBack, lookBackProblems } from './look-back.ts';
import type { LookBackFiles, SmoothedSummary } from './look-back.ts';
import { outFileProblems } from './out-file-problems.ts';
import type { Rejection } from './rejections.ts';
import { TracksFile, TracksStream } from './tracks-sink.ts';
import type { WriteOut } from './tracks-sink.ts';
import { trackLines, trackSortedLines } from './track-lines.ts';

export interface TrackSummary {
  /** Detections that were used, and scan times they belong to. */
  readonly detections: number;
  readonly scans: number;
  /** Most sensors that detected something at one and the same time; below two nothing can start. */
  readonly mostSensorsAtOnce: number;
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

/**
 * Tracks a file or a stream of detections (`-`: standard input) into a file of tracks, which is written whole or not at all, or to standard
 * output (`-`), row by row as they become final, and into the files of looking back. What is held does not grow with the length of the stream,
 * but with whole flights asked for; only a file whose lines say that they are far out of order of arrival is read whole and sorted.
 */
export async function performTrack(
  detectionsFile: string,
  tracksFile: string,
  files: LookBackFiles,
  interruption: Interruption,
  writeOut: WriteOut,
): Promise<TrackOutcome> {
  const startMs = performance.now();
  const startCpu = process.cpuUsage();
  const toStream = tracksFile === STANDARD_STREAM;
  const wrongNames = [
    ...(toStream ? [] : outFileProblems(tracksFile, '--tracks', [detectionsFile])),
    ...lookBackProblems(files, detectionsFile, tracksFile),
  ];
  if (wrongNames.length > 0) return { ok: false, problems: wrongNames };
  const mayReadAgain = !toStream && isPlainFile(detectionsFile);
  const open = (): TracksFile | TracksStream =>
    toStream ? new TracksStream(writeOut) : new TracksFile(tracksFile, interruption);
  const asked = files.points !== null || files.smoothed !== null || files.events !== null;
  const lookBack = (): LookBack | null => (asked ? new LookBack(files, interruption) : null);
  const asItStands = await trackLines(detectionsFile, open(), lookBack(), mayReadAgain);
  const outcome =
    asItStands.ok && asItStands.outOfOrder
      ? await trackSortedLines(detectionsFile, open(), lookBack())
      : asItStands;
  if (!outcome.ok) return outcome;
  const used = process.cpuUsage(startCpu);
  return {
    ok: true,
    summary: outcome.summary,
    timing: {
      cpuS: (used.user + used.system) / 1e6,
      wallS: (performance.now() - startMs) / 1000,
      scanP95Ms: outcome.times.quantileMs(0.95),
    },
  };
}

function isPlainFile(file: string): boolean {
  return file !== STANDARD_STREAM && statSync(file, { throwIfNoEntry: false })?.isFile() === true;
}
