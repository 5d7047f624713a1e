export { aimProblem } from './aim-problem.ts';
export type { AimedTrack } from './aim-problem.ts';
export * from './assign-tasks.ts';
export * from './choose-pointings.ts';
export * from './pointing-problem.ts';
export { Outlooks } from './prospects.ts';
export type { TaskedTrack } from './tasking-for.ts';
export type { PointingRules, TaskingRules } from './tasking-rules.ts';
