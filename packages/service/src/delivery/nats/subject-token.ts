/** Characters that stand in a subject as they are; of others, each byte of UTF-8 is `=` and two figures. */
const PLAIN = /[\w-]/;

/** A name as one token of a subject: subjects are parted by dots, and `*`, `>` and blanks mean something in them. */
export function subjectToken(name: string): string {
  if (name === '') return '=';
  return Array.from(Buffer.from(name), (byte) => {
    const character = String.fromCodePoint(byte);
    return PLAIN.test(character) ? character : `=${byte.toString(16).padStart(2, '0')}`;
  }).join('');
}

/** The name that such a token stands for; null when it is none. */
export function nameOfToken(token: string): string | null {
  if (token === '=') return '';
  if (!/^(?:[\w-]|=[\da-f]{2})+$/.test(token)) return null;
  const percent = token.replaceAll('=', '%');
  try {
    return decodeURIComponent(percent);
  } catch {
    return null;
  }
}
