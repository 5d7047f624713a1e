import { Interruption, performTrack } from '@cupola/runtime';
import type { ExitCode } from '../../exit-code.ts';
import { EXIT } from '../../exit-code.ts';
import { writeError, writeOut } from '../../output.ts';
import { refuse } from '../../problem-text.ts';
import { smoothedText } from '../../smoothed-text.ts';
import { rejectedText } from '../../rejected-text.ts';

export interface TrackFlags {
  readonly tracks: string;
  readonly points?: string;
  readonly pointsEveryS: number;
  readonly smoothed?: string;
  readonly events?: string;
  readonly json?: true;
}

const NEVER_TOGETHER =
  'No two sensors detected anything at one and the same time t, so no track could start (docs/models/tracking.md).\n';

/** `cupola track`: anybody's detections to tracks. */
export async function trackCommand(detectionsFile: string, flags: TrackFlags): Promise<ExitCode> {
  const json = flags.json === true;
  const toStream = flags.tracks === '-';
  if (json && toStream) {
    const expected = 'the name of a file, when --json takes standard output';
    const message = 'rows of tracks and the JSON answer cannot share standard output';
    return refuse([{ path: '--tracks', value: '-', expected, message }], json);
  }
  const interruption = new Interruption();
  interruption.listen();
  const { points, pointsEveryS, smoothed, events } = flags;
  const lookBack = {
    points: points === undefined ? null : { file: points, everyS: pointsEveryS },
    smoothed: smoothed ?? null,
    events: events ?? null,
  };
  const outcome = await performTrack(detectionsFile, flags.tracks, lookBack, interruption, writeOut);
  interruption.ignore();
  if (!outcome.ok) return refuse(outcome.problems, json);
  const { summary, timing } = outcome;
  if (json) {
    await writeOut(`${JSON.stringify({ ...summary, timing }, null, 2)}\n`);
    return EXIT.done;
  }
  const p95 = timing.scanP95Ms === null ? '-' : `${timing.scanP95Ms.toFixed(1)} ms`;
  const text =
    `${summary.detections} detections in ${summary.scans} scans: ${summary.tracksConfirmed} tracks confirmed.\n` +
    rejectedText(summary.rejected) +
    (summary.scans > 0 && summary.mostSensorsAtOnce < 2 ? NEVER_TOGETHER : '') +
    `${timing.wallS.toFixed(1)} s, ${timing.cpuS.toFixed(1)} s of processor time, 95 % of scans within ${p95}.` +
    (toStream ? '\n' : ` Tracks: ${flags.tracks}\n`) +
    (points === undefined ? '' : `Launch and impact points: ${points}\n`) +
    (summary.smoothed === undefined ? '' : smoothedText(summary.smoothed));
  await (toStream ? writeError(text) : writeOut(text));
  return EXIT.done;
}
