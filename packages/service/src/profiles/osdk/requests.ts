import { z } from 'zod';

const scalar = z.union([z.string(), z.number(), z.boolean()]);
const point = z.object({
  type: z.literal('Point'),
  coordinates: z.tuple([z.number(), z.number()]).rest(z.number()),
});
const field = z.string();

/** How deep clauses and sets may lie in one another. */
const DEEPEST = 20;
/** How many sets one may be made of: each is looked up by itself. */
const MOST_SETS = 100;

export type Where =
  | {
      readonly type: 'eq' | 'lt' | 'lte' | 'gt' | 'gte' | 'contains';
      readonly field: string;
      readonly value: string | number | boolean;
    }
  | { readonly type: 'startsWith'; readonly field: string; readonly value: string }
  | { readonly type: 'containsAnyTerm' | 'containsAllTerms'; readonly field: string; readonly value: string }
  | { readonly type: 'in'; readonly field: string; readonly value: readonly (string | number | boolean)[] }
  | { readonly type: 'isNull'; readonly field: string; readonly value: boolean }
  | { readonly type: 'withinBoundingBox'; readonly field: string; readonly value: Box }
  | { readonly type: 'withinDistanceOf'; readonly field: string; readonly value: Circle }
  | { readonly type: 'and'; readonly value: readonly Where[] }
  | { readonly type: 'or'; readonly value: readonly Where[] }
  | { readonly type: 'not'; readonly value: Where };

interface Point {
  readonly coordinates: readonly [longitudeDeg: number, latitudeDeg: number, ...rest: number[]];
}
export interface Box {
  readonly topLeft: Point;
  readonly bottomRight: Point;
}
export interface Circle {
  readonly center: Point;
  readonly distance: { readonly value: number; readonly unit: DistanceUnit };
}

export const METRES_OF_UNIT = {
  MILLIMETERS: 0.001,
  CENTIMETERS: 0.01,
  METERS: 1,
  KILOMETERS: 1000,
  INCHES: 0.0254,
  FEET: 0.3048,
  YARDS: 0.9144,
  MILES: 1609.344,
  NAUTICAL_MILES: 1852,
} as const;
export type DistanceUnit = keyof typeof METRES_OF_UNIT;
const UNITS: readonly DistanceUnit[] = [
  'MILLIMETERS',
  'CENTIMETERS',
  'METERS',
  'KILOMETERS',
  'INCHES',
  'FEET',
  'YARDS',
  'MILES',
  'NAUTICAL_MILES',
];

const where: z.ZodType<Where> = z.lazy(() =>
  z.discriminatedUnion('type', [
    z.object({ type: z.enum(['eq', 'lt', 'lte', 'gt', 'gte', 'contains']), field, value: scalar }),
    z.object({
      type: z.enum(['startsWith', 'containsAnyTerm', 'containsAllTerms']),
      field,
      value: z.string(),
    }),
    z.object({ type: z.literal('in'), field, value: z.array(scalar).max(10_000) }),
    z.object({ type: z.literal('isNull'), field, value: z.boolean() }),
    z.object({
      type: z.literal('withinBoundingBox'),
      field,
      value: z.object({ topLeft: point, bottomRight: point }),
    }),
    z.object({
      type: z.literal('withinDistanceOf'),
      field,
      value: z.object({
        center: point,
        distance: z.object({ value: z.number().nonnegative(), unit: z.enum(UNITS) }),
      }),
    }),
    z.object({ type: z.literal('and'), value: z.array(where).max(100) }),
    z.object({ type: z.literal('or'), value: z.array(where).max(100) }),
    z.object({ type: z.literal('not'), value: where }),
  ]),
);

/** Objects that are meant, before any page is cut of them. */
export type ObjectSet =
  | { readonly type: 'base'; readonly objectType: string }
  | { readonly type: 'filter'; readonly objectSet: ObjectSet; readonly where: Where }
  | { readonly type: 'searchAround'; readonly objectSet: ObjectSet; readonly link: string }
  | { readonly type: 'union' | 'intersect' | 'subtract'; readonly objectSets: readonly ObjectSet[] };

const objectSet: z.ZodType<ObjectSet> = z.lazy(() =>
  z.discriminatedUnion('type', [
    z.object({ type: z.literal('base'), objectType: z.string() }),
    z.object({ type: z.literal('filter'), objectSet, where }),
    z.object({ type: z.literal('searchAround'), objectSet, link: z.string() }),
    z.object({
      type: z.enum(['union', 'intersect', 'subtract']),
      objectSets: z.array(objectSet).min(1).max(20),
    }),
  ]),
);

export interface LoadRequest {
  readonly objectSet: ObjectSet;
  readonly orderBy?:
    | { readonly fields: readonly { readonly field: string; readonly direction?: string | undefined }[] }
    | undefined;
  readonly select?: readonly string[] | undefined;
  readonly selectV2?: readonly { readonly apiName: string }[] | undefined;
  readonly pageSize?: number | undefined;
  readonly pageToken?: string | undefined;
}

export const loadRequest: z.ZodType<LoadRequest> = z.object({
  objectSet: z.unknown().transform((value, context): ObjectSet => {
    if (depthOf(value) > 2 * DEEPEST) {
      context.addIssue({
        code: 'custom',
        message: `sets and clauses lie deeper than ${DEEPEST} in one another`,
      });
      return z.NEVER;
    }
    const read = objectSet.safeParse(value);
    if (read.success && setsIn(read.data) > MOST_SETS) {
      context.addIssue({ code: 'custom', message: `it is made of more than ${MOST_SETS} sets` });
      return z.NEVER;
    }
    if (read.success) return read.data;
    for (const { path, message } of read.error.issues) context.addIssue({ code: 'custom', path, message });
    return z.NEVER;
  }),
  orderBy: z
    .object({
      orderType: z.literal('fields', 'no order of relevance is kept here').optional(),
      fields: z.array(z.object({ field: z.string(), direction: z.enum(['asc', 'desc']).optional() })).max(10),
    })
    .optional(),
  select: z.array(z.string()).optional(),
  selectV2: z.array(z.object({ type: z.literal('property'), apiName: z.string() })).optional(),
  pageSize: z.number().int().positive().optional(),
  pageToken: z.string().optional(),
});

function setsIn(set: ObjectSet): number {
  if (set.type === 'base') return 1;
  const inner = 'objectSets' in set ? set.objectSets : [set.objectSet];
  return 1 + inner.reduce((sum, each) => sum + setsIn(each), 0);
}

/** How deep a value lies in itself; bounded, so that reading it can be. */
function depthOf(value: unknown): number {
  let depth = 0;
  let level: unknown[] = [value];
  while (level.length > 0 && depth <= 4 * DEEPEST) {
    depth++;
    level = level.flatMap((each): unknown[] =>
      typeof each === 'object' && each !== null ? Object.values(each) : [],
    );
  }
  return depth;
}
