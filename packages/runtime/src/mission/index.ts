export { loadOperatedMission } from './load-operated-mission.ts';
export type { LoadedMission, MissionOutcome } from './mission-with.ts';
