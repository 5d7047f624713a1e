import type { Span } from '@cupola/core/acquisition';
import { significant } from '../../page/numbers.ts';

/** `6–10`, or `743` where both ends are the same. Three significant digits; whole numbers as they are. */
export function spanText([low, high]: Span): string {
  return low === high ? numberText(low) : `${numberText(low)}–${numberText(high)}`;
}

function numberText(value: number): string {
  return Number.isInteger(value) && value < 1000 ? String(value) : significant(value);
}
