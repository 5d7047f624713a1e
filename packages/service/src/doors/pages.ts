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
  // PostgreSQL has no text with a null in it.
  if (!text.startsWith('after:') || text.includes('\0'))
    throw new Refusal('invalid-request', '`cursor` is none of this service');
  return text.slice('after:'.length);
}

/** The number behind which a page of numbered rows begins. */
export function numberOf(cursor: string | undefined): number {
  const after = Number(placeOf(cursor) ?? 0);
  if (!Number.isSafeInteger(after)) throw new Refusal('invalid-request', '`cursor` is not one of this list');
  return after;
}

/** @param rows - One more than the page holds, when there is one. */
export function numberedPage<Row extends { readonly sequence: number }>(
  rows: readonly Row[],
  limit: number,
): { readonly shown: readonly Row[]; readonly next: string | null } {
  const shown = rows.slice(0, limit);
  const last = shown.at(-1);
  return {
    shown,
    next: rows.length > limit && last !== undefined ? cursorBehind(String(last.sequence)) : null,
  };
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
