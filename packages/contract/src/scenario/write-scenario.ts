import { canonicalForm } from '@cupola/core/scenario';
import type { Scenario } from '@cupola/core/scenario';
import { stringify } from 'yaml';

/** The scenario as YAML, keys in canonical order, every default written out. Reading it back gives the same scenario. */
export function writeScenario(scenario: Scenario): string {
  return stringify(canonicalForm(scenario), { lineWidth: 0, aliasDuplicateObjects: false });
}
