export type { Interval } from './interval.ts';
export type { LossAnswer, LossOutcome, Tolerance } from './loss-answer.ts';
export { lossProblems } from './loss-problems.ts';
export type { LossLevel, LossQuestion } from './loss-question.ts';
export * from './perform-losses.ts';
