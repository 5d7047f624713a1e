import { pmfMean, pmfQuantile } from './leak-odds.ts';
import type { LeakPmf } from './leak-odds.ts';

/** Leakage of raids of one size. */
export interface RaidLeak {
  /** Missiles of the raid. */
  readonly k: number;
  readonly meanLeak: number;
  /** Leaks that are not exceeded in 10 and in 90 % of raids. */
  readonly p10: number;
  readonly p90: number;
  readonly pNoLeak: number;
  /** 95 % intervals of the two, from the sample of launches. */
  readonly meanLeakCi: readonly [number, number];
  readonly pNoLeakCi: readonly [number, number];
  /** Shots fired on average. */
  readonly meanShots: number;
  /** Probability of 0, 1, ..., k leaks. */
  readonly distribution: readonly number[];
}

/** 95 % of a normal distribution lie within so many standard deviations. */
const Z95 = 1.959963984540054;
/** Outcomes kept ready at most. */
const MEMO_MAX = 20_000;

/** Gathers raids of one size, launch by launch. Each brings the odds of its leaks, or what a draw of them came to. */
export class LeakTally {
  readonly #k: number;
  readonly #pmf: Float64Array;
  #launches = 0;
  #meanSum = 0;
  #meanSquares = 0;
  #noneSum = 0;
  #noneSquares = 0;
  #shots = 0;
  readonly #often = new Map<string, { readonly pmf: LeakPmf; readonly mean: number; count: number }>();

  constructor(k: number) {
    this.#k = k;
    this.#pmf = new Float64Array(k + 1);
  }

  /** `launches` launches whose leaks have the same odds. Nothing is computed again for a `name` that has been. */
  add(name: string, odds: () => LeakPmf, shots: number, launches = 1): void {
    let known = this.#often.get(name);
    if (known === undefined) {
      if (this.#often.size >= MEMO_MAX) this.#flush();
      const pmf = odds();
      known = { pmf, mean: pmfMean(pmf), count: 0 };
      this.#often.set(name, known);
    }
    known.count += launches;
    this.#count(known.mean, known.pmf[0] ?? 0, shots, launches);
  }

  /** One launch of which so many leaked in a draw. */
  addDrawn(leaks: number, shots: number): void {
    this.#pmf[leaks]! += 1;
    this.#count(leaks, leaks === 0 ? 1 : 0, shots, 1);
  }

  #count(mean: number, none: number, shots: number, launches: number): void {
    this.#launches += launches;
    this.#meanSum += mean * launches;
    this.#meanSquares += mean * mean * launches;
    this.#noneSum += none * launches;
    this.#noneSquares += none * none * launches;
    this.#shots += shots * launches;
  }

  #flush(): void {
    for (const { pmf, count } of this.#often.values()) {
      pmf.forEach((prob, leaks) => (this.#pmf[leaks]! += prob * count));
    }
    this.#often.clear();
  }

  /** @param commonFailureProb - That nothing works at all in a raid, and everything leaks. */
  result(commonFailureProb: number): RaidLeak {
    this.#flush();
    const works = 1 - commonFailureProb;
    const pmf = this.#pmf.map((sum) => (works * sum) / this.#launches);
    pmf[this.#k]! += commonFailureProb;
    const meanLeak = pmfMean(pmf);
    const pNoLeak = pmf[0] ?? 0;
    return {
      k: this.#k,
      meanLeak,
      p10: pmfQuantile(pmf, 0.1),
      p90: pmfQuantile(pmf, 0.9),
      pNoLeak,
      meanLeakCi: this.#interval(meanLeak, works, this.#meanSum, this.#meanSquares, this.#k),
      pNoLeakCi: this.#interval(pNoLeak, works, this.#noneSum, this.#noneSquares, 1),
      meanShots: this.#shots / this.#launches,
      distribution: [...pmf],
    };
  }

  #interval(
    value: number,
    works: number,
    sum: number,
    squares: number,
    most: number,
  ): readonly [number, number] {
    const mean = sum / this.#launches;
    const variance = Math.max(0, squares / this.#launches - mean * mean);
    const half = Z95 * works * Math.sqrt(variance / this.#launches);
    return [Math.max(0, value - half), Math.min(most, value + half)];
  }
}
