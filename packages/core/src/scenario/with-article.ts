/** Classes called by their letters, such as ICBM: these letters have names that begin with a vowel. */
const SPELT = /^[a-z]{2,4}bm(?:-|$)/;
const LETTERS_LIKE_VOWELS = 'aefhilmnorsx';

/** `an icbm-solid`, `a space-launch`: a class's id in a sentence. */
export function withArticle(id: string): string {
  const vowels = SPELT.test(id) ? LETTERS_LIKE_VOWELS : 'aeio';
  return `${vowels.includes(id.charAt(0)) ? 'an' : 'a'} ${id}`;
}
