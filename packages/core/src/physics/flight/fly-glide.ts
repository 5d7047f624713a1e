import { heightAboveEllipsoidM } from './ballistic.ts';
import { diveEnergyM2PerS2, glideStepInto, glideStepS } from './glide.ts';
import type { GlideProgram } from './glide.ts';
import { partToGroundS } from './ground-crossing.ts';

/** A glide still up after this long is given up, s. */
const LONGEST_GLIDE_S = 7200;

/** Where a glide meets the ground. */
export interface GlideEnd {
  /** Inertial, m and m/s. */
  readonly state: Float64Array;
  /** After lift-off, s. */
  readonly timeS: number;
  /** Greatest height on the way, m. */
  readonly highestM: number;
}

/**
 * Flies a glide from a state to the ground, calling `onSecond` with the state at every whole second after lift-off; for the last time with that
 * of the first second after the impact, as if there were no ground.
 *
 * @param timeS - After lift-off, whole seconds.
 * @returns null when it is not down after two hours.
 */
export function flyGlide(
  start: Float64Array,
  timeS: number,
  program: GlideProgram,
  onSecond?: (state: Float64Array) => void,
): GlideEnd | null {
  const diveEnergy = diveEnergyM2PerS2(program);
  const current = start.slice(0, 6);
  const next = new Float64Array(6);
  let heightM = heightAboveEllipsoidM(current[0]!, current[1]!, current[2]!);
  let highestM = heightM;
  for (let second = timeS; second < timeS + LONGEST_GLIDE_S; second++) {
    const stepS = glideStepS(heightM);
    const steps = Math.round(1 / stepS);
    for (let step = 0; step < steps; step++) {
      const atS = second + step * stepS;
      glideStepInto(next, current, atS, stepS, program, diveEnergy);
      const nextHeightM = heightAboveEllipsoidM(next[0]!, next[1]!, next[2]!);
      if (nextHeightM <= 0) {
        const heightAfterM = (partS: number): number => {
          glideStepInto(next, current, atS, partS, program, diveEnergy);
          return heightAboveEllipsoidM(next[0]!, next[1]!, next[2]!);
        };
        const partS = partToGroundS(heightAfterM, stepS, heightM, nextHeightM);
        if (onSecond !== undefined) {
          for (let left = step; left < steps; left++) {
            glideStepInto(current, current, second + left * stepS, stepS, program, diveEnergy);
          }
          onSecond(current);
        }
        return { state: next.slice(), timeS: atS + partS, highestM };
      }
      current.set(next);
      heightM = nextHeightM;
      highestM = Math.max(highestM, heightM);
    }
    onSecond?.(current);
  }
  return null;
}
