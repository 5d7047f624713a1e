import type { Assumption, Distribution, Grade } from '@cupola/core/acquisition';
import { unreachable } from '@cupola/core/foundation';
import { escapeText, table } from '../page/markup.ts';
import { MISSING } from '../page/numbers.ts';

/** Every number of a register with all there is to say about it. */
export function assumptionTable(assumptions: readonly (Assumption & { readonly grade: Grade })[]): string {
  return table(
    'Assumption register',
    ['what', 'value', 'unit', 'distribution', 'dollars of', 'grade', 'sources', 'note'],
    assumptions.map((each) =>
      [
        each.title,
        String(Number(each.value.toPrecision(4))),
        each.unit,
        distributionText(each.distribution),
        each.baseYear === null ? MISSING : String(each.baseYear),
        each.grade,
        sourcesText(each),
        each.note,
      ].map(escapeText),
    ),
  );
}

function sourcesText({ sources }: Pick<Assumption, 'sources'>): string {
  return sources
    .map(({ title, kind, readOn }) => `${title} [${kind}${readOn === null ? '' : `, read ${readOn}`}]`)
    .join('; ');
}

function distributionText(distribution: Distribution): string {
  switch (distribution.kind) {
    case 'fixed':
      return 'certain';
    case 'uniform':
      return `even from ${number(distribution.low)} to ${number(distribution.high)}`;
    case 'triangular':
      return `triangle ${number(distribution.low)}, ${number(distribution.mode)}, ${number(distribution.high)}`;
    case 'lognormal':
      return `lognormal, ${number(distribution.low)} to ${number(distribution.high)} read as ${distribution.reading}`;
    default:
      return unreachable(distribution);
  }
}

function number(value: number): string {
  return String(Number(value.toPrecision(4)));
}
