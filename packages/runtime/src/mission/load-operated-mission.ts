import { foundCase } from '../acquisition/found-case.ts';
import { missionWith } from './mission-with.ts';
import type { MissionOutcome } from './mission-with.ts';

/**
 * The same mission, with the same id, for who operates it and asks nothing of what it costs: its acquisition case has to be there and is not checked,
 * so that a service does not wait at each start for what reads such cases.
 *
 * @param settings - `path=value`, applied before anything is checked.
 * @returns Every problem at once, each with its file.
 */
export function loadOperatedMission(scenarioFile: string, settings: readonly string[]): MissionOutcome {
  return missionWith(scenarioFile, settings, foundCase);
}
