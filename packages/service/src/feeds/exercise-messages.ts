import type { MissionInputs } from '@cupola/core/mission';
import type { Tasking } from '@cupola/core/messages';

export interface ExerciseStart {
  readonly inputs: MissionInputs;
}

/** One whole second of the exercise, with the taskings in force; answered with what reaches the ground by it, as envelopes. */
export interface ExerciseRequest {
  readonly second: number;
  readonly taskings: readonly Tasking[];
}

export interface ExerciseAnswer {
  readonly envelopes: Uint8Array;
}
