import { gunzipSync } from 'node:zlib';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { PageMemory, tagOf } from './page-memory.ts';

const VIEWS = [{}, {}, {}];
const QUESTIONS = ['a', 'b', 'c', 'd'];
const asked = fc.record({
  view: fc.nat(VIEWS.length - 1),
  question: fc.constantFrom(...QUESTIONS),
  isPacked: fc.boolean(),
});

/** Different for each of them, and of another length for each question. */
function textOf(view: number, question: string): string {
  return `${view}${question} `.repeat(400 * (1 + QUESTIONS.indexOf(question)));
}

it('gives what is made of this view for this question and nothing else, within its bound', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(asked, { maxLength: 40 }),
      fc.constantFrom(0, 3_000, 8_000, 1_000_000),
      async (askings, mostBytes) => {
        const memory = new PageMemory(mostBytes);
        for (const { view, question, isPacked } of askings) {
          const text = textOf(view, question);
          const page = memory.pageOf(VIEWS[view] ?? {}, question, () => ({ text, records: view }));
          expect([page.records, page.tag]).toEqual([view, tagOf(text)]);
          // oxlint-disable-next-line no-await-in-loop -- one after the other
          const sent = isPacked ? gunzipSync(await memory.packed(page)) : page.bytes;
          expect(sent.toString()).toBe(text);
          expect(memory.keptBytes).toBeLessThanOrEqual(mostBytes);
        }
      },
    ),
    { numRuns: 50 },
  );
});

it('makes a page once, until the room is needed for those that were asked for since', () => {
  const memory = new PageMemory(10_000);
  const made: string[] = [];
  const view = {};
  const ask = (question: string, length = 1_000): Buffer =>
    memory.pageOf(view, question, () => {
      made.push(question);
      return { text: question.repeat(length), records: 0 };
    }).bytes;
  expect(ask('a')).toBe(ask('a'));
  for (const question of ['b', 'c', 'd', 'a', 'e', 'a', 'b']) ask(question);
  expect(made).toEqual(['a', 'b', 'c', 'd', 'e', 'b']);
  ask('f', 20_000);
  expect(memory.keptBytes).toBe(0);
});
