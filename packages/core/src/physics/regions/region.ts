/** A closed ring of [longitude, latitude] pairs, rad, geodetic; the last pair may repeat the first. */
export type RegionRing = readonly (readonly [longitudeRad: number, latitudeRad: number])[];

/** An area on the ground. A polygon is its outer ring and its holes; the region is the union of its polygons. */
export interface Region {
  readonly id: string;
  readonly title: string;
  readonly polygons: readonly (readonly RegionRing[])[];
  /** What lies within this of it on the ground belongs to it too, m. */
  readonly marginM?: number;
}

/** A box in longitude and latitude, rad; `eastRad` may exceed π when the box crosses the 180° meridian. */
export interface LonLatBox {
  readonly westRad: number;
  readonly eastRad: number;
  readonly southRad: number;
  readonly northRad: number;
}
