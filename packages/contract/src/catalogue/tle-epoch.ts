import type { JulianDate } from '@cupola/core/foundation';

const UNIX_EPOCH_JD = 2440587.5;
const MS_PER_DAY = 86_400_000;

/** Two-digit years from here on are of the twentieth century: the first satellite flew in 1957. */
const FIRST_YEAR = 57;

/** The four-digit year of a TLE's two digits, 1957 to 2056. [CelesTrak-TLE] */
export function tleYear(twoDigits: number): number {
  return twoDigits < FIRST_YEAR ? 2000 + twoDigits : 1900 + twoDigits;
}

/**
 * The epoch columns of a TLE, `YYDDD.dddddddd`: UTC, day 1 is 1 January. The decimals go into `dayShare` as they stand, so nothing is lost.
 *
 * @returns `null` when the text is no such epoch or the year has no such day.
 */
export function julianDateFromTle(columns: string): JulianDate | null {
  const match = /^(\d{2})([ \d]{2}\d)(\.\d{8})$/.exec(columns);
  if (match === null) return null;
  const year = tleYear(Number(match[1]));
  const day = Number(match[2]);
  const newYearMs = Date.UTC(year, 0, 1);
  const daysInYear = (Date.UTC(year + 1, 0, 1) - newYearMs) / MS_PER_DAY;
  if (!(day >= 1 && day <= daysInYear)) return null;
  return { dayJd: UNIX_EPOCH_JD + newYearMs / MS_PER_DAY + day - 1, dayShare: Number(match[3]) };
}

/** The epoch as a TLE's fourteen columns, to the nearest 10^-8 day; `null` outside 1957 to 2056. */
export function tleEpochColumns({ dayJd, dayShare }: JulianDate): string | null {
  const SHARES = 100_000_000;
  const shares = Math.round(dayShare * SHARES);
  const dayMs = (dayJd - UNIX_EPOCH_JD + Math.floor(shares / SHARES)) * MS_PER_DAY;
  const year = new Date(dayMs).getUTCFullYear();
  if (tleYear(year % 100) !== year) return null;
  const day = (dayMs - Date.UTC(year, 0, 1)) / MS_PER_DAY + 1;
  const columns = [String(year % 100).padStart(2, '0'), String(day).padStart(3, '0')].join('');
  return `${columns}.${String(shares % SHARES).padStart(8, '0')}`;
}
