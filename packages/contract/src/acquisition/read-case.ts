import { INPUT_RANGES, OFFER_RANGES, byLayerInput, byOfferInput } from '@cupola/core/acquisition';
import type {
  AcquisitionCase,
  CaseMoney,
  LayerAssumptions,
  OfferAssumptions,
} from '@cupola/core/acquisition';
import type { Problem } from '@cupola/core/scenario';
import { z } from 'zod';
import { problemsFromIssues } from '../scenario/issues.ts';
import { applySettings } from '../scenario/settings.ts';
import { inLineOrder, plainValue, yamlText } from '../scenario/yaml-text.ts';
import { changeProblems, withChanges } from './case-changes.ts';
import { caseSchema, caseSections } from './case-schema.ts';
import type { CaseFile } from './case-schema.ts';
import { caseMoney } from './read-money.ts';
import type { MoneyTables } from './read-money.ts';
import { offerChangesSchema } from './offers-schema.ts';
import { offerYearProblems, offersFrom } from './read-offers.ts';

/** What a case does not set itself. */
export interface CaseRegisters {
  readonly layer: LayerAssumptions;
  readonly offers: OfferAssumptions;
}

export type CaseOutcome =
  | { readonly ok: true; readonly acquisition: AcquisitionCase }
  | { readonly ok: false; readonly problems: readonly Problem[] };

/**
 * Reads an acquisition file.
 *
 * @param text - YAML (or JSON, which is YAML).
 * @param tables - Turn the register's dollars into those of the case, and money of one year into that of another.
 * @param settings - `path=value`, put in before anything is checked.
 * @returns The case with its defaults, or every problem at once, in the order of the document, with lines.
 */
export function readAcquisitionCase(
  text: string,
  registers: CaseRegisters,
  tables: MoneyTables,
  settings: readonly string[] = [],
): CaseOutcome {
  const yaml = yamlText(text);
  if (yaml.problems.length > 0) return { ok: false, problems: yaml.problems };
  const settingProblems = applySettings(yaml.document, settings);
  const raw = plainValue(yaml.document);
  const result = caseSchema().safeParse(raw);
  if (!result.success) {
    const problems = [...problemsFromIssues(result.error.issues, raw), ...rulesOfParts(raw, tables)];
    return { ok: false, problems: [...settingProblems, ...inLineOrder(problems, yaml)] };
  }
  const money = caseMoney(result.data, tables);
  const problems = [
    ...(money.ok ? [] : money.problems),
    ...ruleProblems(result.data),
    ...yearProblems(raw, result.data),
  ];
  if (!money.ok || problems.length > 0 || settingProblems.length > 0)
    return { ok: false, problems: [...settingProblems, ...inLineOrder(problems, yaml)] };
  return { ok: true, acquisition: caseFrom(result.data, registers, tables, money.money) };
}

function ruleProblems(file: CaseFile): readonly Problem[] {
  return [
    ...launchProblems(file),
    ...changeProblems(file.assumptions, 'assumptions', byLayerInput, INPUT_RANGES),
    ...(file.offers === undefined
      ? []
      : changeProblems(file.offers.assumptions, 'offers.assumptions', byOfferInput, OFFER_RANGES)),
  ];
}

function launchProblems({
  firstFiscalYear,
  years,
  satellites,
}: Pick<CaseFile, 'firstFiscalYear' | 'years' | 'satellites'>): readonly Problem[] {
  const { firstLaunchFiscalYear } = satellites;
  const lastYear = firstFiscalYear + years - 1;
  if (firstLaunchFiscalYear >= firstFiscalYear && firstLaunchFiscalYear <= lastYear) return [];
  return [
    {
      path: 'satellites.firstLaunchFiscalYear',
      value: firstLaunchFiscalYear,
      expected: `a fiscal year of the estimate, ${firstFiscalYear} to ${lastYear}`,
      message: 'the first launch lies outside the years of the estimate',
    },
  ];
}

function yearProblems(raw: unknown, { firstFiscalYear, years, satellites }: CaseFile): readonly Problem[] {
  return offerYearProblems(raw, {
    firstFiscalYear,
    years,
    firstLaunchFiscalYear: satellites.firstLaunchFiscalYear,
  });
}

/** Rules of a file whose fields are not all right: those that need only what is. */
function rulesOfParts(raw: unknown, tables: MoneyTables): readonly Problem[] {
  const sections = caseSections();
  const yearsOfCase = z
    .object({
      firstFiscalYear: sections.firstFiscalYear,
      years: sections.years,
      satellites: sections.satellites,
      baseYear: sections.baseYear,
      money: sections.money,
    })
    .safeParse(raw);
  const layerChanges = z.object({ assumptions: sections.assumptions }).safeParse(raw);
  const offerChanges = z.object({ offers: z.object({ assumptions: offerChangesSchema() }) }).safeParse(raw);
  const money = yearsOfCase.success ? caseMoney(yearsOfCase.data, tables) : null;
  return [
    ...(money === null || money.ok ? [] : money.problems),
    ...(yearsOfCase.success
      ? [
          ...launchProblems(yearsOfCase.data),
          ...offerYearProblems(raw, {
            ...yearsOfCase.data,
            firstLaunchFiscalYear: yearsOfCase.data.satellites.firstLaunchFiscalYear,
          }),
        ]
      : []),
    ...(layerChanges.success
      ? changeProblems(layerChanges.data.assumptions, 'assumptions', byLayerInput, INPUT_RANGES)
      : []),
    ...(offerChanges.success
      ? changeProblems(offerChanges.data.offers.assumptions, 'offers.assumptions', byOfferInput, OFFER_RANGES)
      : []),
  ];
}

function caseFrom(
  file: CaseFile,
  registers: CaseRegisters,
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
    offers:
      file.offers === undefined
        ? null
        : offersFrom(file.offers, registers.offers, file.firstFiscalYear, {
            baseYear: file.baseYear,
            index,
          }),
    assumptions: withChanges(registers.layer, file.assumptions, byLayerInput, {
      baseYear: file.baseYear,
      index,
    }),
  };
}
