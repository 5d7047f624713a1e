import { byLayerInput } from '@cupola/core/acquisition';
import type { AcquisitionCase, CaseMoney, LayerAssumptions } from '@cupola/core/acquisition';
import type { Problem } from '@cupola/core/scenario';
import { problemsFromIssues } from '../scenario/issues.ts';
import { applySettings } from '../scenario/settings.ts';
import { inLineOrder, plainValue, yamlText } from '../scenario/yaml-text.ts';
import { withChanges } from './case-changes.ts';
import { caseProblems } from './case-rules.ts';
import type { RuleParts } from './case-rules.ts';
import { caseSchema } from './case-schema.ts';
import type { CaseFile } from './case-schema.ts';
import { deploymentChangeProblems, deploymentProblems } from './deployment-rules.ts';
import type { CaseParts } from './deployment-rules.ts';
import { interceptorChangeProblems } from './interceptors-schema.ts';
import { rightParts } from '../scenario/parts.ts';
import { caseMoney } from './read-money.ts';
import type { MoneyTables } from './read-money.ts';

export type CaseOutcome =
  | {
      readonly ok: true;
      readonly acquisition: AcquisitionCase;
      /** The file itself with its defaults: sections that other questions than cost are asked by. */
      readonly file: CaseFile;
    }
  | {
      readonly ok: false;
      readonly problems: readonly Problem[];
      /** A catalogue that the file names, as far as it can be read: whether it is there can be told with the rest. */
      readonly catalogue?: string;
    };

/**
 * Reads an acquisition file.
 *
 * @param text - YAML (or JSON, which is YAML).
 * @param register - What the case does not set itself.
 * @param tables - Turn the register's dollars into those of the case, and money of one year into that of another.
 * @param settings - `path=value`, put in before anything is checked.
 * @returns The case with its defaults, or every problem at once, in the order of the document, with lines.
 */
export function readAcquisitionCase(
  text: string,
  register: LayerAssumptions,
  tables: MoneyTables,
  settings: readonly string[] = [],
): CaseOutcome {
  const yaml = yamlText(text);
  if (yaml.problems.length > 0) return { ok: false, problems: yaml.problems };
  const settingProblems = applySettings(yaml.document, settings);
  const raw = plainValue(yaml.document);
  const result = caseSchema().safeParse(raw);
  const issues = result.success ? [] : result.error.issues;
  const parts = rightParts<CaseParts>(raw, issues);
  const acrossFields = [
    ...deploymentProblems(parts),
    ...caseProblems(rightParts<RuleParts>(raw, issues), tables),
  ];
  const catalogue = parts.deployment?.hosts?.catalogue ?? null;
  const refused = (problems: readonly Problem[]): CaseOutcome => ({
    ok: false,
    problems: [...settingProblems, ...inLineOrder([...problems, ...acrossFields], yaml)],
    ...(catalogue === null ? {} : { catalogue }),
  });
  if (!result.success) return refused(problemsFromIssues(issues, raw));
  const money = caseMoney(result.data, tables);
  const { deployment, interceptors } = result.data;
  const problems = [
    ...(deployment === undefined ? [] : deploymentChangeProblems(deployment)),
    ...(interceptors === undefined ? [] : interceptorChangeProblems(interceptors)),
  ];
  if (!money.ok || problems.length + acrossFields.length + settingProblems.length > 0)
    return refused(problems);
  return {
    ok: true,
    acquisition: caseFrom(result.data, register, tables, money.money),
    file: result.data,
  };
}

function caseFrom(
  file: CaseFile,
  register: LayerAssumptions,
  { index }: MoneyTables,
  money: CaseMoney,
): AcquisitionCase {
  const { count, firstLaunchFiscalYear, buildYears } = file.satellites;
  return {
    title: file.title,
    baseYear: file.baseYear,
    firstFiscalYear: file.firstFiscalYear,
    seed: file.seed,
    draws: file.draws,
    correlation: file.correlation,
    money,
    plan: {
      satellites: count,
      years: file.years,
      firstLaunchYear: firstLaunchFiscalYear - file.firstFiscalYear,
      buildYears,
      learningTheory: file.learningTheory,
    },
    assumptions: withChanges(register, file.assumptions, byLayerInput, { baseYear: file.baseYear, index }),
  };
}
