import { TWO_PI, assert, wrapPi } from '../foundation/index.ts';

/** A closed ring of [longitude, latitude] pairs, rad, geodetic; the last pair may repeat the first. */
export type RegionRing = readonly (readonly [longitudeRad: number, latitudeRad: number])[];

/** An area on the ground. A polygon is its outer ring and its holes; the region is the union of its polygons. */
export interface Region {
  readonly id: string;
  readonly title: string;
  readonly polygons: readonly (readonly RegionRing[])[];
}

/** A box in longitude and latitude, rad; `eastRad` may exceed π when the box crosses the 180° meridian. */
export interface LonLatBox {
  readonly westRad: number;
  readonly eastRad: number;
  readonly southRad: number;
  readonly northRad: number;
}

/** Edges of one region, sorted into bands of latitude. */
interface RegionBands {
  readonly id: string;
  readonly title: string;
  readonly box: LonLatBox;
  readonly bandCount: number;
  readonly bandsPerRad: number;
  /** Entries of band b: `bandStart[b]` up to, not including, `bandStart[b + 1]`. */
  readonly bandStart: Uint32Array;
  /** [entry][latitude 1, latitude 2, longitude 1, longitude 2], rad. */
  readonly edges: Float64Array;
  /** Which polygon the entry belongs to; ascending inside a band. */
  readonly polygonOf: Uint32Array;
}

/** Regions made ready for many point-in-region questions. */
export interface RegionIndex {
  readonly regions: readonly RegionBands[];
}

interface Edge {
  readonly polygon: number;
  readonly longitude1: number;
  readonly latitude1: number;
  readonly longitude2: number;
  readonly latitude2: number;
}

const MAX_BANDS = 2048;
const EDGE_NUMBERS = 4;

/**
 * Sorts the edges of each region into bands of latitude, so that a question about a point touches only the edges at its latitude.
 *
 * Edges are straight in longitude and latitude, as the map data means them. Rings may cross the 180° meridian. A ring round a pole has an
 * edge along the pole, from 180° west to 180° east, as map files draw it; one without stops with a message (`isClosedRing` tells it).
 */
export function buildRegionIndex(regions: readonly Region[]): RegionIndex {
  return { regions: regions.map(bandsOf) };
}

/** The ids of the regions the point lies in, in the order of the index. */
export function regionsAt(index: RegionIndex, longitudeRad: number, latitudeRad: number): readonly string[] {
  const ids: string[] = [];
  for (let i = 0; i < index.regions.length; i++) {
    if (isInRegion(index, i, longitudeRad, latitudeRad)) ids.push(index.regions[i]!.id);
  }
  return ids;
}

/** Does the point lie in any region? */
export function isInAnyRegion(index: RegionIndex, longitudeRad: number, latitudeRad: number): boolean {
  for (let i = 0; i < index.regions.length; i++) {
    if (isInRegion(index, i, longitudeRad, latitudeRad)) return true;
  }
  return false;
}

/**
 * Does the point lie in the region with this number? Even-odd rule per polygon. About a microsecond against the outline of the 48 states.
 * Points exactly on an edge may fall on either side.
 */
export function isInRegion(
  index: RegionIndex,
  regionIndex: number,
  longitudeRad: number,
  latitudeRad: number,
): boolean {
  const bands = index.regions[regionIndex];
  assert(bands !== undefined, `region ${regionIndex} is in the index`);
  const { box } = bands;
  // Written so that NaN is outside.
  if (!(latitudeRad >= box.southRad && latitudeRad <= box.northRad)) return false;
  const longitude = wrapPi(longitudeRad);
  return (
    (longitude >= box.westRad && longitude <= box.eastRad && crosses(bands, longitude, latitudeRad)) ||
    (longitude + TWO_PI <= box.eastRad && crosses(bands, longitude + TWO_PI, latitudeRad))
  );
}

/**
 * Can part of the region's border lie in the box? Errs towards yes. When no region's border does, the box lies wholly inside or wholly
 * outside each region.
 */
