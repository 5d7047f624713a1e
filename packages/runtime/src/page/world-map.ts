import { geoEquirectangular, geoPath } from 'd3-geo';
import type { GeoPermissibleObjects, GeoProjection } from 'd3-geo';
import { pathSink } from './svg/path-sink.ts';

/** The whole Earth on a plane whose width and height are proportional to longitude and latitude. */
export interface WorldMap {
  readonly projection: GeoProjection;
  readonly heightPx: number;
}

/** @param centreDeg - Longitude in the middle. A margin of one pixel stays free. */
export function worldMap(widthPx: number, centreDeg: number): WorldMap {
  const heightPx = Math.round(widthPx / 2) + 2;
  const projection = geoEquirectangular()
    .rotate([-centreDeg, 0])
    .scale((widthPx - 2) / (2 * Math.PI))
    .translate([widthPx / 2, heightPx / 2])
    .precision(0.3);
  return { projection, heightPx };
}

/** Path data of a shape as the projection draws it. */
export function projectedPath(projection: GeoProjection, shape: GeoPermissibleObjects): string {
  const sink = pathSink();
  geoPath(projection, sink)(shape);
  return sink.data();
}
