import { assert } from '../../foundation/index.ts';
import { CrossingFinder } from './crossing.ts';
import type { MarginAt } from './crossing.ts';
import { PIECE_STRIDE } from './earth-fixed-path.ts';
import type { EarthFixedPath } from './earth-fixed-path.ts';
import type { PassLaw } from './pass-law.ts';
import { PieceRing } from './piece-ring.ts';
import { SatellitePiece } from './satellite-piece.ts';
import { pointBins, rangesLength, rangesNearInto } from '../counters/point-bins.ts';
import type { PointBins } from '../counters/point-bins.ts';
import type { SurfacePoints } from '../grid/surface-points.ts';

/** Told of every window: a satellite sees a point from rise to set, s since the start of the search. */
export type OnWindow = (
  point: number,
  satellite: number,
  riseS: number,
  setS: number,
  startOpen: boolean,
  endOpen: boolean,
) => void;

const OUT = Number.NaN;
const SINCE_BEFORE = Number.NEGATIVE_INFINITY;

/**
 * Finds all windows of all satellites and points, piece by piece. In each piece only the points in a ring about each satellite are looked
 * at: those that its reach may enter or leave while it moves. Of a pair, the margin is taken to turn at most once in a piece.
 */
export class PassFinder {
  readonly #path: EarthFixedPath;
  readonly #satellites: Int32Array;
  readonly #pointCount: number;
  readonly #durationS: number;
  readonly #law: PassLaw;
  readonly #ring: PieceRing;
  readonly #onWindow: OnWindow;
  readonly #bins: PointBins;
  readonly #ranges: Int32Array;
  readonly #directions: Float64Array;
  /** When each pair came into view, [place in satellites][point], s; NaN out of view, -∞ in view from the start. */
  readonly #since: Float64Array;
  readonly #pieces: Float64Array;
  readonly #piece: SatellitePiece = new SatellitePiece();
  readonly #finder: CrossingFinder;
  readonly #startState: Float64Array = new Float64Array(6);
  readonly #endState: Float64Array = new Float64Array(6);
  readonly #scratch: Float64Array = new Float64Array(2);
  readonly #from: MarginAt = { share: 0, margin: 0, rate: 0 };
  readonly #to: MarginAt = { share: 1, margin: 0, rate: 0 };
  #done = 0;

  /** @param satellites - Those to search, by index. */
  constructor(
    path: EarthFixedPath,
    satellites: Int32Array,
    points: SurfacePoints,
    law: PassLaw,
    durationS: number,
    onWindow: OnWindow,
  ) {
    this.#path = path;
    this.#satellites = satellites;
    this.#pointCount = points.count;
    this.#durationS = durationS;
    this.#law = law;
    this.#ring = new PieceRing(law);
    this.#onWindow = onWindow;
    this.#bins = pointBins(points);
    this.#ranges = new Int32Array(rangesLength(this.#bins));
    this.#directions = directionsOf(points);
    this.#since = new Float64Array(satellites.length * points.count).fill(OUT);
    this.#pieces = new Float64Array(path.satelliteCount * PIECE_STRIDE);
    this.#finder = new CrossingFinder(law, this.#piece);
  }

  /** The next piece; to be called `pieceCount` times. */
  search(): void {
    assert(this.#done < this.#path.pieceCount, 'the search is not over');
    this.#path.pieceInto(this.#pieces, this.#done);
    for (let slot = 0; slot < this.#satellites.length; slot++) this.#searchSatellite(slot);
    this.#done += 1;
    if (this.#done === this.#path.pieceCount) this.#close();
  }

  #searchSatellite(slot: number): void {
    const start = this.#startState;
    const end = this.#endState;
    const middle = this.#piece.state;
    this.#piece.take(this.#pieces, this.#satellites[slot]!);
    this.#piece.stateInto(start, 0);
    this.#piece.stateInto(middle, 0.5);
    this.#piece.stateInto(end, 1);
    const ring = this.#ring;
    ring.turnTo(start, middle, end, this.#done === 0);
    const ranges = this.#ranges;
    const { latitudeRad, longitudeRad, reachRad } = ring;
    const written = rangesNearInto(ranges, this.#bins, latitudeRad, longitudeRad, reachRad);
    const directions = this.#directions;
    const order = this.#bins.points;
    for (let range = 0; range < written; range += 2)
      for (let place = ranges[range]!; place < ranges[range + 1]!; place++) {
        const point = order[place]!;
        const at = 3 * point;
        if (ring.holds(directions[at]!, directions[at + 1]!, directions[at + 2]!))
          this.#searchPair(slot, point);
      }
  }

  #searchPair(slot: number, point: number): void {
    const pair = slot * this.#pointCount + point;
    const from = this.#from;
    const to = this.#to;
    if (this.#done === 0) {
      this.#measureInto(from, point, this.#startState);
      if (from.margin >= 0) this.#since[pair] = SINCE_BEFORE;
    }
    const wasIn = !Number.isNaN(this.#since[pair]!);
    this.#measureInto(to, point, this.#endState);
    if (wasIn !== to.margin >= 0) {
      this.#measureInto(from, point, this.#startState);
      this.#crossed(slot, point, this.#finder.root(point, from, to));
      return;
    }
    if (wasIn ? to.rate <= 0 : to.rate >= 0) return;
    this.#measureInto(from, point, this.#startState);
    if (wasIn ? from.rate >= 0 : from.rate <= 0) return;
    if (from.margin >= 0 !== wasIn || !this.#finder.turns(point, from, to)) return;
    const { turn } = this.#finder;
    const first = this.#finder.root(point, from, turn);
    const second = this.#finder.root(point, turn, to);
    this.#crossed(slot, point, first);
    this.#crossed(slot, point, second);
  }

  #measureInto(out: MarginAt, point: number, state: Float64Array): void {
    this.#law.marginInto(this.#scratch, point, state);
    out.margin = this.#scratch[0]!;
    out.rate = this.#scratch[1]!;
  }

  #crossed(slot: number, point: number, share: number): void {
    const atS = (this.#done + share) * this.#path.pieceS;
    if (atS >= this.#durationS) return;
    const pair = slot * this.#pointCount + point;
    const since = this.#since[pair]!;
    if (Number.isNaN(since)) {
      this.#since[pair] = atS;
      return;
    }
    this.#since[pair] = OUT;
    this.#onWindow(point, this.#satellites[slot]!, Math.max(0, since), atS, since === SINCE_BEFORE, false);
  }

  /** What is still in view stays so to the end. */
  #close(): void {
    const since = this.#since;
    for (let pair = 0; pair < since.length; pair++) {
      const from = since[pair]!;
      if (Number.isNaN(from)) continue;
      const point = pair % this.#pointCount;
      const satellite = this.#satellites[(pair - point) / this.#pointCount]!;
      this.#onWindow(point, satellite, Math.max(0, from), this.#durationS, from === SINCE_BEFORE, true);
    }
  }
}

/** Unit vectors from the Earth's centre, [point][x, y, z]. */
function directionsOf({ count, positionsItrfM }: SurfacePoints): Float64Array {
  const directions = new Float64Array(3 * count);
  for (let at = 0; at < directions.length; at += 3) {
    const x = positionsItrfM[at]!;
    const y = positionsItrfM[at + 1]!;
    const z = positionsItrfM[at + 2]!;
    const length = Math.sqrt(x * x + y * y + z * z);
    directions[at] = x / length;
    directions[at + 1] = y / length;
    directions[at + 2] = z / length;
  }
  return directions;
}
