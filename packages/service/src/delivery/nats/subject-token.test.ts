import fc from 'fast-check';
import { expect, it } from 'vitest';
import { nameOfToken, subjectToken } from './subject-token.ts';

it('makes one token of any name, and the name of the token', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), (name) => {
      const token = subjectToken(name);
      expect(token).toMatch(/^[\w=-]+$/);
      expect(nameOfToken(token)).toBe(name);
    }),
  );
  expect(subjectToken('custody-01-01')).toBe('custody-01-01');
  expect(subjectToken('T 1.a')).toBe('T=201=2ea');
});

it.each(['a.b', 'a b', '*', '>', '=zz', '=ff', ''])('knows no name of %j', (token) => {
  expect(nameOfToken(token)).toBeNull();
});
