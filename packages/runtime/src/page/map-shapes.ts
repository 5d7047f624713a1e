/** A point of a map: longitude and latitude, degrees. Mutable arrays, because the projection library asks for them. */
export type MapPoint = number[];

/** Areas in the shape of GeoJSON, degrees. */
export interface MapAreas {
  readonly type: 'MultiPolygon';
  readonly coordinates: MapPoint[][][];
}

/** A line in the shape of GeoJSON, degrees. */
export interface MapLine {
  readonly type: 'LineString';
  readonly coordinates: MapPoint[];
}
