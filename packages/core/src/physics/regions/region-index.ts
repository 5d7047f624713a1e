import { TWO_PI, assert, wrapPi } from '../../foundation/index.ts';
import { isWithinMargin, marginCells } from './margin.ts';
import type { MarginCells } from './margin.ts';
import { polygonEdges } from './polygon-edges.ts';
import type { Edge, Stretch } from './polygon-edges.ts';
import type { LonLatBox, Region } from './region.ts';

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
  /** What lies close enough beside it; null without a margin. */
  readonly margin: MarginCells | null;
}

/** Regions made ready for many point-in-region questions. */
export interface RegionIndex {
  readonly regions: readonly RegionBands[];
}

interface PolygonEdge extends Edge {
  readonly polygon: number;
}

const MAX_BANDS = 2048;
const EDGE_NUMBERS = 4;

/**
 * Sorts the edges of each region into bands of latitude, so that a question about a point touches only the edges at its latitude.
 *
 * Edges are straight in longitude and latitude, as the map data means them. Rings may cross the 180° meridian. A ring round a pole may have an
 * edge along the pole, from 180° west to 180° east, as map files draw it, or be left open there; one that goes round the Earth and over the equator stops
 * with a message (`isClosedRing` tells it).
 */
export function buildRegionIndex(regions: readonly Region[]): RegionIndex {
  return { regions: regions.map(bandsOf) };
}

/** The same regions, each with all that lies within so much of it, m. */
export function widenedRegions(index: RegionIndex, byM: number): RegionIndex {
  return {
    regions: index.regions.map((bands) => ({
      ...bands,
      margin: marginCells(stretchesOf(bands), byM + (bands.margin?.marginM ?? 0)),
    })),
  };
}

/** Each edge once, whatever bands it lies in. */
function stretchesOf({ edges, bandStart }: RegionBands): readonly Stretch[] {
  const known = new Map<string, Stretch>();
  for (let entry = 0; entry < bandStart[bandStart.length - 1]!; entry++) {
    const [latitude1, latitude2, longitude1, longitude2] = edges.subarray(
      entry * EDGE_NUMBERS,
      (entry + 1) * EDGE_NUMBERS,
    );
    const edge = {
      latitude1: latitude1!,
      latitude2: latitude2!,
      longitude1: longitude1!,
      longitude2: longitude2!,
    };
    known.set(Object.values(edge).join(' '), edge);
  }
  return [...known.values()];
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
  return (
    isInside(bands, longitudeRad, latitudeRad) ||
    (bands.margin !== null && isWithinMargin(bands.margin, longitudeRad, latitudeRad))
  );
}

/** Even-odd, the margin aside. */
function isInside(bands: RegionBands, longitudeRad: number, latitudeRad: number): boolean {
  const { box } = bands;
  // Written so that NaN is outside.
  if (!(latitudeRad >= box.southRad && latitudeRad <= box.northRad)) return false;
  const longitude = wrapPi(longitudeRad);
  // A ring round the Earth may hold the same place twice, a turn apart; copies outside the box hold nothing.
  const west = longitude - TWO_PI >= box.westRad;
  const here = longitude >= box.westRad && longitude <= box.eastRad;
  const east = longitude + TWO_PI <= box.eastRad;
  return (west || here || east) && crosses(bands, { west, here, east }, longitude, latitudeRad);
}

/**
 * Can part of the region's border lie in the box? Errs towards yes. When no region's border does, the box lies wholly inside or wholly
 * outside each region.
 */
export function mayBorderCross(index: RegionIndex, regionIndex: number, asked: LonLatBox): boolean {
  const bands = index.regions[regionIndex];
  assert(bands !== undefined, `region ${regionIndex} is in the index`);
  const box = bands.margin === null ? asked : widened(asked, bands.margin.marginM);
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

/** Nowhere does the margin reach farther than this in latitude; the Earth is flattened. */
const SMALLEST_RADIUS_M = 6_335_000;

function widened(box: LonLatBox, marginM: number): LonLatBox {
  const northRad = marginM / SMALLEST_RADIUS_M;
  const highest = Math.max(Math.abs(box.southRad), Math.abs(box.northRad)) + northRad;
  // Over a pole the margin takes in every longitude.
  const eastRad = highest < Math.PI / 2 ? Math.min(Math.PI, northRad / Math.cos(highest)) : Math.PI;
  return {
    westRad: box.westRad - eastRad,
    eastRad: box.eastRad + eastRad,
    southRad: box.southRad - northRad,
    northRad: box.northRad + northRad,
  };
}

function bandAt(bands: RegionBands, latitudeRad: number): number {
  const band = Math.floor((latitudeRad - bands.box.southRad) * bands.bandsPerRad);
  return Math.min(bands.bandCount - 1, Math.max(0, band));
}

/** Ray towards the east, counted per polygon. */
function crosses(
  bands: RegionBands,
  { west, here, east }: { readonly west: boolean; readonly here: boolean; readonly east: boolean },
  longitude: number,
  latitude: number,
): boolean {
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
    const beyond = longitude1 + share * (edges[at + 3]! - longitude1) - longitude;
    if (here && beyond > 0) inside = !inside;
    if (east && beyond > TWO_PI) inside = !inside;
    if (west && beyond > -TWO_PI) inside = !inside;
  }
  return inside;
}

function bandsOf(region: Region): RegionBands {
  const edges = region.polygons.flatMap((rings, polygon) =>
    polygonEdges(region.id, rings).map((edge): PolygonEdge => ({ ...edge, polygon })),
  );
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
  const perBand: PolygonEdge[][] = Array.from({ length: bandCount }, () => []);
  for (const edge of edges) {
    const last = clampBand(Math.max(edge.latitude1, edge.latitude2));
    for (let band = clampBand(Math.min(edge.latitude1, edge.latitude2)); band <= last; band++) {
      perBand[band]?.push(edge);
    }
  }
  const margin = (region.marginM ?? 0) > 0 ? marginCells(edges, region.marginM ?? 0) : null;
  return { id: region.id, title: region.title, box, bandCount, bandsPerRad, margin, ...bandColumns(perBand) };
}

function bandColumns(
  perBand: readonly (readonly PolygonEdge[])[],
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