export function mayBorderCross(index: RegionIndex, regionIndex: number, box: LonLatBox): boolean {
  const bands = index.regions[regionIndex];
  assert(bands !== undefined, `region ${regionIndex} is in the index`);
  if (box.northRad < bands.box.southRad || box.southRad > bands.box.northRad) return false;
  const turns = [-TWO_PI, 0, TWO_PI].filter(
    (turn) => box.eastRad + turn >= bands.box.westRad && box.westRad + turn <= bands.box.eastRad,
  );
  if (turns.length === 0) return false;
  const first = bandAt(bands, box.southRad);
  const last = bandAt(bands, box.northRad);
  for (let entry = bands.bandStart[first]!; entry < bands.bandStart[last + 1]!; entry++) {
    const at = entry * EDGE_NUMBERS;
    const latitude1 = bands.edges[at]!;
    const latitude2 = bands.edges[at + 1]!;
    const longitude1 = bands.edges[at + 2]!;
    const longitude2 = bands.edges[at + 3]!;
    if (Math.max(latitude1, latitude2) < box.southRad || Math.min(latitude1, latitude2) > box.northRad)
      continue;
    const west = Math.min(longitude1, longitude2);
    const east = Math.max(longitude1, longitude2);
    if (turns.some((turn) => east >= box.westRad + turn && west <= box.eastRad + turn)) return true;
  }
  return false;
}

function bandAt(bands: RegionBands, latitudeRad: number): number {
  const band = Math.floor((latitudeRad - bands.box.southRad) * bands.bandsPerRad);
  return Math.min(bands.bandCount - 1, Math.max(0, band));
}

/** Ray towards the east, counted per polygon. */
function crosses(bands: RegionBands, longitude: number, latitude: number): boolean {
  const band = bandAt(bands, latitude);
  const { edges, polygonOf } = bands;
  const end = bands.bandStart[band + 1]!;
  let polygon = -1;
  let inside = false;
  for (let entry = bands.bandStart[band]!; entry < end; entry++) {
    if (polygonOf[entry]! !== polygon) {
      if (inside) return true;
      polygon = polygonOf[entry]!;
    }
    const at = entry * EDGE_NUMBERS;
    const latitude1 = edges[at]!;
    const latitude2 = edges[at + 1]!;
    if (latitude1 > latitude === latitude2 > latitude) continue;
    const longitude1 = edges[at + 2]!;
    const share = (latitude - latitude1) / (latitude2 - latitude1);
    if (longitude < longitude1 + share * (edges[at + 3]! - longitude1)) inside = !inside;
  }
  return inside;
}

function bandsOf(region: Region): RegionBands {
  const edges = region.polygons.flatMap((rings, polygon) => polygonEdges(region.id, rings, polygon));
  assert(edges.length > 0, `region ${region.id} has an edge`);
  let westRad = Infinity;
  let eastRad = -Infinity;
  let southRad = Infinity;
  let northRad = -Infinity;
  for (const edge of edges) {
    westRad = Math.min(westRad, edge.longitude1);
    eastRad = Math.max(eastRad, edge.longitude1);
    southRad = Math.min(southRad, edge.latitude1);
    northRad = Math.max(northRad, edge.latitude1);
  }
  const box = { westRad, eastRad, southRad, northRad };
  const bandCount = Math.min(MAX_BANDS, Math.max(1, Math.ceil(edges.length / 4)));
  const bandsPerRad = bandCount / Math.max(northRad - southRad, Number.EPSILON);
  const clampBand = (latitude: number): number =>
    Math.min(bandCount - 1, Math.max(0, Math.floor((latitude - southRad) * bandsPerRad)));
  const perBand: Edge[][] = Array.from({ length: bandCount }, () => []);
  for (const edge of edges) {
    const last = clampBand(Math.max(edge.latitude1, edge.latitude2));
    for (let band = clampBand(Math.min(edge.latitude1, edge.latitude2)); band <= last; band++) {
      perBand[band]?.push(edge);
    }
  }
  return { id: region.id, title: region.title, box, bandCount, bandsPerRad, ...bandColumns(perBand) };
}

