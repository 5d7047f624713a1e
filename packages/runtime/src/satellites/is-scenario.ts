import { extname } from 'node:path';

/** A scenario says so in its first key, whatever its file is called. */
const SCENARIO_KEY = /^\s*\{?\s*["']?cupola["']?\s*:/m;
const SCENARIO_NAMES: readonly string[] = ['.yaml', '.yml'];

/** Is this a scenario, and not a catalogue? */
export function isScenario(file: string, text: string): boolean {
  return SCENARIO_NAMES.includes(extname(file).toLowerCase()) || SCENARIO_KEY.test(text);
}
