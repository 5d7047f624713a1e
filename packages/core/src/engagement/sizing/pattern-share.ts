import { TWO_PI } from '../../foundation/index.ts';
import { EARTH_EQUATORIAL_RADIUS_M } from '../../physics/index.ts';
import { arcLevelM } from '../reach/plane-arc.ts';
import type { ReachVolume } from '../reach/reach-volume.ts';

/** Circular orbits of one height and inclination. */
export interface CircularShell {
  readonly altitudeM: number;
  readonly inclinationRad: number;
}

/**
 * Which part of each plane of a pattern is in reach of a place, for nodes of the pattern that are spread over the spacing of its planes: an arc of
 * the orbit each, in turns. Serves every number of satellites in a plane and every phasing.
 */
export interface PatternArcs {
  readonly planes: number;
  /** Arcs of node sample n stand from `start[n]` to before `start[n + 1]`. */
  readonly start: Int32Array;
  readonly plane: Int32Array;
  readonly from: Float64Array;
  readonly to: Float64Array;
}

/** Nodes that are tried within the spacing of the planes. */
const NODES = 96;

/** @param volume - Of a place that stands with the Earth. */
export function patternArcs(
  planes: number,
  { altitudeM, inclinationRad }: CircularShell,
  volume: ReachVolume,
): PatternArcs {
  const level = arcLevelM(volume, 0, EARTH_EQUATORIAL_RADIUS_M + altitudeM);
  const [x = 0, y = 0, z = 0] = volume.centresM;
  const sinI = Math.sin(inclinationRad);
  const cosI = Math.cos(inclinationRad);
  const start = new Int32Array(NODES + 1);
  const plane: number[] = [];
  const from: number[] = [];
  const to: number[] = [];
  const cosPlane = Float64Array.from({ length: planes }, (_, which) => Math.cos((TWO_PI * which) / planes));
  const sinPlane = Float64Array.from({ length: planes }, (_, which) => Math.sin((TWO_PI * which) / planes));
  for (let sample = 0; sample < NODES; sample++) {
    const shift = (TWO_PI * (sample + 0.5)) / (NODES * planes);
    const cosShift = Math.cos(shift);
    const sinShift = Math.sin(shift);
    for (let which = 0; which < planes; which++) {
      const cosNode = cosPlane[which]! * cosShift - sinPlane[which]! * sinShift;
      const sinNode = sinPlane[which]! * cosShift + cosPlane[which]! * sinShift;
      const along = x * cosNode + y * sinNode;
      const ahead = (y * cosNode - x * sinNode) * cosI + z * sinI;
      const squared = along * along + ahead * ahead;
      if (level > 0 && squared < level * level) continue;
      const cosine = level / Math.sqrt(squared);
      const half = cosine <= -1 ? Math.PI : Math.acos(Math.min(1, cosine));
      const middle = Math.atan2(ahead, along);
      plane.push(which);
      from.push((middle - half) / TWO_PI);
      to.push((middle + half) / TWO_PI);
    }
    start[sample + 1] = plane.length;
  }
  return {
    planes,
    start,
    plane: Int32Array.from(plane),
    from: Float64Array.from(from),
    to: Float64Array.from(to),
  };
}

/**
 * Share of all positions of a Walker delta pattern against the Earth, every one as likely, in which at least `wanted` of it are in reach of the
 * place: in the long run, the share of launches.
 *
 * A pattern comes to itself again when its nodes have moved by one spacing and its satellites along their orbits by another, so that one cell of
 * the two is all there is. Along the orbit the share is exact: between the moments at which somebody comes into an arc or leaves it the number
 * stands still.
 */
export function patternShare(
  { planes, start, plane, from, to }: PatternArcs,
  perPlane: number,
  phasing: number,
  wanted: number,
): number {
  const nodes = start.length - 1;
  const longest = longestRun(start);
  const enter = new Float64Array(longest);
  const leave = new Float64Array(longest);
  let sum = 0;
  for (let sample = 0; sample < nodes; sample++) {
    let count = 0;
    let entering = 0;
    let leaving = 0;
    for (let arc = start[sample]!; arc < start[sample + 1]!; arc++) {
      const shift = (phasing * plane[arc]!) / planes;
      // In spacings of the satellites, as the pattern stands; it moves on from 0 to 1.
      const first = perPlane * from[arc]! - shift;
      const last = perPlane * to[arc]! - shift;
      count += Math.floor(last) - Math.ceil(first) + 1;
      entering = inserted(enter, entering, first - Math.floor(first));
      leaving = inserted(leave, leaving, last - Math.floor(last));
    }
    sum += timeWith(wanted, count, enter, entering, leave, leaving);
  }
  return sum / nodes;
}

function longestRun(start: Int32Array): number {
  let longest = 0;
  for (let sample = 1; sample < start.length; sample++) {
    longest = Math.max(longest, start[sample]! - start[sample - 1]!);
  }
  return longest;
}

/** Puts a value into its place among the first `length`, which are sorted. @returns How many there are now. */
function inserted(sorted: Float64Array, length: number, value: number): number {
  let place = length;
  while (place > 0 && sorted[place - 1]! > value) {
    sorted[place] = sorted[place - 1]!;
    place -= 1;
  }
  sorted[place] = value;
  return length + 1;
}

/** How much of [0, 1) passes with at least `wanted`, from `count` at 0, one more at each of `enter` and one less after each of `leave`. */
function timeWith(
  wanted: number,
  count: number,
  enter: Float64Array,
  entering: number,
  leave: Float64Array,
  leaving: number,
): number {
  let inReach = count;
  let passed = 0;
  let at = 0;
  let nextIn = 0;
  let nextOut = 0;
  // One who stands at the beginning of an arc at 0 is counted already.
  while (nextIn < entering && enter[nextIn] === 0) nextIn += 1;
  while (nextIn < entering || nextOut < leaving) {
    const comes = nextOut >= leaving || (nextIn < entering && enter[nextIn]! <= leave[nextOut]!);
    const then = comes ? enter[nextIn]! : leave[nextOut]!;
    if (inReach >= wanted) passed += then - at;
    at = then;
    if (comes) {
      inReach += 1;
      nextIn += 1;
    } else {
      inReach -= 1;
      nextOut += 1;
    }
  }
  return inReach >= wanted ? passed + 1 - at : passed;
}
