export * from './interruption.ts';
export * from './known-ids.ts';
export * from './mission/load-mission.ts';
export * from './outside-failure.ts';
export * from './perform-run.ts';
export { runFolderProblems } from './run-folder/run-folder.ts';
export * from './serve-folder.ts';
export type { ObjectSummary, PhaseNumbers } from './summary/object-summary.ts';
export type { RunSummary } from './summary/summary.ts';
