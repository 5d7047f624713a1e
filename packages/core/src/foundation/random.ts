/**
 * Random numbers as values: a draw is a pure function of (seed, stream, sample, draw), so the result does not depend on the order
 * of evaluation nor on the number of workers, and a new sensor changes nobody else's luck.
 *
 * Philox4x32-10, [Salmon-2011] §3.3 and table 2 (constants); checked against that paper's known-answer vectors.
 */

const MULTIPLIER_0 = 0xd2511f53;
const MULTIPLIER_1 = 0xcd9e8d57;
const WEYL_0 = 0x9e3779b9;
const WEYL_1 = 0xbb67ae85;

/** High 32 bits of the product of two unsigned 32-bit integers. */
function multiplyHigh(a: number, b: number): number {
  const aLow = a & 0xffff;
  const aHigh = a >>> 16;
  const bLow = b & 0xffff;
  const bHigh = b >>> 16;
  const low = aLow * bLow;
  const middle1 = aHigh * bLow + (low >>> 16);
  const middle2 = aLow * bHigh + (middle1 & 0xffff);
  return (aHigh * bHigh + (middle1 >>> 16) + (middle2 >>> 16)) >>> 0;
}

/** Philox4x32-10 block: writes four unsigned 32-bit words into `out`. */
export function philoxInto(
  out: Uint32Array,
  key0: number,
  key1: number,
  counter0: number,
  counter1: number,
  counter2: number,
  counter3: number,
): void {
  let c0 = counter0 >>> 0;
  let c1 = counter1 >>> 0;
  let c2 = counter2 >>> 0;
  let c3 = counter3 >>> 0;
  let k0 = key0 >>> 0;
  let k1 = key1 >>> 0;
  for (let round = 0; round < 10; round++) {
    const high0 = multiplyHigh(MULTIPLIER_0, c0);
    const low0 = Math.imul(MULTIPLIER_0, c0) >>> 0;
    const high1 = multiplyHigh(MULTIPLIER_1, c2);
    const low1 = Math.imul(MULTIPLIER_1, c2) >>> 0;
    c0 = (high1 ^ c1 ^ k0) >>> 0;
    c1 = low1;
    c2 = (high0 ^ c3 ^ k1) >>> 0;
    c3 = low0;
    k0 = (k0 + WEYL_0) >>> 0;
    k1 = (k1 + WEYL_1) >>> 0;
  }
  out[0] = c0;
  out[1] = c1;
  out[2] = c2;
  out[3] = c3;
}

/** FNV-1a, 32 bit: turns the name of a stream into the second half of its key. */
function hashName(name: string): number {
  let hash = 0x811c9dc5;
  for (let i = 0; i < name.length; i++) {
    hash ^= name.charCodeAt(i);
    hash = Math.imul(hash, 0x01000193);
  }
  return hash >>> 0;
}

/**
 * A named stream of one seed. Each call names what it draws for: (`item`, `step`) say for whom and when, `index` which of several.
 * The buffer of the last block is reused; take the numbers before the next call.
 */
export class RandomStream {
  readonly #key0: number;
  readonly #key1: number;
  readonly #block = new Uint32Array(4);

  constructor(seed: number, name: string) {
    this.#key0 = seed >>> 0;
    this.#key1 = (hashName(name) ^ Math.floor(seed / 2 ** 32)) >>> 0;
  }

  /** Uniform in (0, 1), 32 bits. */
  uniform(item: number, step: number, index = 0): number {
    philoxInto(this.#block, this.#key0, this.#key1, item, step, index, 0);
    return (this.#block[0]! + 0.5) / 2 ** 32;
  }

  /** Four independent standard normal numbers into `out[0 .. 3]` (Box and Muller, twice). */
  normalsInto(out: Float64Array, item: number, step: number, index = 0): void {
    philoxInto(this.#block, this.#key0, this.#key1, item, step, index, 3);
    for (let pair = 0; pair < 2; pair++) {
      const radius = Math.sqrt(-2 * Math.log((this.#block[2 * pair]! + 0.5) / 2 ** 32));
      const angle = (2 * Math.PI * (this.#block[2 * pair + 1]! + 0.5)) / 2 ** 32;
      out[2 * pair] = radius * Math.cos(angle);
      out[2 * pair + 1] = radius * Math.sin(angle);
    }
  }

  /** Four uniform numbers in (0, 1) into `out[offset ...]`. */
  uniformsInto(out: Float64Array, offset: number, item: number, step: number, index = 0): void {
    philoxInto(this.#block, this.#key0, this.#key1, item, step, index, 2);
    for (let i = 0; i < 4; i++) out[offset + i] = (this.#block[i]! + 0.5) / 2 ** 32;
  }
}

/** Number of events of a Poisson process of the given mean, from one uniform number, by inversion; for small means. */
export function poissonFromUniform(mean: number, uniform: number): number {
  let probability = Math.exp(-mean);
  let cumulative = probability;
  let count = 0;
  while (uniform > cumulative && count < 1000) {
    count++;
    probability *= mean / count;
    cumulative += probability;
  }
  return count;
}
