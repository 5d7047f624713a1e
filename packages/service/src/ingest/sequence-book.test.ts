import fc from 'fast-check';
import { expect, it } from 'vitest';
import { SequenceBook } from './sequence-book.ts';

it('takes every number once, whatever the order within its window, also over a restart', () => {
  fc.assert(
    fc.property(
      fc.array(fc.nat({ max: 3_000 }), { maxLength: 400 }),
      fc.nat({ max: 400 }),
      (numbers, cut) => {
        let book = new SequenceBook();
        const taken: number[] = [];
        numbers.forEach((sequence, index) => {
          if (index === cut) {
            const restarted = new SequenceBook();
            restarted.restore(book.saved);
            book = restarted;
          }
          const newest = Math.max(-1, ...taken);
          const expected = taken.includes(sequence) ? 'duplicate' : 'new';
          const verdict = book.verdict('a', sequence);
          expect(verdict).toBe(sequence <= newest - 1024 ? 'too-old' : expected);
          if (verdict !== 'new') return;
          book.use('a', sequence);
          taken.push(sequence);
        });
        expect(book.verdict('b', 0)).toBe('new');
      },
    ),
  );
});

it('takes a number again that was given back', () => {
  const book = new SequenceBook();
  book.use('a', 4);
  book.giveBack('a', 4);
  expect(book.verdict('a', 4)).toBe('new');
});
