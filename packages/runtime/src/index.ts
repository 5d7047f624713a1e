export * from './interruption.ts';
export * from './known-ids.ts';
export * from './mission/load-mission.ts';
export * from './outside-failure.ts';
export * from './perform-run.ts';
export { runFolderProblems } from './run-folder/run-folder.ts';
export * from './serve-folder.ts';
export type { ObjectSummary, PhaseNumbers } from './summary/object-summary.ts';
export type { RunSummary } from './summary/summary.ts';
export * from './coverage/coverage-report.ts';
export { loadSatellites } from './coverage/load-satellites.ts';
export { mostCells, performCoverage } from './coverage/perform-coverage.ts';
export {
  COVERAGE_FILE_NAMES,
  coverageFolderProblems,
  writeCoverageFolder,
} from './coverage-page/coverage-files.ts';
export { coverageStudy } from './coverage-page/study-of.ts';
