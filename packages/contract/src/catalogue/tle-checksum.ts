/** What the last column of a TLE line must hold: the sum of its first 68 columns modulo 10, a minus sign counting 1. [CelesTrak-TLE] */
export function tleChecksum(line: string): number {
  const ZERO = 48;
  let sum = 0;
  for (let column = 0; column < Math.min(68, line.length); column += 1) {
    const digit = line.charCodeAt(column) - ZERO;
    if (digit >= 0 && digit <= 9) sum += digit;
    else if (line[column] === '-') sum += 1;
  }
  return sum % 10;
}
