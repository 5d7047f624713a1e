import type { GroundOutline } from '../../messages/index.ts';
import type { GroundPoint } from '../../physics/index.ts';
import { choleskyRoot } from '../normal-root.ts';
import { groundMoments, groundOffsetM, movedOnGround } from '../flight-ends/ground-moments.ts';

const CORNERS = 24;
/** A corner is set by the places within this many corners to either side of it. */
const NEIGHBOURS = 1.5;
/** Smallest half axis of an outline, m: a law narrower than this is drawn this wide. */
const LEAST_SIGMA_M = 100;

/**
 * An outline that holds a share of equally likely places: seen from their median and scaled by their covariance, in each direction as far out as that share
 * of the places there, then all corners together in or out until the whole holds the share. Star-shaped about the median, which lies among the places
 * even where most are in one knot and some far off.
 */
export function outlineHolding(places: readonly GroundPoint[], share: number): GroundOutline {
  const { centre, covarianceM2 } = groundMoments(
    places,
    places.map(() => 1),
  );
  const [eastEast, eastNorth, northNorth] = covarianceM2;
  const root = choleskyRoot(
    [eastEast + LEAST_SIGMA_M ** 2, eastNorth, eastNorth, northNorth + LEAST_SIGMA_M ** 2],
    2,
  );
  const scaled = places.map((place) => {
    const [east, north] = groundOffsetM(centre, place);
    const u = east / root[0]!;
    return [u, (north - root[2]! * u) / root[3]!] as const;
  });
  const middle = [median(scaled.map(([u]) => u)), median(scaled.map(([, v]) => v))] as const;
  const polar = scaled.map(([u, v]) => ({
    angle: Math.atan2(v - middle[1], u - middle[0]),
    radius: Math.hypot(u - middle[0], v - middle[1]),
  }));
  const step = (2 * Math.PI) / CORNERS;
  const radii = Array.from({ length: CORNERS }, (_, corner) => {
    const near = polar
      .filter(({ angle }) => apart(angle, corner * step) <= NEIGHBOURS * step)
      .map(({ radius }) => radius)
      .toSorted((a, b) => a - b);
    return near.length === 0 ? 0 : near[Math.min(near.length - 1, Math.floor(share * near.length))]!;
  });
  const smooth = radii.map((radius, k) => {
    const before = radii[(k + CORNERS - 1) % CORNERS]!;
    const after = radii[(k + 1) % CORNERS]!;
    return 0.5 * radius + 0.25 * (before + after);
  });
  // How far out each place lies against the outline; one is on it.
  const ratios = polar
    .map(({ angle, radius }) => radius / Math.max(1e-9, radiusAt(smooth, angle)))
    .toSorted((a, b) => a - b);
  const scale = ratios[Math.min(ratios.length - 1, Math.ceil(share * ratios.length))] ?? 1;
  return smooth.map((radius, corner) => {
    const u = middle[0] + scale * radius * Math.cos(corner * step);
    const v = middle[1] + scale * radius * Math.sin(corner * step);
    const place = movedOnGround(centre, root[0]! * u, root[2]! * u + root[3]! * v);
    return [place.longitudeRad, place.latitudeRad] as const;
  });
}

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;
}

/** Radius of the straight side that an angle meets. */
function radiusAt(radii: readonly number[], angle: number): number {
  const step = (2 * Math.PI) / radii.length;
  const turned = ((angle % (2 * Math.PI)) + 2 * Math.PI) % (2 * Math.PI);
  const corner = Math.floor(turned / step) % radii.length;
  const within = turned - corner * step;
  const from = radii[corner]!;
  const to = radii[(corner + 1) % radii.length]!;
  // Where the ray meets the side between two corners, by the sine law.
  const across = to * Math.sin(step - within) + from * Math.sin(within);
  return across > 0 ? (from * to * Math.sin(step)) / across : 0;
}

function apart(a: number, b: number): number {
  const turned = Math.abs(a - b) % (2 * Math.PI);
  return Math.min(turned, 2 * Math.PI - turned);
}

type Point = readonly [number, number];

/** Longest side of an outline, m: sides are straight in longitude and latitude, and those of a hull on the plane it is taken on. */
const LONGEST_SIDE_M = 300_000;

const CORNERS_OF_SQUARE: readonly Point[] = [
  [1, 1],
  [-1, 1],
  [-1, -1],
  [1, -1],
];

/** The convex hull of places, each a square of `LEAST_SIGMA_M`, on the plane of distance and bearing from one of them; anticlockwise. */
export function outlineAround(from: GroundPoint, places: readonly GroundPoint[]): GroundOutline {
  const squares = places.flatMap((place) => {
    const [east, north] = groundOffsetM(from, place);
    return CORNERS_OF_SQUARE.map(([x, y]): Point => [east + LEAST_SIGMA_M * x, north + LEAST_SIGMA_M * y]);
  });
  const hull = convexHull(squares);
  return hull.flatMap(([x, y], k) => {
    const [nextX, nextY] = hull[(k + 1) % hull.length]!;
    const parts = Math.max(1, Math.ceil(Math.hypot(nextX - x, nextY - y) / LONGEST_SIDE_M));
    return Array.from({ length: parts }, (_, part) => {
      const share = part / parts;
      const place = movedOnGround(from, x + share * (nextX - x), y + share * (nextY - y));
      return [place.longitudeRad, place.latitudeRad] as const;
    });
  });
}

/** Anticlockwise, by two chains. [Andrew-1979]. */
function convexHull(points: readonly Point[]): readonly Point[] {
  const sorted = points.toSorted((a, b) => a[0] - b[0] || a[1] - b[1]);
  const chain = (ordered: readonly Point[]): Point[] => {
    const kept: Point[] = [];
    for (const point of ordered) {
      while (kept.length > 1 && turn(kept.at(-2)!, kept.at(-1)!, point) <= 0) kept.pop();
      kept.push(point);
    }
    return kept.slice(0, -1);
  };
  return [...chain(sorted), ...chain(sorted.toReversed())];
}

function turn(a: Point, b: Point, c: Point): number {
  return (b[0] - a[0]) * (c[1] - a[1]) - (b[1] - a[1]) * (c[0] - a[0]);
}
