/** The leading letter of Alpha-5 stands for 10 to 33; I and O are left out because they look like 1 and 0. */
const ALPHA_5_LETTERS = 'ABCDEFGHJKLMNPQRSTUVWXYZ';

/**
 * The five columns of a catalogue number in a TLE: digits, with leading zeros or blanks, or Alpha-5 (`A0000` is 100000, `Z9999` is 339999).
 *
 * @returns `null` when the text is neither.
 * @see [SpaceTrack-Alpha5]
 */
export function catalogueNumberOf(columns: string): number | null {
  if (/^ *\d+$/.test(columns)) return Number(columns);
  const letter = ALPHA_5_LETTERS.indexOf(columns.charAt(0));
  if (letter < 0 || !/^[A-Z]\d{4}$/.test(columns)) return null;
  return (10 + letter) * 10_000 + Number(columns.slice(1));
}
