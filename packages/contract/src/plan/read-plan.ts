import type { Problem } from '@cupola/core/scenario';
import { plainIssues, problemsFromIssues } from '../scenario/issues.ts';
import { inLineOrder, plainValue, yamlText } from '../scenario/yaml-text.ts';
import type { Plan } from './plan.ts';
import { planSchema } from './schema.ts';

export type PlanOutcome =
  | {
      readonly ok: true;
      readonly plan: Plan;
      /** The whole document with its defaults, as plain data: what is stored. */
      readonly document: Readonly<Record<string, unknown>>;
    }
  | { readonly ok: false; readonly problems: readonly Problem[] };

/**
 * Reads a plan.
 *
 * @param text - YAML (or JSON, which is YAML).
 * @returns The plan, or every problem at once, in the order of the document, with lines.
 */
export function readPlan(text: string): PlanOutcome {
  const yaml = yamlText(text);
  if (yaml.problems.length > 0) return { ok: false, problems: yaml.problems };
  const raw = plainValue(yaml.document);
  const result = planSchema().safeParse(raw);
  if (!result.success) {
    const problems = problemsFromIssues(plainIssues(result.error.issues), raw);
    return { ok: false, problems: inLineOrder(problems, yaml) };
  }
  const problems = inLineOrder(ruleProblems(result.data), yaml);
  if (problems.length > 0) return { ok: false, problems };
  const { plan: _format, prices: _prices, ...plan } = result.data;
  return { ok: true, plan, document: { ...result.data } };
}

/** Rules that tie fields together. */
function ruleProblems({ products, features, regions, quotas }: Plan): readonly Problem[] {
  return [
    ...repeated('products', products),
    ...repeated('features', features),
    ...repeated(
      'quotas',
      quotas.map(({ meter, per, kind }) => `${meter} per ${per}, ${kind}`),
    ),
    ...(regions === 'everywhere' ? [] : regions.flatMap(areaProblems)),
  ];
}

function repeated(path: string, words: readonly string[]): readonly Problem[] {
  return words.flatMap((word, index) =>
    words.indexOf(word) === index
      ? []
      : [{ path: `${path}.${index}`, value: word, expected: 'each once', message: `"${word}" stands twice` }],
  );
}

function areaProblems(area: Plan['regions'][number], index: number): readonly Problem[] {
  if (typeof area === 'string' || area[1] <= area[3]) return [];
  return [
    {
      path: `regions.${index}`,
      value: JSON.stringify(area),
      expected: '[west, south, east, north]',
      message: `its south ${area[1]} is north of its north ${area[3]}`,
    },
  ];
}
