/** An exact number: money and quantities are added and multiplied without rounding, and rounded once, where a line is written. The denominator is above zero. */
export interface Fraction {
  readonly numerator: bigint;
  readonly denominator: bigint;
}

const DECIMAL = /^(-?)(\d{1,30})(?:\.(\d{1,30}))?$/;
/** Digits behind the point where a number has no end. */
const MOST_DIGITS = 12;

export const ZERO: Fraction = { numerator: 0n, denominator: 1n };

export function fraction(numerator: bigint | number, denominator: bigint | number = 1n): Fraction {
  const [above, below] = [BigInt(numerator), BigInt(denominator)];
  if (below === 0n) throw new Error('broken invariant: a fraction of nothing');
  const sign = below < 0n ? -1n : 1n;
  const common = divisor(above < 0n ? -above : above, below < 0n ? -below : below);
  return { numerator: (sign * above) / common, denominator: (sign * below) / common };
}

/** Is this a decimal as it is written in plans and events: digits, a point, no exponent? */
export function isDecimal(text: string): boolean {
  return DECIMAL.test(text);
}

/** @param text - A decimal (`isDecimal`). */
export function fractionOf(text: string): Fraction {
  const [, sign, whole = '', share = ''] = DECIMAL.exec(text) ?? [];
  if (sign === undefined) throw new Error(`broken invariant: "${text}" is not a decimal`);
  const digits = BigInt(whole + share);
  return fraction(sign === '-' ? -digits : digits, 10n ** BigInt(share.length));
}

export function plus(a: Fraction, b: Fraction): Fraction {
  return a.denominator === b.denominator
    ? fraction(a.numerator + b.numerator, a.denominator)
    : fraction(a.numerator * b.denominator + b.numerator * a.denominator, a.denominator * b.denominator);
}

export function minus(a: Fraction, b: Fraction): Fraction {
  return plus(a, { ...b, numerator: -b.numerator });
}

export function times(a: Fraction, b: Fraction): Fraction {
  return fraction(a.numerator * b.numerator, a.denominator * b.denominator);
}

export function over(a: Fraction, b: Fraction): Fraction {
  return fraction(a.numerator * b.denominator, a.denominator * b.numerator);
}

/** Below zero, zero or above, as `a` is to `b`. */
export function compared(a: Fraction, b: Fraction): number {
  const difference = a.numerator * b.denominator - b.numerator * a.denominator;
  return difference < 0n ? -1 : Number(difference > 0n);
}

export function least(a: Fraction, b: Fraction): Fraction {
  return compared(a, b) <= 0 ? a : b;
}

export function most(a: Fraction, b: Fraction): Fraction {
  return compared(a, b) >= 0 ? a : b;
}

export function sum(values: Iterable<Fraction>): Fraction {
  let total = ZERO;
  for (const each of values) total = plus(total, each);
  return total;
}

/** The nearest whole number; halves go away from zero, so that a credit of an amount is exactly its opposite. */
export function rounded({ numerator, denominator }: Fraction): bigint {
  const size = numerator < 0n ? -numerator : numerator;
  const whole = (2n * size + denominator) / (2n * denominator);
  return numerator < 0n ? -whole : whole;
}

/** A decimal, without zeros at its end. One that has no end is rounded to twelve digits behind the point: for reading, not for reckoning on. */
export function decimalText(value: Fraction): string {
  const digits = ended(value.denominator) ?? MOST_DIGITS;
  const scaled = rounded(times(value, fraction(10n ** BigInt(digits))));
  const text = (scaled < 0n ? -scaled : scaled).toString().padStart(digits + 1, '0');
  const whole = text.slice(0, text.length - digits);
  const share = text.slice(text.length - digits).replace(/0+$/, '');
  return `${scaled < 0n ? '-' : ''}${whole}${share === '' ? '' : `.${share}`}`;
}

/** For ratios that are only compared or shown. */
export function numberOf({ numerator, denominator }: Fraction): number {
  return Number(numerator) / Number(denominator);
}

/** Digits behind the point of a number with this denominator; null when it has no end. */
function ended(denominator: bigint): number | null {
  let [rest, twos, fives] = [denominator, 0, 0];
  while (rest % 2n === 0n) [rest, twos] = [rest / 2n, twos + 1];
  while (rest % 5n === 0n) [rest, fives] = [rest / 5n, fives + 1];
  return rest === 1n ? Math.max(twos, fives) : null;
}

function divisor(a: bigint, b: bigint): bigint {
  let [high, low] = [a, b];
  while (low > 0n) [high, low] = [low, high % low];
  return high === 0n ? 1n : high;
}
