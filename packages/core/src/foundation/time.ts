/** Whole microseconds since the scenario epoch, on a continuous scale (TAI). */
export type SimTimeUs = number;

export const US_PER_S = 1_000_000;

/** The nearest whole microsecond. */
export function usFromS(s: number): SimTimeUs {
  return Math.round(s * US_PER_S);
}

export function sFromUs(us: SimTimeUs): number {
  return us / US_PER_S;
}

/**
 * Julian date of a UTC instant, split so that no microsecond is lost: `dayJd` ends in .5 (midnight), `dayShare` is in [0, 1).
 * One double would keep only about 40 microseconds.
 */
export interface JulianDate {
  readonly dayJd: number;
  readonly dayShare: number;
}

const UNIX_EPOCH_JD = 2440587.5;
const MS_PER_DAY = 86_400_000;
const ISO_UTC = /^(\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2})(\.\d{1,9})?Z$/;

/**
 * Reads an instant such as `2026-07-24T00:00:00Z`, with up to nine decimals of a second.
 *
 * @returns `null` when the text is not a UTC instant of the Gregorian calendar. A leap second (`:60`) is not read.
 */
export function julianDateFromIso(iso: string): JulianDate | null {
  const match = ISO_UTC.exec(iso);
  if (match === null) return null;
  const wholeSecondMs = Date.parse(`${match[1]}Z`);
  if (Number.isNaN(wholeSecondMs)) return null;
  if (new Date(wholeSecondMs).toISOString().slice(0, 19) !== match[1]) return null;
  const days = Math.floor(wholeSecondMs / MS_PER_DAY);
  const dayMs = wholeSecondMs - days * MS_PER_DAY + Number(match[2] ?? 0) * 1000;
  return { dayJd: UNIX_EPOCH_JD + days, dayShare: dayMs / MS_PER_DAY };
}

/** The instant as `2026-07-24T00:00:00Z`, with milliseconds where it is no whole second. */
export function isoFromJulianDate({ dayJd, dayShare }: JulianDate): string {
  const ms = (dayJd - UNIX_EPOCH_JD) * MS_PER_DAY + Math.round(dayShare * MS_PER_DAY);
  return new Date(ms).toISOString().replace('.000Z', 'Z');
}

/** The instant `offsetS` seconds later; no leap second lies between (a scenario is shorter than a day). */
export function julianDateAfter(epoch: JulianDate, offsetS: number): JulianDate {
  const share = epoch.dayShare + offsetS / 86_400;
  const days = Math.floor(share);
  return { dayJd: epoch.dayJd + days, dayShare: share - days };
}

/** Days from `from` to `to`. */
export function daysBetween(from: JulianDate, to: JulianDate): number {
  return to.dayJd - from.dayJd + (to.dayShare - from.dayShare);
}
