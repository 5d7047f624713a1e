import { campaignFromDraft, campaignProblems, sizeProblems } from '@cupola/core/campaign';
import type { Campaign, CampaignParts, KnownVehicles } from '@cupola/core/campaign';
import type { Problem } from '@cupola/core/scenario';
import { problemsFromIssues } from '../scenario/issues.ts';
import { rightParts } from '../scenario/parts.ts';
import { inLineOrder, plainValue, yamlText } from '../scenario/yaml-text.ts';
import { campaignSchema } from './schema.ts';

export type CampaignOutcome =
  | { readonly ok: true; readonly campaign: Campaign }
  | { readonly ok: false; readonly problems: readonly Problem[] };

/**
 * Reads a campaign file.
 *
 * @param text - YAML (or JSON, which is YAML).
 * @returns The campaign with its defaults, or every problem at once, in the order of the document, with lines.
 */
export function readCampaign(text: string, known: KnownVehicles): CampaignOutcome {
  const yaml = yamlText(text);
  if (yaml.problems.length > 0) return { ok: false, problems: yaml.problems };
  const raw = plainValue(yaml.document);
  const result = campaignSchema(known).safeParse(raw);
  const issues = result.success ? [] : result.error.issues;
  const parts = rightParts<CampaignParts>(raw, issues);
  const problems = [...problemsFromIssues(issues, raw), ...campaignProblems(parts, known)];
  if (!result.success || problems.length > 0) return { ok: false, problems: inLineOrder(problems, yaml) };
  const campaign = campaignFromDraft(result.data);
  const tooMany = sizeProblems(campaign);
  return tooMany.length > 0 ? { ok: false, problems: inLineOrder(tooMany, yaml) } : { ok: true, campaign };
}
