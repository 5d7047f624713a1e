import { usFromS } from '@cupola/core/foundation';
import type { SimTimeUs } from '@cupola/core/foundation';
import type { Problem } from '@cupola/core/scenario';
import { EPHEMERIS_FORMATS, EPHEMERIS_FRAMES, OEM_FRAMES } from '@cupola/runtime';
import type { EphemerisFormat, EphemerisFrame } from '@cupola/runtime';
import { choiceFlag, maxAgeFlag, numberFlag } from '../flag-values.ts';

/** Flags of `cupola propagate`, as the command line gives them. */
export interface PropagateFlags {
  readonly from?: string;
  readonly minutes?: string;
  readonly stepS?: string;
  readonly frame: string;
  readonly format: string;
  readonly select: readonly string[];
  readonly maxAgeDays?: string;
  readonly skipBad?: true;
  readonly out?: string;
  readonly json?: true;
}

/** The same, understood. */
export interface PropagateSettings {
  readonly durationS: number;
  readonly stepUs: SimTimeUs;
  readonly sampleCount: number;
  readonly frame: EphemerisFrame;
  readonly format: EphemerisFormat;
  readonly maxElementAgeDays: number | null;
}

const LONGEST_MIN = 527_040;
const SHORTEST_STEP_S = 0.001;

/** The settings, with every problem of the flags in `problems`; null when there are any. */
export function propagateSettings(flags: PropagateFlags, problems: Problem[]): PropagateSettings | null {
  const minutes = numberFlag('--minutes', flags.minutes, 0, LONGEST_MIN, 'minutes', problems);
  const stepS = numberFlag('--step-s', flags.stepS, SHORTEST_STEP_S, 60 * LONGEST_MIN, 's', problems);
  const maxElementAgeDays = maxAgeFlag(flags.maxAgeDays, problems);
  const frame = choiceFlag('--frame', flags.frame, EPHEMERIS_FRAMES, problems);
  const format = choiceFlag('--format', flags.format, EPHEMERIS_FORMATS, problems);
  if (minutes !== null && stepS !== null && minutes > 0 && stepS > 60 * minutes) {
    const expected = `at most ${60 * minutes} s, the whole time asked for`;
    problems.push({ path: '--step-s', value: stepS, expected, message: 'the step is longer than the time' });
  }
  if (format === 'oem' && frame !== null && OEM_FRAMES[frame] === null) {
    const expected = 'teme, gcrf or itrf with --format oem';
    const message = 'an orbit ephemeris message holds Cartesian states';
    problems.push({ path: '--frame', value: frame, expected, message });
  }
  if (flags.out === undefined && format !== null && (format === 'parquet' || flags.json === true)) {
    if (format !== 'csv') {
      const expected = '--out FILE beside it';
      const message = flags.json === true ? 'with --json the rows are JSON' : 'this format is not text';
      problems.push({ path: '--format', value: format, expected, message });
    }
  }
  if (problems.length > 0 || frame === null || format === null) return null;
  const stepUs = usFromS(stepS);
  const durationS = 60 * minutes;
  const sampleCount = Math.floor(usFromS(durationS) / stepUs) + 1;
  return { durationS, stepUs, sampleCount, frame, format, maxElementAgeDays };
}
