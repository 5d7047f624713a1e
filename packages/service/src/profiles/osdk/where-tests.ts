import { radians } from '@cupola/core/foundation';
import { instantUs } from '../udl/udl-query.ts';
import type { ObjectProperties, ObjectType, PropertyType, PropertyValue } from './object-type.ts';
import { invalid, noProperty } from './outcome.ts';
import type { Outcome } from './outcome.ts';
import { METRES_OF_UNIT } from './requests.ts';
import type { Box, Circle, Where } from './requests.ts';

const EARTH_RADIUS_M = 6_371_009;

/** Is an object meant? */
export type ObjectTest = (object: ObjectProperties) => boolean;
type Scalar = string | number | boolean;

/** Whether an object meets a clause. */
export function testOf(where: Where, type: ObjectType): Outcome<ObjectTest> {
  if (where.type === 'and' || where.type === 'or') {
    const tests: ObjectTest[] = [];
    for (const each of where.value) {
      const test = testOf(each, type);
      if (!test.ok) return test;
      tests.push(test.value);
    }
    const all = where.type === 'and';
    return {
      ok: true,
      value: (object) => (all ? tests.every((test) => test(object)) : tests.some((test) => test(object))),
    };
  }
  if (where.type === 'not') {
    const test = testOf(where.value, type);
    return test.ok ? { ok: true, value: (object) => !test.value(object) } : test;
  }
  const { field } = where;
  const property = Object.hasOwn(type.properties, field) ? type.properties[field] : undefined;
  if (property === undefined) return noProperty(type, field);
  if (where.type === 'isNull') {
    return { ok: true, value: (object) => ((object[field] ?? null) === null) === where.value };
  }
  const test = valueTest(where, property.type);
  if (test === null) return invalid(`${where.type} does not go with ${field}, which is ${property.type}`);
  return {
    ok: true,
    value: (object) => {
      const value = object[field] ?? null;
      return value !== null && test(value);
    },
  };
}

type OfField = Exclude<Where, { readonly type: 'and' | 'or' | 'not' | 'isNull' }>;
type ValueTest = (value: PropertyValue) => boolean;

/** Null when the clause does not go with the type of the property. */
function valueTest(where: OfField, type: PropertyType): ValueTest | null {
  if (where.type === 'withinBoundingBox') {
    return type === 'geopoint' ? (value) => isInBox(value, where.value) : null;
  }
  if (where.type === 'withinDistanceOf') {
    return type === 'geopoint' ? (value) => isInCircle(value, where.value) : null;
  }
  if (where.type === 'contains') {
    return type === 'strings' ? (value) => Array.isArray(value) && value.includes(where.value) : null;
  }
  if (where.type === 'startsWith' || where.type === 'containsAnyTerm' || where.type === 'containsAllTerms') {
    if (type !== 'string') return null;
    const test = wordTest(where.type, where.value);
    return (value) => typeof value === 'string' && test(value);
  }
  if (where.type === 'in') {
    const wanted = where.value.map((each) => comparable(each, type));
    return wanted.includes(null) ? null : (value) => wanted.includes(comparable(value, type));
  }
  const bound = comparable(where.value, type);
  if (bound === null || (type === 'boolean' && where.type !== 'eq')) return null;
  const isMet = COMPARISONS[where.type];
  return (value) => {
    const known = comparable(value, type);
    return known !== null && isMet(known, bound);
  };
}

function wordTest(
  kind: 'startsWith' | 'containsAnyTerm' | 'containsAllTerms',
  text: string,
): (value: string) => boolean {
  if (kind === 'startsWith') return (value) => value.startsWith(text);
  const wanted = termsOf(text);
  return (value) => {
    const known = new Set(termsOf(value));
    const isKnown = (term: string): boolean => known.has(term);
    return kind === 'containsAllTerms' ? wanted.every(isKnown) : wanted.some(isKnown);
  };
}

const COMPARISONS: Readonly<Record<'eq' | 'lt' | 'lte' | 'gt' | 'gte', (a: Scalar, b: Scalar) => boolean>> = {
  eq: (a, b) => a === b,
  lt: (a, b) => a < b,
  lte: (a, b) => a <= b,
  gt: (a, b) => a > b,
  gte: (a, b) => a >= b,
};

/** Instants in microseconds; null of what is not of the type. */
export function comparable(value: PropertyValue, type: PropertyType): Scalar | null {
  if (type === 'timestamp') return typeof value === 'string' ? instantUs(value) : null;
  if (type === 'double') return typeof value === 'number' ? value : null;
  if (type === 'boolean') return typeof value === 'boolean' ? value : null;
  return type === 'string' && typeof value === 'string' ? value : null;
}

function termsOf(text: string): readonly string[] {
  return text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];
}

function coordinatesOf(value: PropertyValue): readonly [number, number] | null {
  return typeof value === 'object' && 'coordinates' in value ? value.coordinates : null;
}

/** West may be greater than east, over the 180th meridian. */
function isInBox(value: PropertyValue, { topLeft, bottomRight }: Box): boolean {
  const [longitude, latitude] = coordinatesOf(value) ?? [Number.NaN, Number.NaN];
  const [west, north] = topLeft.coordinates;
  const [east, south] = bottomRight.coordinates;
  const isBetween =
    west <= east ? longitude >= west && longitude <= east : longitude >= west || longitude <= east;
  return isBetween && latitude >= south && latitude <= north;
}

/** On a round Earth. */
function isInCircle(value: PropertyValue, { center, distance }: Circle): boolean {
  const [longitude, latitude] = coordinatesOf(value) ?? [Number.NaN, Number.NaN];
  const [centreLongitude, centreLatitude] = center.coordinates;
  const share =
    Math.sin(radians(latitude - centreLatitude) / 2) ** 2 +
    Math.cos(radians(latitude)) *
      Math.cos(radians(centreLatitude)) *
      Math.sin(radians(longitude - centreLongitude) / 2) ** 2;
  const apartM = 2 * EARTH_RADIUS_M * Math.asin(Math.sqrt(Math.min(share, 1)));
  return apartM <= distance.value * METRES_OF_UNIT[distance.unit];
}
