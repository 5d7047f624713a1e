import type { LoadRequest, ObjectSet } from './requests.ts';
import { invalid, noProperty } from './outcome.ts';
import type { Outcome } from './outcome.ts';
import { comparable, testOf } from './where-tests.ts';
import type { ObjectProperties, ObjectType, ObjectView, PropertyValue } from './object-type.ts';

interface Found {
  readonly type: ObjectType;
  readonly objects: readonly ObjectProperties[];
}

export interface ObjectPage {
  readonly type: ObjectType;
  readonly objects: readonly ObjectProperties[];
  readonly nextPageToken: string | null;
  readonly totalCount: number;
}

/** A page holds at most so many objects, whatever is asked for. */
const MOST_OBJECTS = 1_000;
const USUAL_OBJECTS = 100;

/** The types of objects that a set is made of; each needs to be given by the plan. */
export function typesOf(
  set: ObjectSet,
  types: ReadonlyMap<string, ObjectType>,
): Outcome<ReadonlySet<ObjectType>> {
  const touched = new Set<ObjectType>();
  const visit = (each: ObjectSet): Outcome<ObjectType> => {
    let own: Outcome<ObjectType>;
    if (each.type === 'base') own = typeNamed(each.objectType, types);
    else if (each.type === 'filter') own = visit(each.objectSet);
    else if (each.type === 'searchAround') {
      const from = visit(each.objectSet);
      own = from.ok ? targetOf(from.value, each.link, types) : from;
    } else own = sameType(each.objectSets.map(visit));
    if (own.ok) touched.add(own.value);
    return own;
  };
  const outcome = visit(set);
  return outcome.ok ? { ok: true, value: touched } : outcome;
}

function sameType(outcomes: readonly Outcome<ObjectType>[]): Outcome<ObjectType> {
  const [first = invalid('a set of no sets')] = outcomes;
  if (!first.ok) return first;
  for (const each of outcomes) {
    if (!each.ok) return each;
    if (each.value !== first.value) return invalid('sets of different types of objects');
  }
  return first;
}

/** A page of the objects of a set, in order of their primary keys unless another order is asked for. */
export function loadObjects(
  request: LoadRequest,
  types: ReadonlyMap<string, ObjectType>,
  view: ObjectView,
): Outcome<ObjectPage> {
  const found = objectsOf(request.objectSet, types, view);
  if (!found.ok) return found;
  const { type, objects } = found.value;
  const names = [
    ...(request.select ?? []),
    ...(request.selectV2 ?? []).map((each) => each.apiName),
    ...(request.orderBy?.fields ?? []).map((each) => each.field),
  ];
  const unknown = names.find((name) => !Object.hasOwn(type.properties, name));
  if (unknown !== undefined) return noProperty(type, unknown);
  const ordered = objects.toSorted(orderOf(request.orderBy?.fields ?? [], type));
  const begin = beginOf(request, ordered, type);
  if (begin === null) return invalid('pageToken is not one of this list');
  const end = begin + Math.min(request.pageSize ?? USUAL_OBJECTS, MOST_OBJECTS);
  const shown = ordered.slice(begin, end);
  const last = shown.at(-1);
  const isMore = last !== undefined && end < ordered.length;
  const nextPageToken = isMore ? tokenBehind(request, end, keyOf(last, type)) : null;
  return { ok: true, value: { type, objects: shown, nextPageToken, totalCount: ordered.length } };
}

/** An object as it is sent: what was selected, and what names it. */
export function wireObject(
  { apiName, primaryKey }: ObjectType,
  object: ObjectProperties,
  selected: readonly string[],
): Readonly<Record<string, unknown>> {
  const shown = Object.entries(object).filter(
    ([name, value]) => value !== null && (selected.length === 0 || selected.includes(name)),
  );
  return {
    __apiName: apiName,
    __primaryKey: object[primaryKey],
    __title: object[primaryKey],
    ...Object.fromEntries(shown),
  };
}

function objectsOf(set: ObjectSet, types: ReadonlyMap<string, ObjectType>, view: ObjectView): Outcome<Found> {
  if (set.type === 'base') {
    const type = typeNamed(set.objectType, types);
    return type.ok ? { ok: true, value: { type: type.value, objects: allOf(type.value, view) } } : type;
  }
  if (set.type === 'filter') {
    const from = objectsOf(set.objectSet, types, view);
    if (!from.ok) return from;
    const test = testOf(set.where, from.value.type);
    if (!test.ok) return test;
    return { ok: true, value: { ...from.value, objects: from.value.objects.filter(test.value) } };
  }
  if (set.type === 'searchAround') {
    const from = objectsOf(set.objectSet, types, view);
    return from.ok ? linkedTo(from.value, set.link, types, view) : from;
  }
  const [first, ...rest] = set.objectSets.map((each) => objectsOf(each, types, view));
  if (first === undefined || !first.ok) return first ?? invalid('a set of no sets');
  let { objects } = first.value;
  const { type } = first.value;
  for (const each of rest) {
    if (!each.ok) return each;
    if (each.value.type !== type) return invalid('sets of different types of objects');
    objects = combined(set.type, objects, each.value.objects, type);
  }
  return { ok: true, value: { type, objects } };
}

