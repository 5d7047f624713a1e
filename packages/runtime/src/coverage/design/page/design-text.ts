import { decimal } from '../../../page/numbers.ts';

const NBSP = '\u00a0';

/** A share with two decimals of a percentage. */
export function shareText(share: number): string {
  return `${decimal(100 * share, 2)}${NBSP}%`;
}

/** A difference of shares, in points of a percentage. */
export function pointsText(difference: number): string {
  return `${decimal(100 * difference, 2)} points`;
}
