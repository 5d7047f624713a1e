import { isoFromJulianDate, julianDateFromIso } from '@cupola/core/foundation';
import type { JulianDate } from '@cupola/core/foundation';

/**
 * An epoch as CCSDS writes it, by month and day or by day of the year, UTC with or without a `Z`: `2007-03-05T10:34:41.4264`,
 * `2007-064T10:34:41.4264`.
 *
 * @returns `null` when the text is no such instant.
 * @see [CCSDS-502]
 */
export function julianDateFromOmm(text: string): JulianDate | null {
  const zulu = text.endsWith('Z') ? text : `${text}Z`;
  const match = /^(\d{4})-(\d{3})(T.*)$/.exec(zulu);
  if (match === null) return julianDateFromIso(zulu);
  const day = new Date(Date.UTC(Number(match[1]), 0, Number(match[2]))).toISOString().slice(0, 10);
  return match[2] !== '000' && day.startsWith(`${match[1]}-`) ? julianDateFromIso(`${day}${match[3]}`) : null;
}

/** The nearest microsecond as an OMM writes it, `2025-05-24T18:20:22.669728`. */
export function ommEpoch(epoch: JulianDate): string {
  const [second = '', fraction = ''] = isoFromJulianDate(epoch).slice(0, -1).split('.');
  return `${second}.${fraction.padEnd(6, '0')}`;
}
