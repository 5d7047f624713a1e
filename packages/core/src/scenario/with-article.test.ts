import { expect, test } from 'vitest';
import { withArticle } from './with-article.ts';

test('classes that are spelt take the article of their first letter', () => {
  const said = ['icbm-solid', 'srbm', 'mrbm', 'irbm', 'slbm'].map(withArticle);
  expect(said).toEqual(['an icbm-solid', 'an srbm', 'an mrbm', 'an irbm', 'an slbm']);
  expect(['space-launch', 'boost-glide', 'meteor'].map(withArticle)).toEqual([
    'a space-launch',
    'a boost-glide',
    'a meteor',
  ]);
});
