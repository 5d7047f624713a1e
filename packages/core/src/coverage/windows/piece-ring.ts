import type { PassLaw } from './pass-law.ts';

/** What a satellite may stray from where it is at the middle of a piece, beyond where it is at the ends, rad. */
const STRAY_RAD = 2e-3;
/** What its distance may stray from those at the ends and the middle, m. */
const STRAY_M = 2000;
/** A reach between those of the lowest and the highest distance may exceed both by this, where a range limits it, rad. */
const REACH_SLACK_RAD = 1e-4;
/** Of a function with third derivative 1 per unit, from the parabola through both ends and the middle: 1/(8 · 9√3) and a half more. */
const PARABOLA_ERROR = 0.012;
const ANGLE_SLACK = 1e-9;

/**
 * The points about a satellite whose view of it may begin or end over one piece: a ring between what it sees all the while and what it never
 * sees.
 */
export class PieceRing {
  /** Where the points lie: within `reachRad` of this direction from the Earth's centre. */
  latitudeRad = 0;
  longitudeRad = 0;
  reachRad = 0;
  readonly #law: PassLaw;
  #x = 0;
  #y = 0;
  #z = 0;
  #startX = 0;
  #startY = 0;
  #startZ = 0;
  #endX = 0;
  #endY = 0;
  #endZ = 0;
  #cosNear = 0;
  #cosDeep = 0;
  #cosOuter = 0;
  #cosInner = 0;

  constructor(law: PassLaw) {
    this.#law = law;
  }

  /**
   * @param start - Position at the start of the piece, Earth-fixed, m; so are `middle` and `end`.
   * @param isFirst - All points in reach are in the ring of the first piece, as nothing is known of them.
   */
  turnTo(start: Float64Array, middle: Float64Array, end: Float64Array, isFirst: boolean): void {
    const startM = lengthM(start);
    const endM = lengthM(end);
    const middleM = lengthM(middle);
    const x = middle[0]! / middleM;
    const y = middle[1]! / middleM;
    const z = middle[2]! / middleM;
    const apart = Math.min(
      (x * start[0]! + y * start[1]! + z * start[2]!) / startM,
      (x * end[0]! + y * end[1]! + z * end[2]!) / endM,
    );
    const turned = Math.acos(Math.min(1, apart));
    const motion = turned + STRAY_RAD;
    const lowM = Math.min(startM, middleM, endM) - STRAY_M;
    const highM = Math.max(startM, middleM, endM) + STRAY_M;
    const law = this.#law;
    const outer = Math.max(law.outerRad(lowM), law.outerRad(highM)) + REACH_SLACK_RAD;
    const inner = isFirst ? -1 : Math.min(law.innerRad(lowM), law.innerRad(highM)) - REACH_SLACK_RAD;
    const slack = ANGLE_SLACK + PARABOLA_ERROR * (2 * motion) ** 3;
    this.#cosNear = cosineOr(outer + motion, -2);
    this.#cosOuter = isFirst ? -2 : cosineOr(outer, -2) - slack;
    this.#cosDeep = inner > motion ? Math.cos(inner - motion) : 2;
    this.#cosInner = inner > 0 ? Math.cos(inner) + slack : 2;
    this.latitudeRad = Math.asin(z);
    this.longitudeRad = Math.atan2(y, x);
    this.reachRad = Math.min(outer + motion, Math.PI);
    this.#x = x;
    this.#y = y;
    this.#z = z;
    this.#startX = start[0]! / startM;
    this.#startY = start[1]! / startM;
    this.#startZ = start[2]! / startM;
    this.#endX = end[0]! / endM;
    this.#endY = end[1]! / endM;
    this.#endZ = end[2]! / endM;
  }

  /** Is the point in this direction (unit vector) in the ring? */
  holds(px: number, py: number, pz: number): boolean {
    const cosMiddle = this.#x * px + this.#y * py + this.#z * pz;
    if (cosMiddle < this.#cosNear || cosMiddle > this.#cosDeep) return false;
    const cosStart = this.#startX * px + this.#startY * py + this.#startZ * pz;
    const cosEnd = this.#endX * px + this.#endY * py + this.#endZ * pz;
    // The cosine over the piece is the parabola through its three values, to within the slack.
    const square = 2 * (cosStart + cosEnd - 2 * cosMiddle);
    const linear = 4 * cosMiddle - 3 * cosStart - cosEnd;
    const turn = -linear / (2 * square);
    const cosTurn = turn > 0 && turn < 1 ? cosStart - (linear * linear) / (4 * square) : cosStart;
    if (cosStart < this.#cosOuter && cosEnd < this.#cosOuter && cosTurn < this.#cosOuter) return false;
    return !(cosStart > this.#cosInner && cosEnd > this.#cosInner && cosTurn > this.#cosInner);
  }
}

function lengthM(state: Float64Array): number {
  const x = state[0]!;
  const y = state[1]!;
  const z = state[2]!;
  return Math.sqrt(x * x + y * y + z * z);
}

/** The cosine of an angle below a half turn. */
function cosineOr(angleRad: number, otherwise: number): number {
  return angleRad < Math.PI ? Math.cos(angleRad) : otherwise;
}
