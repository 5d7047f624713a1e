import { INPUT_RANGES, byLayerInput } from '@cupola/core/acquisition';
import type { AcquisitionCase, CaseMoney, LayerAssumptions } from '@cupola/core/acquisition';
import type { Problem } from '@cupola/core/scenario';
import { problemsFromIssues } from '../scenario/issues.ts';
import { applySettings } from '../scenario/settings.ts';
import { inLineOrder, plainValue, yamlText } from '../scenario/yaml-text.ts';
import { changeProblems, withChanges } from './case-changes.ts';
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
  | { readonly ok: false; readonly problems: readonly Problem[] };

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
  const acrossFields = deploymentProblems(
    rightParts<CaseParts>(raw, result.success ? [] : result.error.issues),
  );
  if (!result.success) {
    const problems = [...problemsFromIssues(result.error.issues, raw), ...acrossFields];
    return { ok: false, problems: [...settingProblems, ...inLineOrder(problems, yaml)] };
  }
  const money = caseMoney(result.data, tables);
  const problems = [...(money.ok ? [] : money.problems), ...ruleProblems(result.data), ...acrossFields];
  if (!money.ok || problems.length > 0 || settingProblems.length > 0)
    return { ok: false, problems: [...settingProblems, ...inLineOrder(problems, yaml)] };
  return {
    ok: true,
    acquisition: caseFrom(result.data, register, tables, money.money),
    file: result.data,
  };
}

function ruleProblems(file: CaseFile): readonly Problem[] {
  const { firstLaunchFiscalYear } = file.satellites;
  const lastYear = file.firstFiscalYear + file.years - 1;
  const outside = firstLaunchFiscalYear < file.firstFiscalYear || firstLaunchFiscalYear > lastYear;
  return [
    ...(outside
      ? [
          {
            path: 'satellites.firstLaunchFiscalYear',
            value: firstLaunchFiscalYear,
            expected: `a fiscal year of the estimate, ${file.firstFiscalYear} to ${lastYear}`,
            message: 'the first launch lies outside the years of the estimate',
          },
        ]
      : []),
    ...changeProblems(file.assumptions, 'assumptions', byLayerInput, INPUT_RANGES),
    ...(file.deployment === undefined ? [] : deploymentChangeProblems(file.deployment)),
    ...(file.interceptors === undefined ? [] : interceptorChangeProblems(file.interceptors)),
  ];
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
