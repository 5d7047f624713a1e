import { TWO_PI } from '../../foundation/index.ts';
import { EARTH_EQUATORIAL_RADIUS_M, EARTH_POLAR_RADIUS_M } from '../../physics/index.ts';
import type { Region, RegionRing } from '../../physics/index.ts';
import { sphericalHull } from './spherical-hull.ts';

/** Mean of the three semi-axes, m: widths of corridors are measured on this sphere. */
const MEAN_RADIUS_M: number = (2 * EARTH_EQUATORIAL_RADIUS_M + EARTH_POLAR_RADIUS_M) / 3;

/** One end of a corridor: a place is a region whose only ring is a point. */
export type CorridorEnd = Pick<Region, 'polygons'>;

/**
 * The great-circle arcs from every place of one end to every place of the other, and all places within half a width of them: one piece for
 * each pair of polygons. On the sphere of geodetic directions.
 */
export interface Corridor {
  readonly halfWidthRad: number;
  readonly pieces: readonly CorridorPiece[];
}

/** Corners of the convex outline of both ends, counter-clockwise seen from outside: [corner][x, y, z]. One corner is a place, two are an arc. */
export interface CorridorPiece {
  readonly corners: Float64Array;
  /** A cap round the outline. */
  readonly centre: readonly [number, number, number];
  readonly radiusRad: number;
}

export type CorridorOutcome =
  | { readonly ok: true; readonly corridor: Corridor }
  /** `same`: both ends are one place. `apart`: they do not lie in one hemisphere, so that the arcs between them go both ways round. */
  | { readonly ok: false; readonly fault: 'same' | 'apart' };

/** Edges of regions run straight on a map: longer ones are told by places at most so far apart, rad. */
const EDGE_STEP_RAD: number = Math.PI / 180;

/** @param widthM - From side to side, on the sphere of the Earth's mean radius. */
export function corridorBetween(from: CorridorEnd, to: CorridorEnd, widthM: number): CorridorOutcome {
  const ends = [from, to].map(({ polygons }) => polygons.map(([outer = []]) => directionsOf(outer)));
  const [starts = [], goals = []] = ends;
  const hulls = starts.flatMap((start) => goals.map((goal) => sphericalHull(start, goal)));
  if (hulls.includes(null)) return { ok: false, fault: 'apart' };
  const pieces = hulls.flatMap((corners) => (corners === null ? [] : [pieceOf(corners)]));
  if (pieces.every(({ corners }) => corners.length === 3)) return { ok: false, fault: 'same' };
  return { ok: true, corridor: { halfWidthRad: widthM / 2 / MEAN_RADIUS_M, pieces } };
}

/** Unit vectors along a ring, [place][x, y, z]. */
function directionsOf(ring: RegionRing): Float64Array {
  const directions: number[] = [];
  ring.forEach(([longitudeRad, latitudeRad], index) => {
    const [nextLongitudeRad, nextLatitudeRad] = ring[(index + 1) % ring.length] ?? [0, 0];
    const east = nextLongitudeRad - longitudeRad;
    const eastRad = east - TWO_PI * Math.round(east / TWO_PI);
    const northRad = nextLatitudeRad - latitudeRad;
    const steps = Math.max(1, Math.ceil(Math.max(Math.abs(eastRad), Math.abs(northRad)) / EDGE_STEP_RAD));
    for (let step = 0; step < steps; step++) {
      const share = step / steps;
      directions.push(...direction(latitudeRad + share * northRad, longitudeRad + share * eastRad));
    }
  });
  return Float64Array.from(directions);
}

function direction(latitudeRad: number, longitudeRad: number): readonly [number, number, number] {
  const axis = Math.cos(latitudeRad);
  return [axis * Math.cos(longitudeRad), axis * Math.sin(longitudeRad), Math.sin(latitudeRad)];
}

function pieceOf(corners: Float64Array): CorridorPiece {
  let x = 0;
  let y = 0;
  let z = 0;
  for (let at = 0; at < corners.length; at += 3) {
    x += corners[at]!;
    y += corners[at + 1]!;
    z += corners[at + 2]!;
  }
  const length = Math.hypot(x, y, z);
  const centre = [x / length, y / length, z / length] as const;
  let nearest = 1;
  for (let at = 0; at < corners.length; at += 3) nearest = Math.min(nearest, dot(corners, at, centre));
  return { corners, centre, radiusRad: Math.acos(nearest) };
}

/** Says of places whether they lie in the corridor. */
export function corridorTest({
  halfWidthRad,
  pieces,
}: Corridor): (latitudeRad: number, longitudeRad: number) => boolean {
  const tests = pieces.map((piece) => pieceTest(piece, halfWidthRad));
  return (latitudeRad, longitudeRad) => {
    const place = direction(latitudeRad, longitudeRad);
    return tests.some((isNear) => isNear(place));
  };
}

type Place = readonly [number, number, number];

function pieceTest(
  { corners, centre, radiusRad }: CorridorPiece,
  halfWidthRad: number,
): (place: Place) => boolean {
  const cosNear = Math.cos(Math.min(Math.PI, radiusRad + halfWidthRad + 1e-9));
  const cosWidth = Math.cos(halfWidthRad);
  const sinWidth = Math.sin(halfWidthRad);
  const sides = sidesOf(corners);
  return (place) => {
    if (centre[0] * place[0] + centre[1] * place[1] + centre[2] * place[2] < cosNear) return false;
    let isInside = corners.length > 6;
    for (let at = 0; at < corners.length; at += 3) {
      if (dot(corners, at, place) >= cosWidth) return true;
      const inward = dot(sides.inward, at, place);
      if (inward < 0) isInside = false;
      const isBeside = dot(sides.ahead, at, place) >= 0 && dot(sides.behind, at, place) >= 0;
      if (isBeside && Math.abs(inward) <= sinWidth) return true;
    }
    return isInside;
  };
}

/** Of the side from each corner to the next, [corner][x, y, z]: pole on the inner side, direction from its start and back from its end. */
function sidesOf(corners: Float64Array): Record<'inward' | 'ahead' | 'behind', Float64Array> {
  const inward = new Float64Array(corners.length);
  const ahead = new Float64Array(corners.length);
  const behind = new Float64Array(corners.length);
  for (let at = 0; at < corners.length; at += 3) {
    const next = (at + 3) % corners.length;
    crossInto(inward, at, corners, at, corners, next);
    const length = Math.hypot(inward[at]!, inward[at + 1]!, inward[at + 2]!);
    // A single corner has no side: nothing is beside it.
    for (let axis = at; axis < at + 3; axis++)
      inward[axis] = length === 0 ? Number.NaN : inward[axis]! / length;
    crossInto(ahead, at, inward, at, corners, at);
    crossInto(behind, at, corners, next, inward, at);
  }
  return { inward, ahead, behind };
}

function crossInto(
  out: Float64Array,
  at: number,
  a: Float64Array,
  ofA: number,
  b: Float64Array,
  ofB: number,
): void {
  out[at] = a[ofA + 1]! * b[ofB + 2]! - a[ofA + 2]! * b[ofB + 1]!;
  out[at + 1] = a[ofA + 2]! * b[ofB]! - a[ofA]! * b[ofB + 2]!;
  out[at + 2] = a[ofA]! * b[ofB + 1]! - a[ofA + 1]! * b[ofB]!;
}

function dot(values: Float64Array, at: number, place: Place): number {
  return values[at]! * place[0] + values[at + 1]! * place[1] + values[at + 2]! * place[2];
}
