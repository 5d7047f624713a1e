import { expect, test } from 'vitest';
import type { Problem } from '@cupola/core/scenario';
import { NumberList } from './number-list.ts';

function read(text: string | undefined, kind: 'whole' | 'any' = 'any'): readonly number[] | string {
  const problems: Problem[] = [];
  const values = new NumberList(problems).read('--list', text, 0, 1000, kind);
  return problems[0]?.message ?? values;
}

test.each([
  ['3', [3]],
  ['30,10,20,10', [10, 20, 30]],
  ['200..400:50', [200, 250, 300, 350, 400]],
  ['1..9:4,2', [1, 2, 5, 9]],
  ['1..3', [1, 2, 3]],
  ['0.1..0.3:0.1', [0.1, 0.2, 0.3]],
  ['0..10:4', [0, 4, 8]],
] as const)('%s', (text, expected) => {
  expect(read(text)).toEqual(expected);
});

test.each([
  [undefined, 'it is missing'],
  ['', 'the list is empty'],
  ['1,,2', '"" is neither a number nor a range'],
  ['ten', '"ten" is neither a number nor a range'],
  ['9..1:1', '"9..1:1" is neither a number nor a range'],
  ['1..9:0', '"1..9:0" is neither a number nor a range'],
  ['1..9:-1', '"1..9:-1" is neither a number nor a range'],
  ['-5', '-5 is not one'],
  ['990..1010:10', '1010 is not one'],
  ['Infinity', '"Infinity" is neither a number nor a range'],
  ['0..1000:0.0001', '"0..1000:0.0001" makes it more than 2000 values'],
] as const)('refuses %s', (text, message) => {
  expect(read(text)).toBe(message);
});

test('refuses a fraction where whole numbers are wanted', () => {
  expect(read('1..2:0.5', 'whole')).toBe('1.5 is not one');
});
