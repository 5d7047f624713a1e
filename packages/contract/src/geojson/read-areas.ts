import { degrees, radians, wrapPi } from '@cupola/core/foundation';
import {
  buildRegionIndex,
  isClosedRing,
  isInAnyRegion,
  ringCrossing,
  roughAreaM2,
} from '@cupola/core/physics';
import type { RegionRing, RingCrossing } from '@cupola/core/physics';
import type { Problem } from '@cupola/core/scenario';

/** All polygons of a GeoJSON text, or all that is wrong with it. */
export type AreasOutcome =
  | { readonly ok: true; readonly polygons: readonly (readonly RegionRing[])[] }
  | { readonly ok: false; readonly problems: readonly Problem[] };

/** Faults told of one file; a broken map has thousands. */
const PROBLEMS_MAX = 10;
/** A triangle, its first corner told twice. */
const RING_PLACES_MIN = 4;

/**
 * Reads the areas of a GeoJSON document (RFC 7946): polygons and multipolygons, alone, in geometry collections, features or collections of
 * these. Longitudes and latitudes in degrees on WGS 84; heights are passed over. Rings may cross the date line and go round a pole, but neither
 * cross themselves nor one another.
 */
export function readGeojsonAreas(text: string): AreasOutcome {
  const problems: Problem[] = [];
  const reader = new AreaReader(problems);
  try {
    reader.object(JSON.parse(text), '');
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    problems.push({
      path: '',
      value: null,
      expected: 'GeoJSON',
      message: `it is not JSON: ${error.message}`,
    });
  }
  if (problems.length === 0 && reader.polygons.length === 0) {
    const expected = 'a Polygon or MultiPolygon';
    problems.push({ path: '', value: null, expected, message: 'it holds no area' });
  }
  if (problems.length === 0) return { ok: true, polygons: reader.polygons };
  return { ok: false, problems: problems.slice(0, PROBLEMS_MAX) };
}

const HOLDERS: Readonly<Record<string, string>> = {
  FeatureCollection: 'features',
  GeometryCollection: 'geometries',
};

class AreaReader {
  readonly polygons: RegionRing[][] = [];
  readonly #problems: Problem[];

  constructor(problems: Problem[]) {
    this.#problems = problems;
  }

  object(value: unknown, path: string): void {
    const type = member(value, 'type');
    if (type === 'Feature') {
      // A feature without a place is allowed, and is no area.
      if (member(value, 'geometry') !== null)
        this.object(member(value, 'geometry'), within(path, 'geometry'));
      return;
    }
    const list = typeof type === 'string' ? HOLDERS[type] : undefined;
    if (list !== undefined) {
      this.#each(member(value, list), within(path, list), (each, at) => this.object(each, at));
      return;
    }
    const coordinates = member(value, 'coordinates');
    const at = within(path, 'coordinates');
    if (type === 'Polygon') this.#polygon(coordinates, at);
    else if (type === 'MultiPolygon')
      this.#each(coordinates, at, (each, place) => this.#polygon(each, place));
    else {
      const expected = 'Polygon, MultiPolygon, GeometryCollection, Feature or FeatureCollection';
      const message = typeof type === 'string' ? `a ${type} has no area` : '`type` is missing';
      this.#problems.push({ path: within(path, 'type'), value: type ?? null, expected, message });
    }
  }

  #polygon(value: unknown, path: string): void {
    const rings: RegionRing[] = [];
    const before = this.#problems.length;
    this.#each(value, path, (each, at) => rings.push(this.#ring(each, at)));
    if (this.#problems.length > before) return;
    const crossing = ringCrossing(rings);
    if (crossing !== null) {
      this.#problems.push(crossingProblem(crossing, rings, path));
      return;
    }
    this.#problems.push(...flatOuter(rings, path), ...strayHoles(rings, path));
    if (this.#problems.length === before) this.polygons.push(rings);
  }

  #ring(value: unknown, path: string): RegionRing {
    const ring: (readonly [number, number])[] = [];
    const before = this.#problems.length;
    this.#each(value, path, (each, at) => {
      const [lonDeg, latDeg]: unknown[] = Array.isArray(each) ? each : [];
      if (typeof lonDeg === 'number' && typeof latDeg === 'number' && isOnEarth(lonDeg, latDeg)) {
        ring.push([radians(lonDeg), radians(latDeg)]);
        return;
      }
      const expected = '[longitude, latitude] in degrees, from -180 to 180 and -90 to 90';
      this.#problems.push({ path: at, value: each, expected, message: 'this is no place on the Earth' });
    });
    if (this.#problems.length > before) return ring;
    const fault = ringFault(ring);
    if (fault !== null) this.#problems.push({ path, value: `${ring.length} places`, ...fault });
    return ring;
  }

  #each(value: unknown, path: string, take: (each: unknown, path: string) => void): void {
    if (Array.isArray(value) && value.length > 0) {
      value.forEach((each, index) => take(each, `${path}.${index}`));
      return;
    }
    const message = Array.isArray(value) ? 'the list is empty' : 'this is no list';
    this.#problems.push({ path, value: value ?? null, expected: 'a list with something in it', message });
  }
}

