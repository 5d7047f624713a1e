import type { Product } from '@cupola/contract';
import type { OwnSide } from '@cupola/core/sensors';
import type { Picture } from '../../picture/picture.ts';
import type { Alert, AlertRecord, DataMode } from '../../picture/records.ts';

/** What objects are made of: all of it as one visitor may see it. */
export interface ObjectView {
  readonly picture: Picture;
  readonly dataMode: DataMode;
  readonly ownSide: OwnSide;
  readonly utc: (atUs: number) => string;
  readonly alertRecord: (alert: Alert) => AlertRecord;
}

export type PropertyType = 'string' | 'double' | 'boolean' | 'timestamp' | 'geopoint' | 'strings';

export interface Geopoint {
  readonly type: 'Point';
  /** Longitude, latitude, degrees. */
  readonly coordinates: readonly [number, number];
}

export type PropertyValue = string | number | boolean | Geopoint | readonly string[];

/** The properties of one object; what is not known is not there. */
export type ObjectProperties = Readonly<Record<string, PropertyValue | null>>;

export interface ObjectProperty {
  readonly type: PropertyType;
  readonly text: string;
}

/** From a property of objects of one type to a property of those of another that has the same value. */
export interface ObjectLink {
  readonly to: string;
  readonly ownProperty: string;
  readonly theirProperty: string;
  readonly cardinality: 'ONE' | 'MANY';
}

/** A kind of objects: what is told of it, and where the objects come from. The wire's metadata and the objects are both made of this. */
export interface ObjectType {
  readonly apiName: string;
  readonly plural: string;
  readonly description: string;
  readonly product: Product;
  readonly primaryKey: string;
  readonly properties: Readonly<Record<string, ObjectProperty>>;
  readonly links: Readonly<Record<string, ObjectLink>>;
  readonly objects: (view: ObjectView) => readonly ObjectProperties[];
}

export function geopoint({
  latitudeDeg,
  longitudeDeg,
}: {
  readonly latitudeDeg: number;
  readonly longitudeDeg: number;
}): Geopoint {
  return { type: 'Point', coordinates: [longitudeDeg, latitudeDeg] };
}
