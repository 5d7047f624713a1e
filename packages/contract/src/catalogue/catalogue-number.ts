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

/** The largest number that five columns can hold. */
export const TLE_CATALOGUE_NUMBER_MAX = 339_999;

/** The five columns of a catalogue number up to 339,999: digits as long as they suffice, then Alpha-5. */
export function catalogueNumberColumns(catalogueNumber: number): string {
  if (catalogueNumber < 100_000) return String(catalogueNumber).padStart(5, '0');
  const letter = ALPHA_5_LETTERS.charAt(Math.floor(catalogueNumber / 10_000) - 10);
  return `${letter}${String(catalogueNumber % 10_000).padStart(4, '0')}`;
}
