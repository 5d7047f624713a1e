import { namedCase } from '../acquisition/named-case.ts';
import { missionWith } from './mission-with.ts';
import type { MissionOutcome } from './mission-with.ts';

/**
 * Reads a scenario, its catalogues and its regions, and checks the acquisition case that it names.
 *
 * @param settings - `path=value`, applied before anything is checked.
 * @returns Every problem at once, each with its file.
 */
export function loadMission(scenarioFile: string, settings: readonly string[]): MissionOutcome {
  return missionWith(scenarioFile, settings, namedCase);
}
