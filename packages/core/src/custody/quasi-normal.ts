import { assert, normalFromUniform } from '../foundation/index.ts';

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
