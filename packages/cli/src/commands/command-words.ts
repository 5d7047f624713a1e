/** Flags that change nothing in an answer. */
const WITHOUT_EFFECT = new Set(['out', 'windowsOut', 'workers', 'json']);

/**
 * The command that gives the same answer again, as it would be typed.
 *
 * @param file - Null for none.
 */
export function commandWords(command: string, file: string | null, flags: object): string {
  const words = Object.entries(flags)
    .filter(([name]) => !WITHOUT_EFFECT.has(name))
    .flatMap(([name, value]: [string, unknown]) => {
      const flag = `--${name.replaceAll(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`;
      if (value === true) return [flag];
      const values: readonly unknown[] = Array.isArray(value) ? value : [value];
      return values.flatMap((each) => [flag, quoted(String(each))]);
    });
  return [`npx cupola ${command}`, ...(file === null ? [] : [quoted(file)]), ...words].join(' ');
}

/** Under the title of a case, where settings say something else than its file, and perhaps than the title; nothing without any. */
export function settingsLine(settings: readonly string[]): string {
  return settings.length === 0 ? '' : `\nWith ${settings.join(', ')} in place of what the file says.`;
}

/** In quotes where a shell would not read one plain word. */
function quoted(word: string): string {
  return /^[\w@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", `'\\''`)}'`;
}
