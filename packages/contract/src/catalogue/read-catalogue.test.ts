import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { readCatalogue } from './read-catalogue.ts';

const FIRST = '1 44714U 19074B   26204.36464777  .00027142  00000+0  41251-3 0  9990';
const SECOND = '2 44714  53.1491 254.9265 0005630 347.9654  12.1222 15.54373498369838';

function textOf(file: string): string {
  return readFileSync(new URL(`../../../../data/catalogues/${file}`, import.meta.url), 'utf8');
}

test.each([
  ['starlink_2026-07-24.tle', 10_778],
  ['iridium-next_2026-07-24.tle', 80],
  ['oneweb_2026-07-24.tle', 651],
  ['starlink_omm_2025-05-25.json', 1472],
])('%s is read whole: %i objects', (file, count) => {
  const outcome = readCatalogue(file, textOf(file));
  expect(outcome.ok ? outcome.elements.length : outcome.problems).toBe(count);
});

test('the content decides, not the name; a byte order mark does no harm', () => {
  const outcome = readCatalogue('objects.json', `\uFEFF${FIRST}\n${SECOND}\n`);
  expect(outcome.ok && outcome.elements.length).toBe(1);
  expect(readCatalogue('objects.tle', '\uFEFF [ ] ')).toMatchObject({
    ok: false,
    problems: [{ message: 'objects.tle holds no element set' }],
  });
});

test.each(['', '\n \n', '[]'])('%j holds nothing', (text) => {
  expect(readCatalogue('empty', text)).toMatchObject({
    ok: false,
    problems: [{ message: 'empty holds no element set' }],
  });
});

test('an object that stands there twice', () => {
  expect(readCatalogue('twice', `A\n${FIRST}\n${SECOND}\nB\n${FIRST}\n${SECOND}`)).toMatchObject({
    ok: false,
    problems: [{ value: 44714, message: 'twice holds object 44714 (B) more than once' }],
  });
});

test('a thousand problems are listed, the rest counted', () => {
  const outcome = readCatalogue('prose.txt', 'word\n'.repeat(1500));
  const problems = outcome.ok ? [] : outcome.problems;
  expect(problems.length).toBe(1001);
  expect(problems.at(-1)?.message).toBe('prose.txt has 500 more problems, which are not listed');
});
