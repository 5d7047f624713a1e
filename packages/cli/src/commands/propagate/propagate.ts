import { existsSync, statSync } from 'node:fs';
import { basename, extname, join } from 'node:path';
import type { Problem } from '@cupola/core/scenario';
import {
  Interruption,
  ephemerisPieces,
  jsonRowsText,
  loadSatellites,
  sampleUtc,
  writeWholeFile,
} from '@cupola/runtime';
import type { EphemerisRequest } from '@cupola/runtime';
import { EXIT } from '../../exit-code.ts';
import type { ExitCode } from '../../exit-code.ts';
import { writeError, writeOut } from '../../output.ts';
import { problemList, refuse } from '../../problem-text.ts';
import { Progress } from '../../progress.ts';
import { propagateSettings } from './propagate-flags.ts';
import type { PropagateFlags, PropagateSettings } from './propagate-flags.ts';

/** `cupola propagate`: ephemerides of a scenario's or a catalogue's satellites, to a file or to standard output. */
export async function propagateCommand(file: string, flags: PropagateFlags): Promise<ExitCode> {
  const startMs = performance.now();
  const problems: Problem[] = [];
  const settings = propagateSettings(flags, problems);
  const loaded = loadSatellites(file, {
    select: flags.select,
    from: flags.from ?? null,
    durationS: settings?.durationS ?? 0,
    maxElementAgeDays: settings?.maxElementAgeDays ?? null,
    skipBad: flags.skipBad === true,
  });
  if (!loaded.ok) problems.push(...loaded.problems);
  if (settings === null || !loaded.ok) return refuse(problems, flags.json === true);
  if (loaded.skipped.length > 0) await writeError(`${problemList(loaded.skipped)}\n`);
  const { frame, format, stepUs, sampleCount } = settings;
  const request: EphemerisRequest = { satellites: loaded.satellites, frame, stepUs, sampleCount };

  const progress = new Progress();
  const ephemerides = ephemerisPieces(request, format, new Date().toISOString());
  let done = 0;
  const onPiece = (): void => {
    done++;
    const second = Math.round((settings.durationS * done) / ephemerides.count);
    progress.update(second, settings.durationS);
  };
  const { skipped } = loaded;
  const head = JSON.stringify({ ...summary(request, settings), skipped }).slice(0, -1);
  const timing = (): string => `"timing":${JSON.stringify({ wallS: (performance.now() - startMs) / 1000 })}`;
  if (flags.out !== undefined) {
    const interruption = new Interruption();
    interruption.listen();
    const target = targetFile(flags.out, file, settings);
    await writeWholeFile(target, ephemerides.pieces, interruption, onPiece);
    interruption.ignore();
    progress.done();
    const files = JSON.stringify([target]);
    await writeOut(flags.json === true ? `${head},"files":${files},${timing()}}\n` : `${target}\n`);
  } else if (flags.json === true) {
    await writeOut(`${head},"rows":[\n`);
    await writeAll(jsonRowsText(request), onPiece);
    progress.done();
    await writeOut(`\n],${timing()}}\n`);
  } else {
    await writeAll(ephemerides.pieces, onPiece);
    progress.done();
  }
  return EXIT.done;
}

/** Ends early when nobody reads any more. */
async function writeAll(pieces: Iterable<string | Uint8Array>, onPiece: () => void): Promise<void> {
  for (const piece of pieces) {
    if (!(await writeOut(piece))) return;
    onPiece();
  }
}

function summary(request: EphemerisRequest, { format }: PropagateSettings): object {
  return {
    satellites: request.satellites.ids.length,
    samples: request.sampleCount,
    frame: request.frame,
    format,
    from: sampleUtc(request, 0),
    to: sampleUtc(request, request.sampleCount - 1),
    stepS: request.stepUs / 1e6,
  };
}

/** In a folder the file is called after the satellites' file and the frame. */
function targetFile(out: string, satellites: string, { frame, format }: PropagateSettings): string {
  const isFolder = /[/\\]$/.test(out) || (existsSync(out) && statSync(out).isDirectory());
  return isFolder ? join(out, `${basename(satellites, extname(satellites))}_${frame}.${format}`) : out;
}
