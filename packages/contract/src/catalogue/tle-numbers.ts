/** A number below 1 in ten columns with eight decimals and no leading zero, ` .00027142`; `null` when it is not below 1. */
export function signedDecimalColumns(value: number): string | null {
  const digits = Math.abs(value).toFixed(8);
  if (!digits.startsWith('0')) return null;
  return `${value < 0 ? '-' : ' '}${digits.slice(1)}`;
}

/**
 * A number in eight columns: sign, five digits after an assumed decimal point, a power of ten of one digit; ` 41251-3` is 0.00041251.
 *
 * @returns `null` from 1e9 on. Below 1e-10 digits are lost, below 5e-15 all of them.
 */
export function assumedExponentialColumns(value: number): string | null {
  const POWER_MIN = -9;
  const POWER_MAX = 9;
  const [mantissa = '', exponent = '0'] = Math.abs(value).toExponential(4).split('e');
  let digits = mantissa.replace('.', '');
  let power = Number(exponent) + 1;
  if (Number(digits) === 0) power = 0;
  if (power > POWER_MAX) return null;
  if (power < POWER_MIN) {
    digits = String(Math.round(Math.abs(value) * 1e14)).padStart(5, '0');
    power = Number(digits) === 0 ? 0 : POWER_MIN;
  }
  const sign = value < 0 && Number(digits) > 0 ? '-' : ' ';
  return `${sign}${digits}${power < 0 ? '-' : '+'}${Math.abs(power)}`;
}
