import { parse } from 'yaml';
import { z } from 'zod';

export type CaseValue = number | boolean | readonly number[];

export type Tolerance =
  | { readonly kind: 'absolute' | 'relative' | 'exact'; readonly value: number }
  | { readonly kind: 'band'; readonly value: readonly [min: number, max: number] };

/** A value from outside, or several, with the inputs and conventions under which it was published. */
export interface PublishedCase {
  readonly id: string;
  readonly area: string;
  readonly title: string;
  readonly inputs: Readonly<Record<string, unknown>>;
  readonly expected: Readonly<Record<string, CaseValue>>;
  readonly tolerance: Tolerance;
  readonly source: string;
  readonly conventions: string;
  /** Somebody published it, or a formula or sum gives it. */
  readonly evidence: 'published' | 'closed-form' | 'arithmetic';
}

const PUBLISHED_CASE: z.ZodType<PublishedCase> = z.object({
  id: z.string(),
  area: z.string(),
  title: z.string(),
  inputs: z.record(z.string(), z.unknown()),
  expected: z.record(z.string(), z.union([z.number(), z.boolean(), z.array(z.number())])),
  tolerance: z.discriminatedUnion('kind', [
    z.object({ kind: z.enum(['absolute', 'relative', 'exact']), value: z.number().nonnegative() }),
    z.object({ kind: z.literal('band'), value: z.tuple([z.number(), z.number()]) }),
  ]),
  source: z.string(),
  conventions: z.string(),
  evidence: z.enum(['published', 'closed-form', 'arithmetic']),
});

/** Reads `validation/published.json`. It is part of the program: a fault in it is ours and throws. */
export function readPublishedCases(text: string): readonly PublishedCase[] {
  return z.array(PUBLISHED_CASE).parse(JSON.parse(text));
}

/** Reads `validation/known-failing.yaml`: the reason, by case id. */
export function readKnownFailing(text: string): ReadonlyMap<string, string> {
  const reasons = z.record(z.string(), z.string().min(1)).nullable().parse(parse(text));
  return new Map(Object.entries(reasons ?? {}));
}