function ringFault(ring: RegionRing): Pick<Problem, 'expected' | 'message'> | null {
  const first = ring[0];
  const last = ring.at(-1);
  if (ring.length < RING_PLACES_MIN)
    return {
      expected: `at least ${RING_PLACES_MIN} places, the first again at the end`,
      message: 'this is no ring',
    };
  if (first?.[0] !== last?.[0] || first?.[1] !== last?.[1])
    return { expected: 'the first place again at the end', message: 'this ring is not closed' };
  if (!isClosedRing(ring)) {
    const expected = 'a ring on one side of the equator, or with an edge along a pole';
    return { expected, message: 'this ring goes round the Earth and does not say which side of it is meant' };
  }
  return null;
}

/** An outer ring around less than this bounds nothing, m²: corners on one line, or all in one place; rounding alone makes less than 1. */
const LEAST_AREA_M2 = 10;

function flatOuter([outer = []]: readonly RegionRing[], path: string): Problem[] {
  if (roughAreaM2(outer) >= LEAST_AREA_M2) return [];
  const expected = `corners around at least ${LEAST_AREA_M2} m²`;
  const message = 'there is no area inside this ring';
  return [{ path: `${path}.0`, value: `${outer.length} places`, expected, message }];
}

/** Holes that are in nothing. Rings do not cross: one place inside the outer ring says it of the whole hole, but for those that touch. */
function strayHoles(rings: readonly RegionRing[], path: string): Problem[] {
  const [outer, ...holes] = rings;
  if (outer === undefined || holes.length === 0) return [];
  const index = buildRegionIndex([{ id: 'outer', title: 'outer ring', polygons: [[outer]] }]);
  return holes.flatMap((hole, number): Problem[] =>
    withMidpoints(hole).some(([longitudeRad, latitudeRad]) => isInAnyRegion(index, longitudeRad, latitudeRad))
      ? []
      : [
          {
            path: `${path}.${number + 1}`,
            value: `${hole.length} places`,
            expected: 'holes inside ring 0; another area is a polygon of its own',
            message: `ring ${number + 1} lies outside ring 0`,
          },
        ],
  );
}

/** The corners of a hole may all lie on the outer ring; then the middles of its edges do not. */
function withMidpoints(ring: RegionRing): RegionRing {
  return ring.flatMap(([longitudeRad, latitudeRad], i): RegionRing => {
    const [nextLongitudeRad, nextLatitudeRad] = ring[i + 1] ?? [longitudeRad, latitudeRad];
    const middleRad = wrapPi(longitudeRad + 0.5 * wrapPi(nextLongitudeRad - longitudeRad));
    return [
      [longitudeRad, latitudeRad],
      [middleRad, 0.5 * (latitudeRad + nextLatitudeRad)],
    ];
  });
}

function crossingProblem(
  { ring, corner, otherRing, otherCorner, longitudeRad, latitudeRad }: RingCrossing,
  rings: readonly RegionRing[],
  path: string,
): Problem {
  const latDeg = degrees(latitudeRad);
  const lonDeg = degrees(wrapPi(longitudeRad));
  const place = `${Math.abs(latDeg).toFixed(3)} ${latDeg < 0 ? 'S' : 'N'} ${Math.abs(lonDeg).toFixed(3)} ${lonDeg < 0 ? 'W' : 'E'}`;
  const who = ring === otherRing ? `ring ${ring} crosses itself` : `ring ${ring} and ring ${otherRing} cross`;
  const from = cornerText(rings, ring, corner);
  const otherFrom = cornerText(rings, otherRing, otherCorner);
  return {
    path: `${path}.${otherRing}`,
    value: `${rings[otherRing]?.length ?? 0} places`,
    expected: 'rings that cross neither themselves nor one another',
    message: `${who} at ${place}: the edge from ${from} and that from ${otherFrom}`,
  };
}

/** As the file has it. */
function cornerText(rings: readonly RegionRing[], ring: number, corner: number): string {
  const [longitudeRad, latitudeRad] = rings[ring]?.[corner] ?? [];
  if (longitudeRad === undefined || latitudeRad === undefined) return 'the pole';
  return `[${Number(degrees(longitudeRad).toFixed(6))}, ${Number(degrees(latitudeRad).toFixed(6))}]`;
}

function isOnEarth(lonDeg: number, latDeg: number): boolean {
  return Math.abs(lonDeg) <= 180 && Math.abs(latDeg) <= 90;
}

function member(value: unknown, key: string): unknown {
  return typeof value === 'object' && value !== null ? Reflect.get(value, key) : undefined;
}

function within(path: string, key: string): string {
  return path === '' ? key : `${path}.${key}`;
}
