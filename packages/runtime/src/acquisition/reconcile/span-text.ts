import type { Span } from '@cupola/core/acquisition';
import { decimal, significant } from '../../page/numbers.ts';

/** `6–10`, or `743` where both ends are the same. Whole numbers as they are (they are published so), others with three significant digits. */
export function spanText([low, high]: Span): string {
  return low === high ? numberText(low) : `${numberText(low)}–${numberText(high)}`;
}

function numberText(value: number): string {
  return Number.isInteger(value) ? decimal(value, 0) : significant(value);
}
