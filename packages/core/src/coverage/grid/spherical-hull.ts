/** Nothing further than this from the middle can be drawn on its tangent plane, cosine: 88.9 degrees. */
const COS_FARTHEST = 0.02;
/** Corners nearer than this to the line of their neighbours are none, on the tangent plane of the unit sphere. */
const STRAIGHT = 1e-12;

/**
 * Corners of the smallest convex outline round two sets of directions, counter-clockwise seen from outside: the places on all great-circle
 * arcs between any two of them. Gnomonic projection, in which great circles are straight, about the middle of the two sets; the outline is
 * Andrew's monotone chain.
 *
 * @param first - Unit vectors, [place][x, y, z]; so is `second`.
 * @returns [corner][x, y, z], two for an arc and one for a single place; null when they do not all lie near enough to their middle.
 */
export function sphericalHull(first: Float64Array, second: Float64Array): Float64Array | null {
  const a = meanDirection(first);
  const b = meanDirection(second);
  const middle = unit([a[0] + b[0], a[1] + b[1], a[2] + b[2]]);
  const helper: Vector = Math.abs(middle[2]) < 0.9 ? [0, 0, 1] : [1, 0, 0];
  const east = unit(cross(helper, middle));
  const north = cross(middle, east);
  const drawn: Drawn[] = [];
  for (const set of [first, second]) {
    for (let at = 0; at < set.length; at += 3) {
      const place: Vector = [set[at]!, set[at + 1]!, set[at + 2]!];
      const towards = dot(place, middle);
      if (!(towards > COS_FARTHEST)) return null;
      drawn.push({ u: dot(place, east) / towards, v: dot(place, north) / towards, place });
    }
  }
  return Float64Array.from(outline(drawn).flatMap(({ place }) => [...place]));
}

type Vector = readonly [number, number, number];

interface Drawn {
  readonly u: number;
  readonly v: number;
  readonly place: Vector;
}

function outline(drawn: readonly Drawn[]): readonly Drawn[] {
  const sorted = drawn
    .toSorted((a, b) => a.u - b.u || a.v - b.v)
    .filter((each, index, all) => {
      const before = all[index - 1];
      return before === undefined || Math.hypot(each.u - before.u, each.v - before.v) > STRAIGHT;
    });
  if (sorted.length < 3) return sorted;
  return [...halfOutline(sorted), ...halfOutline(sorted.toReversed())];
}

/** The outline on the right-hand side of the way from the first to the last, without the last. */
function halfOutline(sorted: readonly Drawn[]): readonly Drawn[] {
  const chain: Drawn[] = [];
  for (const each of sorted) {
    for (;;) {
      const last = chain.at(-1);
      const before = chain.at(-2);
      if (last === undefined || before === undefined) break;
      const turn = (last.u - before.u) * (each.v - before.v) - (last.v - before.v) * (each.u - before.u);
      if (turn > STRAIGHT) break;
      chain.pop();
    }
    chain.push(each);
  }
  return chain.slice(0, -1);
}

function meanDirection(set: Float64Array): Vector {
  let x = 0;
  let y = 0;
  let z = 0;
  for (let at = 0; at < set.length; at += 3) {
    x += set[at]!;
    y += set[at + 1]!;
    z += set[at + 2]!;
  }
  return unit([x, y, z]);
}

/** NaN for the zero vector, which then lies near nothing. */
function unit([x, y, z]: Vector): Vector {
  const length = Math.hypot(x, y, z);
  return [x / length, y / length, z / length];
}

function dot(a: Vector, b: Vector): number {
  return a[0] * b[0] + a[1] * b[1] + a[2] * b[2];
}

function cross(a: Vector, b: Vector): Vector {
  return [a[1] * b[2] - a[2] * b[1], a[2] * b[0] - a[0] * b[2], a[0] * b[1] - a[1] * b[0]];
}
