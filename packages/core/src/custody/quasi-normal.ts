import { assert } from '../foundation/index.ts';

/** The golden section: its multiples keep away from the simple fractions the ladders stand on. */
const GOLDEN_SHARE = 0.6180339887;
/** Bases of the second and further coordinates. */
const PRIMES: readonly number[] = [2, 3, 5, 7, 11, 13, 17, 19, 23, 29, 31];

/**
 * Evenly spread points of the unit cube, always the same ones: Hammersley's set. The first coordinate is an even ladder, the others
 * mirror the point's number in the first prime bases, each turned by a fixed share so that high bases do not start in step.
 *
 * @returns [point][dimension], row by row, each in (0, 1).
 * @see [Hammersley-1960]; the turning is [Cranley-1976].
 */
export function quasiUniformPoints(count: number, dimensions: number): Float64Array {
  assert(dimensions >= 1 && dimensions <= PRIMES.length + 1, `dimensions in 1 .. ${PRIMES.length + 1}`);
  const points = new Float64Array(count * dimensions);
  for (let i = 0; i < count; i++) points[i * dimensions] = (i + 0.5) / count;
  for (const [place, base] of PRIMES.slice(0, dimensions - 1).entries()) {
    const turn = (GOLDEN_SHARE * (place + 1)) % 1;
    for (let i = 0; i < count; i++) {
      const turned = radicalInverse(i, base) + turn;
      const share = turned >= 1 ? turned - 1 : turned;
      points[i * dimensions + place + 1] = Math.min(1 - 1e-9, Math.max(1e-9, share));
    }
  }
  return points;
}

/** The same points pushed through the inverse of the normal law: independent standard normal coordinates. */
export function quasiNormalPoints(count: number, dimensions: number): Float64Array {
  return quasiUniformPoints(count, dimensions).map(normalFromUniform);
}

/** The digits of `index` in `base`, mirrored at the point. */
function radicalInverse(index: number, base: number): number {
  let value = 0;
  let scale = 1 / base;
  for (let rest = index; rest > 0; rest = Math.floor(rest / base)) {
    value += (rest % base) * scale;
    scale /= base;
  }
  return value;
}

/**
 * Inverse of the standard normal law, relative error below 1.2e-9 for p in (0, 1).
 *
 * @see Acklam's rational approximation [Acklam-2003].
 */
export function normalFromUniform(p: number): number {
  if (p < 0.02425) return tail(Math.sqrt(-2 * Math.log(p)));
  if (p > 1 - 0.02425) return -tail(Math.sqrt(-2 * Math.log(1 - p)));
  const q = p - 0.5;
  const r = q * q;
  const above =
    ((((-3.969683028665376e1 * r + 2.209460984245205e2) * r - 2.759285104469687e2) * r + 1.38357751867269e2) *
      r -
      3.066479806614716e1) *
      r +
    2.506628277459239;
  const below =
    ((((-5.447609879822406e1 * r + 1.615858368580409e2) * r - 1.556989798598866e2) * r +
      6.680131188771972e1) *
      r -
      1.328068155288572e1) *
      r +
    1;
  return (q * above) / below;
}

function tail(q: number): number {
  const above =
    ((((-7.784894002430293e-3 * q - 3.223964580411365e-1) * q - 2.400758277161838) * q - 2.549732539343734) *
      q +
      4.374664141464968) *
      q +
    2.938163982698783;
  const below =
    (((7.784695709041462e-3 * q + 3.224671290700398e-1) * q + 2.445134137142996) * q + 3.754408661907416) *
      q +
    1;
  return above / below;
}
