import { polygonEdges } from './polygon-edges.ts';
import type { Edge } from './polygon-edges.ts';
import type { RegionRing } from './region.ts';

/** Two edges of a polygon that cross. */
export interface RingCrossing {
  /** Ring, and corner from which its edge starts. */
  readonly ring: number;
  readonly corner: number;
  readonly otherRing: number;
  readonly otherCorner: number;
  readonly longitudeRad: number;
  readonly latitudeRad: number;
}

/** Edges to a band of latitude, on average. */
const EDGES_PER_BAND = 4;
const MAX_BANDS = 4096;

/**
 * The first place where the rings of a polygon cross themselves or one another; null when they do not. Rings that touch in a corner, or run along one another, do
 * not cross.
 */
export function ringCrossing(rings: readonly RegionRing[]): RingCrossing | null {
  const edges = polygonEdges('asked about', rings);
  const south = edges.reduce((least, edge) => Math.min(least, edge.latitude1, edge.latitude2), Infinity);
  const north = edges.reduce((most, edge) => Math.max(most, edge.latitude1, edge.latitude2), -Infinity);
  const count = Math.min(MAX_BANDS, Math.max(1, Math.ceil(edges.length / EDGES_PER_BAND)));
  const perRad = count / Math.max(north - south, Number.EPSILON);
  const bandAt = (latitude: number): number =>
    Math.min(count - 1, Math.max(0, Math.floor((latitude - south) * perRad)));
  const bands: Edge[][] = Array.from({ length: count }, () => []);
  for (const edge of edges) {
    const last = bandAt(Math.max(edge.latitude1, edge.latitude2));
    for (let band = bandAt(Math.min(edge.latitude1, edge.latitude2)); band <= last; band++) {
      for (const other of bands[band] ?? []) {
        const place = crossingOf(other, edge);
        if (place !== null)
          return {
            ring: other.ring,
            corner: other.corner,
            otherRing: edge.ring,
            otherCorner: edge.corner,
            ...place,
          };
      }
      bands[band]?.push(edge);
    }
  }
  return null;
}

function crossingOf(
  one: Edge,
  other: Edge,
): { readonly longitudeRad: number; readonly latitudeRad: number } | null {
  const before = sideOf(one, other.longitude1, other.latitude1);
  const after = sideOf(one, other.longitude2, other.latitude2);
  if (!(before * after < 0)) return null;
  if (!(sideOf(other, one.longitude1, one.latitude1) * sideOf(other, one.longitude2, one.latitude2) < 0))
    return null;
  const share = before / (before - after);
  return {
    longitudeRad: other.longitude1 + share * (other.longitude2 - other.longitude1),
    latitudeRad: other.latitude1 + share * (other.latitude2 - other.latitude1),
  };
}

/** Closer to an edge than this, a corner lies on it, rad: some micrometres. */
const ON_EDGE_RAD = 1e-12;

/** Positive to the left of the edge, negative to its right, 0 on it. */
function sideOf(edge: Edge, longitude: number, latitude: number): number {
  const east = edge.longitude2 - edge.longitude1;
  const north = edge.latitude2 - edge.latitude1;
  const side = east * (latitude - edge.latitude1) - north * (longitude - edge.longitude1);
  return Math.abs(side) < ON_EDGE_RAD * (Math.abs(east) + Math.abs(north)) ? 0 : side;
}
