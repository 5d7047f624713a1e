import { InvalidArgumentError } from 'commander';
import type { LossLevel, LossQuestion } from '@cupola/runtime';
import type { Problem } from '@cupola/core/scenario';
import type { MissionFlags } from './mission-flags.ts';

/** Each level is so many runs as there are draws. */
const MOST_LEVELS = 12;
const MOST_DRAWS = 30;
const DRAWS = 5;
const CONTINUITY = 0.9;

/** `0,5,10,20%` are shares, `0,30,60` are satellites. */
export function losses(text: string): readonly LossLevel[] {
  const arePercent = text.trim().endsWith('%');
  const levels = text.split(',').map((part): LossLevel => {
    const number = /^\s*(\d+(?:\.\d+)?)\s*(%?)\s*$/.exec(part);
    const value = Number(number?.[1] ?? Number.NaN);
    const isRight = arePercent
      ? value < 100
      : Number.isInteger(value) && value <= 100_000 && number?.[2] === '';
    if (!isRight) {
      throw new InvalidArgumentError(
        'Expected numbers of satellites, such as 0,30,60, or shares below 100 %, such as 0,5,10,20%.',
      );
    }
    return arePercent ? { kind: 'share', share: value / 100 } : { kind: 'satellites', count: value };
  });
  if (levels.length > MOST_LEVELS) throw new InvalidArgumentError(`Expected at most ${MOST_LEVELS} of them.`);
  return levels;
}

export function draws(text: string): number {
  const value = Number(text);
  if (!/^\d+$/.test(text) || value < 1 || value > MOST_DRAWS) {
    throw new InvalidArgumentError(`Expected a whole number from 1 to ${MOST_DRAWS}.`);
  }
  return value;
}

export function continuity(text: string): number {
  const value = Number(text);
  if (text.trim() === '' || !(value > 0 && value <= 1)) {
    throw new InvalidArgumentError('Expected a share above 0 and at most 1, such as 0.9.');
  }
  return value;
}

/** Flags that say nothing without `--losses`. */
export function lossFlagProblems(flags: MissionFlags): Problem[] {
  const given = [
    ...(flags.draws === undefined ? [] : [{ path: '--draws', value: flags.draws }]),
    ...(flags.continuity === undefined ? [] : [{ path: '--continuity', value: flags.continuity }]),
  ];
  const isWrong = flags.problems?.some(({ path }) => path === '--losses') === true;
  if (flags.losses !== undefined || isWrong) return [];
  return given.map((flag) => ({
    ...flag,
    expected: '--losses with it',
    message: `${flag.path} belongs to --losses`,
  }));
}

/** What is asked about losses; null when nothing is. */
export function lossQuestion(flags: MissionFlags): LossQuestion | null {
  if (flags.losses === undefined) return null;
  return { levels: flags.losses, draws: flags.draws ?? DRAWS, continuity: flags.continuity ?? CONTINUITY };
}
