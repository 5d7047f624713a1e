import { unreachable } from '@cupola/core/foundation';
import { textTable } from '../text-table.ts';
import type { CaseActual } from './case-runner.ts';
import type { CaseResult, EvidenceCount, ValidationResult } from './run-cases.ts';

/** The table a person reads, and below it the headline. */
export function validationText(result: ValidationResult): string {
  const built = result.cases.filter((one) => one.status !== 'not-built');
  const rows = built.flatMap((one) =>
    Object.keys(one.expected).map((key, index) => [
      index === 0 ? one.id : '',
      index === 0 ? one.title : '',
      key,
      shown(one.expected[key]),
      shown(one.actual?.[key]),
      index === 0 ? toleranceText(one) : '',
      index === 0 ? one.evidence : '',
      index === 0 ? one.status : '',
    ]),
  );
  const header = ['case', 'title', 'value', 'expected', 'actual', 'tolerance', 'evidence', 'status'];
  const notes = built.flatMap((one) => (one.note === null ? [] : [`${one.id}: ${one.note}`]));
  const paragraphs = [
    ...(rows.length === 0 ? [] : [textTable(header, rows)]),
    ...(notes.length === 0 ? [] : [notes.join('\n')]),
    ...notBuilt(result.cases),
    headline(result),
  ];
  return `${paragraphs.join('\n\n')}\n`;
}

/** Only what somebody else published counts in the first sentence. */
export function headline({ byEvidence }: ValidationResult): string {
  const { published } = byEvidence;
  const built = published.total - published.notBuilt;
  return [
    `${published.pass} of ${published.total} published values reproduced` +
      ` (${built} computed, ${published.fail} failing, ${published.knownFailing} known failing, ${published.notBuilt} not built).`,
    `Beside them: ${countText(byEvidence['closed-form'])} closed-form, ${countText(byEvidence.arithmetic)} arithmetic.`,
  ].join('\n');
}

function countText(count: EvidenceCount): string {
  return `${count.pass} of ${count.total}`;
}

function notBuilt(cases: readonly CaseResult[]): string[] {
  const byArea = new Map<string, string[]>();
  for (const one of cases) {
    if (one.status === 'not-built') byArea.set(one.area, [...(byArea.get(one.area) ?? []), one.id]);
  }
  if (byArea.size === 0) return [];
  return [`Not built:\n${[...byArea].map(([area, ids]) => `  ${area}: ${ids.join(' ')}`).join('\n')}`];
}

function toleranceText({ tolerance }: CaseResult): string {
  switch (tolerance.kind) {
    case 'absolute':
      return `± ${tolerance.value}`;
    case 'relative':
      return `± ${Number((tolerance.value * 100).toPrecision(6))} %`;
    case 'exact':
      return 'exact';
    case 'band':
      return `${tolerance.value[0]} .. ${tolerance.value[1]}`;
    default:
      return unreachable(tolerance);
  }
}

function shown(value: CaseActual[string] | undefined): string {
  if (value === undefined) return '-';
  if (typeof value === 'boolean') return String(value);
  return (typeof value === 'number' ? [value] : value)
    .map((number) => String(Number(number.toPrecision(9))))
    .join(', ');
}
