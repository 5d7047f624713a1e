import type { PublishedCase, Tolerance } from '@cupola/contract';
import { expect, test } from 'vitest';
import { runCases } from './run-cases.ts';
import type { CaseResult, ValidationResult } from './run-cases.ts';
import { headline, validationText } from './table.ts';
import { agrees } from './tolerance.ts';

function caseOf(id: string, evidence: PublishedCase['evidence'] = 'published'): PublishedCase {
  return {
    id,
    area: 'orbits',
    title: `case ${id}`,
    inputs: { x: 2 },
    expected: { y: 4 },
    tolerance: { kind: 'absolute', value: 0.1 },
    source: 's',
    conventions: 'c',
    evidence,
  };
}

const RUNNERS = {
  right: () => ({ y: 4.05 }),
  wrong: () => ({ y: 5 }),
  stops: () => {
    throw new Error('no root');
  },
};

function validated(ids: readonly string[], knownFailing: readonly string[] = []): ValidationResult {
  return runCases({
    cases: [...ids.map((id) => caseOf(id)), caseOf('sum', 'arithmetic')],
    runners: RUNNERS,
    knownFailing: new Map(knownFailing.map((id) => [id, 'the model is coarse'])),
    read: () => '',
  });
}

function told(result: ValidationResult): Pick<CaseResult, 'status' | 'pass' | 'note'>[] {
  return result.cases.slice(0, -1).map(({ status, pass, note }) => ({ status, pass, note }));
}

test('a case passes, fails, stops, or is not built', () => {
  expect(told(validated(['right', 'wrong', 'stops', 'other', 'toString']))).toEqual([
    { status: 'pass', pass: true, note: null },
    { status: 'fail', pass: false, note: null },
    { status: 'fail', pass: false, note: 'no root' },
    { status: 'not-built', pass: null, note: null },
    { status: 'not-built', pass: null, note: null },
  ]);
});

test('a known failure is told with its reason, and one that passes after all is told too', () => {
  expect(told(validated(['wrong', 'right'], ['wrong', 'right']))).toEqual([
    { status: 'known-failing', pass: false, note: 'the model is coarse' },
    { status: 'pass', pass: true, note: 'listed as known-failing, and passes: take it off the list' },
  ]);
});

test('the headline counts what was published, and nothing else', () => {
  const result = validated(['right', 'wrong', 'other']);
  expect(headline(result)).toBe(
    '1 of 3 published values reproduced (2 computed, 1 failing, 0 known failing, 1 not built).\n' +
      'Beside them: 0 of 0 closed-form, 0 of 1 arithmetic.',
  );
  expect(validationText(result)).toContain('orbits: other sum');
});

const ABSOLUTE: Tolerance = { kind: 'absolute', value: 0.5 };
test.each<
  [string, PublishedCase['expected'], Record<string, number | boolean | number[]>, Tolerance, boolean]
>([
  ['on the edge', { a: 1 }, { a: 1.5 }, ABSOLUTE, true],
  ['past the edge', { a: 1 }, { a: 1.51 }, ABSOLUTE, false],
  ['one key missing', { a: 1, b: 2 }, { a: 1 }, ABSOLUTE, false],
  ['a key more', { a: 1 }, { a: 1, b: 9 }, ABSOLUTE, true],
  ['not a number', { a: 1 }, { a: Number.NaN }, ABSOLUTE, false],
  ['relative to a negative', { a: -100 }, { a: -101 }, { kind: 'relative', value: 0.01 }, true],
  ['relative to zero', { a: 0 }, { a: 1e-9 }, { kind: 'relative', value: 0.01 }, false],
  ['exact', { a: 3 }, { a: 3 }, { kind: 'exact', value: 0 }, true],
  ['in the band, far from the value', { a: 30 }, { a: 26 }, { kind: 'band', value: [26, 33] }, true],
  ['out of the band', { a: 30 }, { a: 25.9 }, { kind: 'band', value: [26, 33] }, false],
  ['list, element by element', { a: [1, 2] }, { a: [1.5, 1.5] }, ABSOLUTE, true],
  ['list, one element off', { a: [1, 2] }, { a: [1, 2.6] }, ABSOLUTE, false],
  ['list of another length', { a: [1, 2] }, { a: [1, 2, 3] }, ABSOLUTE, false],
  ['a number for a list', { a: [1] }, { a: 1 }, ABSOLUTE, false],
  ['yes for yes', { a: true }, { a: true }, ABSOLUTE, true],
  ['one for yes', { a: true }, { a: 1 }, ABSOLUTE, false],
])('%s', (_, expected, actual, tolerance, agreement) => {
  expect(agrees(expected, actual, tolerance)).toBe(agreement);
});
