import type { LossQuestion } from '../losses/loss-question.ts';

/** Who made a run folder from what. Nothing in it depends on when, where or how fast. */
export interface Manifest {
  readonly cupola: string;
  /** Nothing in the folder was measured. */
  readonly simulated: true;
  readonly runId: string;
  readonly title: string;
  readonly scenarioHash: string;
  readonly seed: number;
  readonly sourceHash: string;
  /** What was asked about lost satellites, when something was. */
  readonly losses?: LossQuestion;
  /** Hash of each data file by its name in the scenario or package. */
  readonly data: Readonly<Record<string, string>>;
}
