export { loadOperatedMission } from './load-operated-mission.ts';
export type { LoadedMission, MissionOutcome } from './mission-with.ts';
export { foldersHash } from './source-hash.ts';
