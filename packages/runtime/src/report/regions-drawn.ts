import { degrees } from '@cupola/core/foundation';
import { geoArea, geoContains } from 'd3-geo';
import type { MapAreas, MapPoint } from '../page/map-shapes.ts';
import type { Region } from '@cupola/core/physics';

/** A defended region as d3-geo draws it. */
export interface DrawnRegion {
  readonly id: string;
  readonly geometry: MapAreas;
}

/** A region's name in a sentence: its title without what stands in brackets; an unknown one stays as it is written. */
export function regionName(id: string, regions: readonly Region[]): string {
  return regions.find((region) => region.id === id)?.title.replace(/ *\(.*\)$/, '') ?? id;
}

/** Points of a ring at least `spacingDeg` apart, closed; a ring that would vanish keeps its corners. Input rad, output degrees. */
function thinRing(ring: readonly (readonly [number, number])[], spacingDeg: number): MapPoint[] {
  const all = ring.map(([lonRad, latRad]): MapPoint => [degrees(lonRad), degrees(latRad)]);
  const kept: MapPoint[] = [];
  for (const point of all) {
    const [lon = 0, lat = 0] = point;
    const [lastLon = Number.POSITIVE_INFINITY, lastLat = 0] = kept.at(-1) ?? [];
    const eastDeg = (lon - lastLon) * Math.cos((lat * Math.PI) / 180);
    if (Math.hypot(eastDeg, lat - lastLat) >= spacingDeg) kept.push(point);
  }
  const chosen = kept.length >= 4 ? kept : all;
  const [first] = chosen;
  const last = chosen.at(-1);
  if (first !== undefined && (first[0] !== last?.[0] || first[1] !== last?.[1])) chosen.push([...first]);
  return chosen;
}

/** Thins a region's outlines for a small picture, and winds each polygon so that it covers less than half the globe. */
export function drawnRegion(region: Region, spacingDeg: number): DrawnRegion {
  const coordinates = region.polygons.map((rings) => {
    const thinned = rings.map((ring) => thinRing(ring, spacingDeg));
    const inverted = geoArea({ type: 'Polygon', coordinates: thinned }) > 2 * Math.PI;
    return inverted ? thinned.map((ring) => ring.toReversed()) : thinned;
  });
  return { id: region.id, geometry: { type: 'MultiPolygon', coordinates } };
}

/** The first region that holds a place, or null. */
export function regionAt(
  regions: readonly DrawnRegion[],
  latitudeRad: number,
  longitudeRad: number,
): string | null {
  const point: [number, number] = [degrees(longitudeRad), degrees(latitudeRad)];
  return regions.find((region) => geoContains(region.geometry, point))?.id ?? null;
}