const made = new WeakMap<ObjectView, Map<ObjectType, readonly ObjectProperties[]>>();

/** All objects of a type, made once for each view, however many sets are made of them. */
function allOf(type: ObjectType, view: ObjectView): readonly ObjectProperties[] {
  const known = made.get(view) ?? new Map<ObjectType, readonly ObjectProperties[]>();
  made.set(view, known);
  const objects = known.get(type) ?? type.objects(view);
  known.set(type, objects);
  return objects;
}

function combined(
  kind: 'union' | 'intersect' | 'subtract',
  ours: readonly ObjectProperties[],
  theirs: readonly ObjectProperties[],
  type: ObjectType,
): readonly ObjectProperties[] {
  const own = new Set(ours.map((each) => keyOf(each, type)));
  const other = new Set(theirs.map((each) => keyOf(each, type)));
  if (kind === 'union') return [...ours, ...theirs.filter((each) => !own.has(keyOf(each, type)))];
  return ours.filter((each) => other.has(keyOf(each, type)) === (kind === 'intersect'));
}

function linkedTo(
  { type, objects }: Found,
  name: string,
  types: ReadonlyMap<string, ObjectType>,
  view: ObjectView,
): Outcome<Found> {
  const target = targetOf(type, name, types);
  const link = type.links[name];
  if (!target.ok || link === undefined) return target.ok ? invalid('no such link') : target;
  const wanted = new Set<PropertyValue>(objects.flatMap((each) => each[link.ownProperty] ?? []));
  const linked = allOf(target.value, view).filter((each) => wanted.has(each[link.theirProperty] ?? ''));
  return { ok: true, value: { type: target.value, objects: linked } };
}

function typeNamed(name: string, types: ReadonlyMap<string, ObjectType>): Outcome<ObjectType> {
  const type = types.get(name);
  return type === undefined
    ? { ok: false, isMissing: true, detail: `there are no objects "${name}"` }
    : { ok: true, value: type };
}

function targetOf(
  type: ObjectType,
  link: string,
  types: ReadonlyMap<string, ObjectType>,
): Outcome<ObjectType> {
  const known = Object.hasOwn(type.links, link) ? type.links[link] : undefined;
  return known === undefined
    ? { ok: false, isMissing: true, detail: `${type.apiName} has no link "${link}"` }
    : typeNamed(known.to, types);
}

/** What is not known comes last; equal ones by their keys. */
function orderOf(
  fields: NonNullable<LoadRequest['orderBy']>['fields'],
  type: ObjectType,
): (a: ObjectProperties, b: ObjectProperties) => number {
  return (a, b) => {
    for (const { field, direction } of fields) {
      const kind = type.properties[field]?.type ?? 'string';
      const [ours, theirs] = [a[field] ?? null, b[field] ?? null].map((value) =>
        value === null ? null : comparable(value, kind),
      );
      if (ours === theirs || ours === undefined || theirs === undefined) continue;
      if (ours === null) return 1;
      if (theirs === null) return -1;
      return ours < theirs === (direction !== 'desc') ? -1 : 1;
    }
    return keyOf(a, type) < keyOf(b, type) ? -1 : 1;
  };
}

function keyOf(object: ObjectProperties, { primaryKey }: ObjectType): string {
  const key = object[primaryKey];
  return typeof key === 'string' ? key : '';
}

/** In order of keys a page begins behind the last key that was shown, so that what comes or goes neither repeats nor hides others; otherwise it is counted. */
function tokenBehind({ orderBy }: LoadRequest, end: number, key: string): string {
  const place = (orderBy?.fields.length ?? 0) > 0 ? `at:${end}` : `after:${key}`;
  return Buffer.from(place).toString('base64url');
}

function beginOf(
  { pageToken, orderBy }: LoadRequest,
  ordered: readonly ObjectProperties[],
  type: ObjectType,
): number | null {
  if (pageToken === undefined) return 0;
  const place = Buffer.from(pageToken, 'base64url').toString('utf8');
  if ((orderBy?.fields.length ?? 0) > 0) return /^at:\d{1,9}$/.test(place) ? Number(place.slice(3)) : null;
  if (!place.startsWith('after:')) return null;
  const after = place.slice('after:'.length);
  const next = ordered.findIndex((each) => keyOf(each, type) > after);
  return next < 0 ? ordered.length : next;
}
