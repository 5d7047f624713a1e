import { decimal } from '../page/numbers.ts';
import type { DesignEntry } from './design-study.ts';

const NBSP = '\u00a0';

/** `20 planes, 1,000 km, 80°`; of several shells the first, with their number. */
export function shellText(entry: DesignEntry): string {
  const { planes, altitudeKm, inclinationDeg } = entry;
  return `${decimal(planes, 0)} plane${planes === 1 ? '' : 's'}, ${decimal(altitudeKm, 0)}${NBSP}km, ${Number(inclinationDeg.toFixed(2))}°`;
}

/** A share with two decimals of a percentage. */
export function shareText(share: number): string {
  return `${decimal(100 * share, 2)}${NBSP}%`;
}

/** A difference of shares, in points of a percentage. */
export function pointsText(difference: number): string {
  return `${decimal(100 * difference, 2)} points`;
}
