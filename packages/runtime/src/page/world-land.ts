import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { feature } from 'topojson-client';
import type { GeometryCollection, Topology } from 'topojson-specification';
import type { MapAreas, MapPoint } from './map-shapes.ts';

/** Land of the whole Earth for drawing, degrees: Natural Earth, 1:110 million, as the package `world-atlas` carries it. */
export function loadWorldLand(): MapAreas {
  const path = createRequire(import.meta.url).resolve('world-atlas/land-110m.json');
  const atlas: Topology<{ land: GeometryCollection }> = JSON.parse(readFileSync(path, 'utf8'));
  const polygons: MapPoint[][][] = [];
  for (const part of feature(atlas, atlas.objects.land).features) {
    if (part.geometry.type === 'Polygon') polygons.push(part.geometry.coordinates);
    if (part.geometry.type === 'MultiPolygon') polygons.push(...part.geometry.coordinates);
  }
  return { type: 'MultiPolygon', coordinates: polygons };
}