function bandColumns(
  perBand: readonly (readonly Edge[])[],
): Pick<RegionBands, 'bandStart' | 'edges' | 'polygonOf'> {
  const bandStart = new Uint32Array(perBand.length + 1);
  for (const [band, edges] of perBand.entries()) bandStart[band + 1] = bandStart[band]! + edges.length;
  const entries = perBand.flat();
  const edges = new Float64Array(entries.length * EDGE_NUMBERS);
  const polygonOf = new Uint32Array(entries.length);
  for (const [entry, edge] of entries.entries()) {
    edges.set([edge.latitude1, edge.latitude2, edge.longitude1, edge.longitude2], entry * EDGE_NUMBERS);
    polygonOf[entry] = edge.polygon;
  }
  return { bandStart, edges, polygonOf };
}

/** Edges of a polygon with longitudes made continuous, the westernmost of the outer ring in [-π, π), holes moved along with it. */
function polygonEdges(regionId: string, rings: readonly RegionRing[], polygon: number): Edge[] {
  const edges: Edge[] = [];
  let outerWest: number | null = null;
  for (const ring of rings) {
    const points = continuousRing(regionId, ring);
    const west = Math.min(...points.map((point) => point[0]));
    outerWest ??= wrapPi(west);
    let target = wrapPi(west);
    if (target < outerWest - 1e-12) target += TWO_PI;
    const shift = target - west;
    for (let i = 0; i < points.length; i++) {
      const from = points[i];
      const to = points[(i + 1) % points.length];
      assert(from !== undefined && to !== undefined, 'ring points exist');
      if (from[0] === to[0] && from[1] === to[1]) continue;
      edges.push({
        polygon,
        longitude1: from[0] + shift,
        latitude1: from[1],
        longitude2: to[0] + shift,
        latitude2: to[1],
      });
    }
  }
  return edges;
}

function continuousRing(regionId: string, ring: RegionRing): (readonly [number, number])[] {
  const points: (readonly [number, number])[] = [];
  let previous: readonly [number, number] | null = null;
  for (const [longitudeRad, latitudeRad] of ring) {
    assert(
      Number.isFinite(longitudeRad) && Math.abs(latitudeRad) <= Math.PI / 2,
      `region ${regionId} holds longitude ${longitudeRad} and latitude ${latitudeRad} rad`,
    );
    const longitude: number = previous === null ? longitudeRad : longitudeAfter(previous, longitudeRad);
    points.push([longitude, latitudeRad]);
    previous = [longitude, latitudeRad];
  }
  assert(points.length > 0, `a ring of region ${regionId} has points`);
  assert(closesOnItself(points), `a ring of region ${regionId} goes round a pole and has no edge along it`);
  return points;
}

/** Does the ring come back to where it began? One round a pole does only with an edge along the pole. */
export function isClosedRing(ring: RegionRing): boolean {
  let previous: readonly [number, number] | null = null;
  const points = ring.map(([longitudeRad, latitudeRad]) => {
    const longitude: number = previous === null ? longitudeRad : longitudeAfter(previous, longitudeRad);
    previous = [longitude, latitudeRad];
    return previous;
  });
  return closesOnItself(points);
}

function closesOnItself(points: readonly (readonly [number, number])[]): boolean {
  const first = points[0];
  const last = points.at(-1);
  if (first === undefined || last === undefined) return false;
  return Math.abs(first[0] - longitudeAfter(last, first[0])) < 1;
}

const POLE_RAD: number = Math.PI / 2 - 1e-9;
const FULL_TURN_RAD: number = TWO_PI - 1e-9;

/** The nearest longitude to the one before; along a pole a full turn is meant as it stands. */
function longitudeAfter([before, latitudeRad]: readonly [number, number], longitudeRad: number): number {
  const isAlongPole = Math.abs(latitudeRad) > POLE_RAD && Math.abs(longitudeRad - before) > FULL_TURN_RAD;
  return isAlongPole ? longitudeRad : before + wrapPi(longitudeRad - before);
}
