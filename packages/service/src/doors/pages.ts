import { z } from 'zod';
import { Refusal } from './refusal.ts';

const MOST_ITEMS = 1_000;
const USUAL_ITEMS = 100;

export interface PageQuery {
  limit: number;
  cursor?: string | undefined;
}

export const pageQuery: {
  readonly limit: z.ZodType<number>;
  readonly cursor: z.ZodType<string | undefined>;
} = {
  limit: z.coerce.number().int().min(1).max(MOST_ITEMS).default(USUAL_ITEMS),
  cursor: z.string().optional().describe('`next` of the page before'),
};

/** What a cursor stands behind: the id of the last item that was given. */
export function placeOf(cursor: string | undefined): string | null {
  if (cursor === undefined) return null;
  const text = Buffer.from(cursor, 'base64url').toString('utf8');
  if (!text.startsWith('after:')) throw new Refusal('invalid-request', '`cursor` is none of this service');
  return text.slice('after:'.length);
}

export function cursorBehind(id: string): string {
  return Buffer.from(`after:${id}`).toString('base64url');
}

/** One page of items in order of id. Items that come or go between two pages neither repeat nor hide others. */
export function pageOf<Item>(
  items: Iterable<Item>,
  idOf: (item: Item) => string,
  { limit, cursor }: PageQuery,
): { readonly items: readonly Item[]; readonly next: string | null } {
  const after = placeOf(cursor);
  const rest = [...items]
    .filter((item) => after === null || idOf(item) > after)
    .toSorted((a, b) => (idOf(a) < idOf(b) ? -1 : 1));
  const shown = rest.slice(0, limit);
  const last = shown.at(-1);
  return { items: shown, next: rest.length > limit && last !== undefined ? cursorBehind(idOf(last)) : null };
}
