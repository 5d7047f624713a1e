import { flyOutReachM } from '../closed-form/fly-out.ts';
import { tangentLengthM } from '../reach/reach-volume.ts';
import { meetableSeconds } from './meeting-law.ts';
import type { MeetingLaw } from './meeting-law.ts';
import type { TargetPath } from './target-path.ts';

/**
 * Finds where along a path an interceptor can meet a target by the published fly-out: within R(t) of where its satellite stands at the order, by a
 * straight line above the ground, at a whole second that the law allows.
 *
 * Instead of trying second after second it goes as far as it may: from one second to the next the distance and the reach come nearer to each other
 * by no more than the target's longest step and the fly-out's, so that who is short by `d` stays short for `d` over the sum of the two. Skips nothing that a plain
 * loop would find.
 */
export class MeetingFinder {
  readonly #path: TargetPath;
  readonly #longestS: number;
  /** Reach after each whole second of flight, m. */
  readonly #reachM: Float64Array;
  /** Of each place of the path: the line from it that touches the ground, m. */
  readonly #tangentM: Float64Array;
  /** The first second at or after each place at which a meeting is allowed; after the path where there is none. */
  readonly #next: Int32Array;
  readonly #closingOrClearingMPerS: number;
  /** A ball that holds every place at which a meeting is allowed: centre and radius, m. */
  readonly #ballM: readonly [xM: number, yM: number, zM: number, radiusM: number];
  /** The last second at which a meeting is allowed; before the path when there is none. */
  readonly lastS: number;

  constructor(path: TargetPath, law: MeetingLaw) {
    const { positionsM, fromS, heightsM } = path;
    const places = heightsM.length;
    this.#path = path;
    const allowed = meetableSeconds(path, law);
    this.lastS = fromS + allowed.lastIndexOf(1);
    this.#next = new Int32Array(places + 1);
    this.#next[places] = fromS + places;
    for (let place = places - 1; place >= 0; place--) {
      this.#next[place] = allowed[place] === 1 ? fromS + place : this.#next[place + 1]!;
    }
    this.#longestS = Math.min(law.longestFlyOutS, Math.max(0, places));
    this.#reachM = Float64Array.from({ length: this.#longestS + 1 }, (_, s) => flyOutReachM(law.flyOut, s));
    this.#tangentM = Float64Array.from({ length: places }, (_, place) =>
      tangentLengthM(
        Math.hypot(positionsM[3 * place]!, positionsM[3 * place + 1]!, positionsM[3 * place + 2]!),
      ),
    );
    let stepM = 0;
    let clearingM = 0;
    const first = this.#next[0]! - fromS;
    for (let place = Math.max(1, first + 1); place <= this.lastS - fromS; place++) {
      stepM = Math.max(
        stepM,
        Math.hypot(
          positionsM[3 * place]! - positionsM[3 * place - 3]!,
          positionsM[3 * place + 1]! - positionsM[3 * place - 2]!,
          positionsM[3 * place + 2]! - positionsM[3 * place - 1]!,
        ),
      );
      clearingM = Math.max(clearingM, this.#tangentM[place]! - this.#tangentM[place - 1]!);
    }
    this.#ballM = ballAround(positionsM, allowed);
    this.#closingOrClearingMPerS = stepM + Math.max(law.flyOut.speedMPerS, clearingM);
  }

  /** Further than this from the middle of all meetings nobody who moves no faster than that can come into reach, m: on an order at `orderS` or later. */
  farM(orderS: number, fastestMPerS: number): number {
    const leftS = Math.max(0, this.lastS - orderS);
    return this.#ballM[3] + this.#reachM[Math.min(leftS, this.#longestS)]! + fastestMPerS * leftS;
  }

  /** Square of the distance from the middle of all meetings, m². */
  fromMiddleM2(xM: number, yM: number, zM: number): number {
    const [bx, by, bz] = this.#ballM;
    return (xM - bx) ** 2 + (yM - by) ** 2 + (zM - bz) ** 2;
  }

  /** The first second at which who stands there at the order can meet the target; `NaN` when there is none. */
  firstMeetingS(xM: number, yM: number, zM: number, orderS: number): number {
    const endS = Math.min(this.lastS, orderS + this.#longestS);
    const tangentM = tangentLengthM(Math.sqrt(xM * xM + yM * yM + zM * zM));
    for (let second = this.#nextFrom(orderS + 1); second <= endS;) {
      const place = second - this.#path.fromS;
      const distanceM = this.#distanceM(place, xM, yM, zM);
      const reachM = Math.min(this.#reachM[second - orderS]!, this.#tangentM[place]! + tangentM);
      if (distanceM <= reachM) return second;
      const skipped = Math.ceil((distanceM - reachM) / this.#closingOrClearingMPerS - 1e-9);
      second = this.#nextFrom(second + Math.max(1, skipped));
    }
    return Number.NaN;
  }

  /** Can who stands there not meet the target on an order within a stretch from `orderS` on, even after flying on at `fastestMPerS` for all of it? */
  isApart(
    [xM = 0, yM = 0, zM = 0]: Float64Array,
    orderS: number,
    stretchS: number,
    fastestMPerS: number,
  ): boolean {
    const marginM = stretchS * fastestMPerS;
    const endS = Math.min(this.lastS, orderS + stretchS + this.#longestS);
    const tangentM = tangentLengthM(Math.sqrt(xM * xM + yM * yM + zM * zM) + marginM);
    for (let second = this.#nextFrom(orderS + 1); second <= endS;) {
      const place = second - this.#path.fromS;
      const reachM = Math.min(
        this.#reachM[Math.min(second - orderS, this.#longestS)]!,
        this.#tangentM[place]! + tangentM,
      );
      const shortM = this.#distanceM(place, xM, yM, zM) - reachM - marginM;
      if (shortM <= 0) return false;
      const skipped = Math.ceil(shortM / this.#closingOrClearingMPerS - 1e-9);
      second = this.#nextFrom(second + Math.max(1, skipped));
    }
    return true;
  }

  #nextFrom(second: number): number {
    const places = this.#next.length - 1;
    return this.#next[Math.min(places, Math.max(0, second - this.#path.fromS))]!;
  }

  #distanceM(place: number, xM: number, yM: number, zM: number): number {
    const { positionsM } = this.#path;
    const dx = xM - positionsM[3 * place]!;
    const dy = yM - positionsM[3 * place + 1]!;
    const dz = zM - positionsM[3 * place + 2]!;
    return Math.sqrt(dx * dx + dy * dy + dz * dz);
  }
}

/** About the box that holds the allowed places. */
function ballAround(
  positionsM: Float64Array,
  allowed: Uint8Array,
): readonly [xM: number, yM: number, zM: number, radiusM: number] {
  const middle = [0, 1, 2].map((axis) => {
    let least = Number.POSITIVE_INFINITY;
    let most = Number.NEGATIVE_INFINITY;
    for (let place = 0; place < allowed.length; place++) {
      if (allowed[place] === 0) continue;
      const value = positionsM[3 * place + axis]!;
      least = Math.min(least, value);
      most = Math.max(most, value);
    }
    return least <= most ? (least + most) / 2 : 0;
  });
  const [x = 0, y = 0, z = 0] = middle;
  let radiusM = 0;
  for (let place = 0; place < allowed.length; place++) {
    if (allowed[place] === 0) continue;
    const at = 3 * place;
    radiusM = Math.max(
      radiusM,
      Math.hypot(positionsM[at]! - x, positionsM[at + 1]! - y, positionsM[at + 2]! - z),
    );
  }
  return [x, y, z, radiusM];
}
