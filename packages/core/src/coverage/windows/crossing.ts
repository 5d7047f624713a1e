import type { PassLaw } from './pass-law.ts';
import type { SatellitePiece } from './satellite-piece.ts';

/** A margin and its rate at a share of the piece. */
export interface MarginAt {
  share: number;
  margin: number;
  rate: number;
}

/**
 * A step this small, as a share of a piece, ends the search for a root: 1 ms of two minutes. Newton's next step would be about its square
 * over twice the time from root to turning point: a microsecond where a pass lasts a second.
 */
const ROOT_STEP_SHARE = 1e-5;
const BRACKET_SHARE = 1e-9;
const STEPS_MAX = 60;

/** Finds where margins change sign and where they turn, within one piece. */
export class CrossingFinder {
  readonly #law: PassLaw;
  readonly #piece: SatellitePiece;
  readonly #margin: Float64Array = new Float64Array(2);
  /** Of the turning point found last. */
  readonly turn: MarginAt = { share: 0, margin: 0, rate: 0 };

  constructor(law: PassLaw, piece: SatellitePiece) {
    this.#law = law;
    this.#piece = piece;
  }

  /** The share at which the margin is zero between two that have different signs. Newton's steps, kept between those. */
  root(point: number, from: MarginAt, to: MarginAt): number {
    let low = from.share;
    let high = to.share;
    const lowIsIn = from.margin >= 0;
    if (lowIsIn === to.margin >= 0) return low;
    let share = firstGuess(from, to);
    for (let step = 0; step < STEPS_MAX; step++) {
      if (!(share > low && share < high)) share = (low + high) / 2;
      this.#measure(point, share);
      const margin = this.#margin[0]!;
      if (margin >= 0 === lowIsIn) low = share;
      else high = share;
      const next = share - margin / this.#margin[1]!;
      if (Math.abs(next - share) < ROOT_STEP_SHARE) return Math.max(low, Math.min(high, next));
      if (high - low < BRACKET_SHARE) return share;
      share = next;
    }
    return (low + high) / 2;
  }

  /**
   * Whether the margin, of one sign at both ends and turning between them, has the other sign somewhere; then `turn` is a place where it
   * has. The margin is taken to turn once.
   */
  turns(point: number, from: MarginAt, to: MarginAt): boolean {
    const isIn = from.margin >= 0;
    const { turn } = this;
    let low = from.share;
    let high = to.share;
    let lowRate = from.rate;
    let highRate = to.rate;
    for (let step = 0; step < STEPS_MAX; step++) {
      const secant = low + ((high - low) * lowRate) / (lowRate - highRate);
      const edge = 0.02 * (high - low);
      const share = step % 3 === 2 ? (low + high) / 2 : Math.max(low + edge, Math.min(high - edge, secant));
      this.#measure(point, share);
      const margin = this.#margin[0]!;
      const rate = this.#margin[1]!;
      if (margin >= 0 !== isIn) {
        turn.share = share;
        turn.margin = margin;
        turn.rate = rate;
        return true;
      }
      if (rate > 0 === lowRate > 0) {
        low = share;
        lowRate = rate;
      } else {
        high = share;
        highRate = rate;
      }
      const reach = rate > 0 === lowRate > 0 ? high - share : share - low;
      if (Math.abs(rate) * Math.max(reach, high - low) < Math.abs(margin)) return false;
      if (high - low < BRACKET_SHARE) return false;
    }
    return false;
  }

  #measure(point: number, share: number): void {
    this.#piece.stateInto(this.#piece.state, share);
    this.#law.marginInto(this.#margin, point, this.#piece.state);
  }
}

/** Inverse cubic through both margins and rates; the chord where a rate runs the wrong way. */
function firstGuess(from: MarginAt, to: MarginAt): number {
  const rise = to.margin - from.margin;
  const length = to.share - from.share;
  const w = -from.margin / rise;
  const chord = from.share + w * length;
  const fromSlope = rise / from.rate;
  const toSlope = rise / to.rate;
  if (!(fromSlope > 0 && toSlope > 0 && fromSlope < 3 * length && toSlope < 3 * length)) return chord;
  const rest = 1 - w;
  return from.share + length * w * w * (3 - 2 * w) + w * rest * rest * fromSlope - w * w * rest * toSlope;
}
