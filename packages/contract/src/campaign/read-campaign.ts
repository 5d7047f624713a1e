import { campaignFromDraft, campaignProblems, sizeProblems } from '@cupola/core/campaign';
import type { Campaign, CampaignParts, KnownVehicles } from '@cupola/core/campaign';
import type { Problem } from '@cupola/core/scenario';
import { problemsFromIssues } from '../scenario/issues.ts';
import { rightParts } from '../scenario/parts.ts';
import { applySettings } from '../scenario/settings.ts';
import { inLineOrder, plainValue, yamlText } from '../scenario/yaml-text.ts';
import { campaignSchema } from './schema.ts';

export type CampaignOutcome =
  | {
      readonly ok: true;
      readonly campaign: Campaign;
      /** The file's own text, with the settings in it. */
      readonly text: string;
    }
  | {
      readonly ok: false;
      readonly problems: readonly Problem[];
      /** The base scenario, when at least that is said. */
      readonly scenario: string | null;
    };

/**
 * Reads a campaign file.
 *
 * @param text - YAML (or JSON, which is YAML).
 * @param settings - `path=value`, put in before anything is checked.
 * @returns The campaign with its defaults, or every problem at once, in the order of the document, with lines.
 */
export function readCampaign(
  text: string,
  known: KnownVehicles,
  settings: readonly string[] = [],
): CampaignOutcome {
  const yaml = yamlText(text);
  if (yaml.problems.length > 0) return { ok: false, problems: yaml.problems, scenario: null };
  const unset = applySettings(yaml.document, settings);
  const raw = plainValue(yaml.document);
  const scenario = scenarioOf(raw);
  if (unset.length > 0) return { ok: false, problems: unset, scenario };
  const result = campaignSchema(known).safeParse(raw);
  const issues = result.success ? [] : result.error.issues;
  const parts = rightParts<CampaignParts>(raw, issues);
  const problems = [...problemsFromIssues(issues, raw), ...campaignProblems(parts, known)];
  if (!result.success || problems.length > 0)
    return { ok: false, problems: inLineOrder(problems, yaml), scenario };
  const campaign = campaignFromDraft(result.data);
  const tooMany = sizeProblems(campaign);
  if (tooMany.length > 0) return { ok: false, problems: inLineOrder(tooMany, yaml), scenario };
  return { ok: true, campaign, text: settings.length === 0 ? text : String(yaml.document) };
}

function scenarioOf(raw: unknown): string | null {
  const named: unknown = typeof raw === 'object' && raw !== null ? Reflect.get(raw, 'scenario') : null;
  return typeof named === 'string' && named.trim() !== '' ? named : null;
}
